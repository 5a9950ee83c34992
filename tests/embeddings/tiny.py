"""A tiny model2vec model of Chinese characters, and of some words that mean the same as others."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from model2vec import StaticModel
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

DIMENSIONS = 64
SYNONYMS = {"医师": "大夫", "执业": "行医", "内地": "大陆"}


def vector(name: str) -> np.ndarray:
    """A direction of its own for each name."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=DIMENSIONS)


def save_model(folder: Path, characters: Iterable[str], synonyms: Mapping[str, str] = SYNONYMS) -> str:
    """Write such a model into a folder, which is returned; a word has the vector of its synonym and counts twice."""
    words = [*synonyms, *synonyms.values()]
    vocabulary = ["[UNK]", *sorted({*characters}), *words]
    tokenizer = Tokenizer(WordLevel({name: at for at, name in enumerate(vocabulary)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.pre_tokenizer = Split(Regex("|".join([*words, "."])), "isolated")
    matrix = np.stack([len(name) * vector(synonyms.get(name, name)) for name in vocabulary]).astype(np.float32)
    StaticModel(matrix, tokenizer, normalize=True).save_pretrained(folder)
    return str(folder)
