"""Bytes to text: encodings that are read, files that are refused."""

from pathlib import Path

import pytest

from policydiff.errors import SourceError
from policydiff.read.source import decode, join, read_bytes

TEXT = "序号\t具体举措\n1\t推动“单一窗口”。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_encodings_are_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x").text == TEXT


def test_a_source_that_is_looked_at_again_is_not_split_again() -> None:
    first, again = decode(TEXT.encode(), "x"), decode(TEXT.encode(), "y")
    assert (first.name, again.name) == ("x", "y")
    assert again.lines is first.lines and again.text is first.text
    assert decode("另一份".encode(), "x").lines != first.lines


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        bytes(range(256)) * 8,
        b"PK\x03\x04" + b"\x00\xff" * 64,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="not text"):
        decode(data, "x")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    for name, message in (("none.txt", "no such file"), (".", "a directory"), ("empty.txt", "empty")):
        with pytest.raises(SourceError, match=message):
            read_bytes(tmp_path / name)


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["服务", "贸易"], "服务贸易"),
        (["APEC", "商务"], "APEC商务"),
        (["World", "Bank"], "World Bank"),
        (["制  ", "。"], "制。"),
        (["2018", "年"], "2018年"),
        (["适应服务贸易", "发 展 新 形 势 新 任", "务，"], "适应服务贸易发展新形势新任务，"),
        (["发 展 新 形", "势 新 任 务"], "发展新形势新任务"),
        (["改革试点经验 复制推广"], "改革试点经验 复制推广"),
        (["将 APEC 商务旅行卡"], "将 APEC 商务旅行卡"),
        (["  ", "\u200b"], None),
        ([], None),
    ],
)
def test_wraps_are_joined(parts: list[str], joined: str | None) -> None:
    assert join(parts) == joined
