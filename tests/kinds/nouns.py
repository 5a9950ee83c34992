"""Mutations of what a measure is about: where, for whom and of what."""

import re
from collections.abc import Iterator

from tests.kinds.judge import Expected, Words
from tests.kinds.mutation import Mutation, RegionName, replaced
from tests.kinds.spots import HAN, Way, clause_verbs, inserted, object_, removed, swapped
from tests.kinds.words import VERBS, WORDS, depth, places

_ITEM = re.compile(r"(?<=、)([一-鿿]{2,8})、")


def pilot_area_dropped(text: str, region: RegionName) -> Iterator[Mutation]:
    for qualifier in WORDS["qualifiers"]:
        words = f"在{qualifier}试点地区"
        at = places(text, words)
        ends = [one + len(words) for one in at]
        if at and all(text[end] in "，," or text[end : end + 2] in VERBS for end in ends if end < len(text)):
            yield removed("locality", "dropped", text, words, at)
        words = f"{qualifier}试点地区"
        at = [
            one
            for one in places(text, words)
            if text[max(one - 2, 0) : one] in ("支持", "推动", "鼓励") and text[one + len(words) :][:2] in VERBS
        ]
        if at:
            yield removed("locality", "dropped", text, words, at)


def pilot_area_replaced(text: str, region: RegionName) -> Iterator[Mutation]:
    name = region[0].removesuffix("市")
    for area in ("试点地区", "当地"):
        at = places(text, area)
        unfit = any(
            text[one - 1 : one] in tuple("的个关各部际") or text[one + len(area) :][:2] in ("所在", "(以") for one in at
        )
        if at and not unfit and name not in text:
            edits, expected = replaced("locality", "replaced", text, at, Words(area, name))
            yield Mutation(f"{area}→区域", edits, expected, right_region=region)
    for qualifier in filter(None, WORDS["qualifiers"]):
        at = places(text, f"在{qualifier}试点地区")
        if len(at) == 1 and text.count("试点地区") == 1:
            words = f"{qualifier}试点地区"
            edits, expected = replaced("locality", "replaced", text, [at[0] + 1], Words(words, name))
            yield Mutation("有条件的试点地区→区域", edits, expected, right_region=region)


def area_added(text: str, region: RegionName) -> Iterator[Mutation]:
    name = region[0].removesuffix("市")
    if "厦门" in text or "我市" in text:
        return
    phrases = [(f"在{name}", "+在区域"), *((words, f"+{words}") for words in WORDS["own_area"])]
    for at, verb in clause_verbs(text):
        if (
            verb in {"设立", "开展", "实行", "推行", "实施", "建立", "建设", "推广", "举办", "组建", "注册"}
            and name not in text
        ):
            for words, source in phrases:
                edits, expected = replaced("locality", "added", text, [at], Words("", words))
                yield Mutation(source, edits, expected, right_region=region)


def audience(text: str, region: RegionName) -> Iterator[Mutation]:
    yield from filter(None, (swapped("audience", row, text) for row in WORDS["audience_swaps"]))
    for kind in WORDS["audience_attributes"]:
        for at in places(text, "企业"):
            if object_(text, at) and kind not in text:
                behind = text[at + 2 : at + 4]
                if text[at + 2 : at + 3] in tuple("在通申提参开的") or behind in VERBS:
                    yield inserted("audience", "narrowed", text, at, kind, near=2, source="+类企业")


def persons(text: str, region: RegionName) -> Iterator[Mutation]:
    for found in _ITEM.finditer(text):
        item = found[1]
        if (
            any(item.endswith(one) for one in WORDS["item_persons"])
            and len(item) <= 6
            and depth(text, found.start()) == 0
        ):
            edits = ((found.start(), found.end(), ""),)
            yield Mutation("-人员", edits, Expected("audience", "narrowed", Words(item, "")))


def items(text: str, region: RegionName) -> Iterator[Mutation]:
    """An item of a list of things left out, or put in behind another."""
    for found in _ITEM.finditer(text):
        item, rest = found[1], text[found.end() :]
        following = re.match(r"[一-鿿]{2,8}(?=、|等|和|与|及)", rest)
        fit = (
            following
            and depth(text, found.start()) == 0
            and not _unfit_item(item)
            and not _unfit_item(_first(following[0]))
        )
        if not fit or any(item.endswith(one) for one in WORDS["item_persons"]):
            continue
        yield Mutation("-事项", ((found.start(), found.end(), ""),), Expected("scope", "narrowed", Words(item, "")))
        if len(item) <= 4:
            for new in WORDS["items_added"]:
                if new not in text:
                    edit = (found.start(), found.start(), f"{new}、")
                    yield Mutation("+事项", (edit,), Expected("scope", "widened", Words("", new)))


def _unfit_item(item: str) -> bool:
    return any(one in item for one in WORDS["item_not"]) or item[:2] in VERBS


def _first(words: str) -> str:
    return re.split("[等和与及]", words)[0]


def modifiers(text: str, region: RegionName) -> Iterator[Mutation]:
    """A modifier put before a noun that stands behind a verb or 的."""
    for noun, kinds in WORDS["modifiers"].items():
        for at in places(text, noun):
            free = text[max(at - 2, 0) : at] in VERBS or text[max(at - 1, 0) : at] == "的"
            end = text[at + len(noun) :]
            if free and not text[:at].endswith("支持") and (not end or end[0] in "，。；、和的,;" or end[:2] in VERBS):
                for new in kinds:
                    if new not in text:
                        yield inserted("scope", "narrowed", text, at, new, near=len(noun))


def scope_removals(text: str, region: RegionName) -> Iterator[Mutation]:
    for words in WORDS["scope_removals"]:
        at = places(text, words)
        if len(at) == 1 and at[0] and _attributive(text, at[0], words):
            edits, expected = replaced("scope", "widened", text, at, Words(words, ""), near=2)
            if words.endswith("、"):
                expected = Expected("scope", "narrowed", Words(words, ""))
            yield Mutation(f"-{words}", edits, expected)


def scope_swaps(text: str, region: RegionName) -> Iterator[Mutation]:
    yield from filter(None, (swapped("scope", row, text) for row in WORDS["scope_swaps"]))


def _attributive(text: str, at: int, words: str) -> bool:
    """Whether the words stand between a verb, 的 or a sign and the noun that they modify."""
    before = text[max(at - 2, 0) : at]
    behind = text[at + len(words) :]
    fits = before in VERBS or before[-1:] in ("的", "对") or words[-1] in "的、用"
    return bool(
        fits and behind and HAN.match(behind) and behind[0] not in "的和与及等化性为" and behind[:2] not in VERBS
    )


LOCALITY: tuple[Way, ...] = (pilot_area_dropped, pilot_area_replaced, area_added)
AUDIENCE: tuple[Way, ...] = (audience, persons)
SCOPE: tuple[Way, ...] = (items, modifiers, scope_removals, scope_swaps)
