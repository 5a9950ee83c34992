"""The words of area phrases, as patterns."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
_SIGNS = str.maketrans("（），；：", "(),;:")
FTZ = "自贸试验区"
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})个?"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def data() -> dict[str, Any]:
    """The word lists."""
    words: dict[str, Any] = json.loads((_DATA / "area_words.json").read_text("utf-8"))
    return words


def key(printed: str) -> str:
    """A phrase as it is looked up: signs and the names of free-trade zones in one form."""
    text = re.sub(r"\s", "", printed).translate(_SIGNS)
    text = re.sub("自由贸易试验区|自由贸易区|自贸区", FTZ, text)
    return re.sub(r"中国\((\w{2,3})\)(?=自贸试验区)", r"\1", text)


@cache
def conditions() -> str:
    """Words before a class that leave open which areas of it are meant."""
    return f"(?:{any_of(data()['conditions'])}|[一-鿿]{{0,4}}条件[一-鿿]{{0,4}}的)"


@cache
def area_class() -> re.Pattern[str]:
    """A class of areas (各试点地区, 具备条件的自贸试验区): conditions, all, and the noun."""
    words = data()
    programme = r"(?P<programme>(?:(?![等和及与在的由])[一-鿿]){2,16}?(?=试点))?"
    noun = f"(?:(?P<pilots>{any_of(words['pilots'])})|(?P<ftz>{FTZ})|(?P<divisions>{any_of(words['divisions'])}))"
    return re.compile(f"(?P<all>{any_of(words['all'])})?(?P<open>{conditions()}{{1,3}})?{programme}{noun}")


@cache
def class_in_text() -> re.Pattern[str]:
    """A class of areas within a sentence: pilots and free-trade zones only."""
    words = data()
    chosen = any_of(words["chosen_by"])
    own = any_of([*words["pilots"], FTZ])
    return re.compile(f"(?P<chosen>{chosen})?(?P<all>{any_of(words['all'])})?(?P<open>{conditions()}{{1,3}})?{own}")


@cache
def list_end() -> re.Pattern[str]:
    """What closes a list (等10个试点省市, 等地)."""
    noun = any_of(
        [
            "试点地区",
            "试点省市",
            "试点城市",
            "试点区域",
            *data()["divisions"],
            "市辖区",
            "地级市",
            "自治区",
            "直辖市",
            "计划单列市",
        ]
    )
    kind = r"(?:\((?:[一-鿿、]{1,12})\))?"
    return re.compile(
        f"(?:等(?:新增|共)?(?P<count>{_NUMBER})?|(?P<bare>{_NUMBER}))(?:新增|试点)?(?P<noun>{FTZ}|{noun})?{kind}$"
        f"|等(?P<only>{_NUMBER})?$"
    )


@cache
def example() -> re.Pattern[str]:
    """The last of a list and what all of it are (深圳等粤港澳大湾区城市, 重庆等长江沿线港口)."""
    nouns = any_of([*data()["divisions"], *data()["pilots"], *data()["sites"]])
    return re.compile(f"(?P<name>[^等]{{2,12}})等(?!{_NUMBER})[^等]{{0,14}}{nouns}")


@cache
def lead() -> re.Pattern[str]:
    """Words before the first area."""
    return re.compile(f"^{any_of(data()['leads'])}")


@cache
def tail() -> re.Pattern[str]:
    """Words behind the last area."""
    return re.compile(f"{any_of(data()['tails'])}$")


@cache
def area_ending() -> re.Pattern[str]:
    """How a name ends that can be no body's."""
    return re.compile(f"{any_of(data()['area_endings'])}$")
