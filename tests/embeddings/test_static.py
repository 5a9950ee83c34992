"""Embeddings from a local folder: what they say, and what is said of a folder that holds none."""

import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from safetensors.numpy import save_file

from policydiff.align import Similarity, align
from policydiff.compare.pipeline import compare
from policydiff.embeddings import load_similarity
from policydiff.errors import EmbeddingsError
from policydiff.model.document import Snapshot
from policydiff.snapshot import schema_errors, to_json
from tests.embeddings.tiny import DIMENSIONS, save_model

OWN = "允许港澳医师在内地短期执业。"
OTHERS = tuple(f"{verb}大夫在大陆短期行医。" for verb in ("放宽", "方便", "推动", "便利", "鼓励"))


@pytest.fixture(scope="module")
def similarity(folder: str) -> Similarity:
    return load_similarity(folder)


def test_words_of_one_meaning_are_near(similarity: Similarity) -> None:
    found = dict(
        zip(("大夫", "税务", "同"), similarity([("医师", one) for one in ("大夫", "税务", "医师")]), strict=True)
    )
    assert found["大夫"] == found["同"] == 1.0
    assert abs(found["税务"]) < 0.5


def test_texts_without_a_known_character_are_like_none(similarity: Similarity) -> None:
    assert similarity([("\u1234", "医师"), ("", ""), ("医师", "")]) == [0.0, 0.0, 0.0]
    assert similarity([]) == []


def test_a_long_text_is_read_to_its_end(similarity: Similarity) -> None:
    start = "税" * 3000
    assert similarity([("医师", start + "医师" * 3000)])[0] > similarity([("医师", start)])[0] + 0.3


def test_a_pair_is_alike_from_both_sides_whatever_else_is_asked(similarity: Similarity) -> None:
    pairs = [(OWN, other) for other in OTHERS]
    expected = similarity(pairs)
    assert similarity([(other, one) for one, other in pairs]) == expected
    assert [similarity([pair])[0] for pair in reversed(pairs)] == expected[::-1]


def confidence(left: Snapshot, right: Snapshot, other: str, similarity: Similarity | None) -> float:
    """How sure it is that one more measure of either side belong together."""
    lefts = [*left.measures, replace(left.measures[0], id="901", text=OWN)]
    rights = [*right.measures, replace(right.measures[0], id="902", text=other)]
    found = align(lefts, rights, similarity=similarity)
    pairs = (*found.pairs, *found.candidates)
    return next(pair.confidence for pair in pairs if (pair.left, pair.right) == ("901", "902"))


def test_what_means_the_same_in_other_words_is_surer(
    national: Snapshot, xiamen: Snapshot, similarity: Similarity, characters: str, tmp_path: Path
) -> None:
    blind = load_similarity(save_model(tmp_path, characters, synonyms={}))
    for other in OTHERS:
        without, with_model, with_blind = (
            confidence(national, xiamen, other, used) for used in (None, similarity, blind)
        )
        assert with_blind < without < with_model


def test_a_comparison_names_its_model(national: Snapshot, xiamen: Snapshot, similarity: Similarity) -> None:
    found = compare(national, xiamen, similarity=similarity)
    assert found.embeddings == "小模型"
    assert schema_errors("comparison", json.loads(to_json(found))) == []
    assert compare(national, xiamen).embeddings is None


def test_laws_with_a_model(national: Snapshot, xiamen: Snapshot, folder: str) -> None:
    expected = compare(national, xiamen, similarity=load_similarity(folder))
    assert to_json(compare(national, xiamen, similarity=load_similarity(folder))) == to_json(expected)
    back = compare(xiamen, national, similarity=load_similarity(folder))
    assert {(one.right, one.left, one.confidence) for one in back.links} == {
        (one.left, one.right, one.confidence) for one in expected.links
    }
    shuffled = [
        replace(side, measures=tuple(random.Random(3).sample(side.measures, len(side.measures))))
        for side in (national, xiamen)
    ]
    found = compare(shuffled[0], shuffled[1], similarity=load_similarity(folder))
    assert found.links == expected.links


def edit(name: str, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_text(text, "utf-8")

    return write


def matrix(values: np.ndarray) -> Callable[[Path], None]:
    return lambda folder: save_file({"embeddings": values}, folder / "model.safetensors")


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def cut(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize(
    "damage",
    [
        remove("model.safetensors"),
        remove("tokenizer.json"),
        remove("config.json"),
        edit("model.safetensors", ""),
        edit("model.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
        cut,
        edit("tokenizer.json", "{"),
        edit("tokenizer.json", "{}"),
        edit("config.json", "["),
        matrix(np.zeros((3, DIMENSIONS), np.float32)),
        matrix(np.full((5, DIMENSIONS), np.nan, np.float32)),
        matrix(np.zeros(5, np.float32)),
    ],
)
def test_a_folder_without_a_sound_model(damage: Callable[[Path], None], tmp_path: Path) -> None:
    save_model(tmp_path, "税务机关", {})
    load_similarity(str(tmp_path))
    damage(tmp_path)
    with pytest.raises(EmbeddingsError) as raised:
        load_similarity(str(tmp_path))([("税务", "机关")])
    assert raised.value.where == str(tmp_path)
    assert "holds no sound model2vec model" in str(raised.value)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ("", "--embeddings: no such folder"),
        ("minishlab/potion-base-8M", "minishlab/potion-base-8M: no such folder"),
        ("https://example.org/model", "https://example.org/model: no such folder"),
        ("file", "file: this is a file"),
        ("x" * 5000, "x: is no folder"),
        ("circle", "circle: "),
    ],
)
def test_what_is_no_folder(given: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("circle").symlink_to("circle")
    with pytest.raises(EmbeddingsError) as raised:
        load_similarity(given)
    assert what in str(raised.value)
    assert raised.value.remedy


def test_the_extra_is_not_installed(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "model2vec", None)
    with pytest.raises(EmbeddingsError, match=r"pip install 'policydiff\[embeddings\]'"):
        load_similarity(folder)


def test_a_folder_is_named_by_itself(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert load_similarity(".").name == "小模型"
    assert load_similarity(f"{folder}/").name == "小模型"


def test_the_network_is_never_asked(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise AssertionError(arguments)

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert load_similarity(folder)([("医师", "大夫")]) == [1.0]
    with pytest.raises(EmbeddingsError):
        load_similarity("minishlab/potion-base-8M")


def test_the_libraries_are_told_to_stay_offline(folder: str) -> None:
    code = (
        "import sys; from policydiff.embeddings import load_similarity; load_similarity(sys.argv[1]);"
        "from huggingface_hub import constants; assert constants.HF_HUB_OFFLINE"
    )
    environment = {**os.environ, "HF_HUB_OFFLINE": "0"}
    subprocess.run([sys.executable, "-c", code, folder], check=True, env=environment)
