"""Mutations of how a measure acts: under what condition, how strongly, what else, in what words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.kinds.judge import Expected, Words
from tests.kinds.mutation import Mutation, RegionName, replaced
from tests.kinds.spots import Way, clause_verbs, ends_noun, inserted, object_, removed, swapped
from tests.kinds.words import STOPS, VERBS, WORDS, depth, opens_clause, places

_ACTIONS = frozenset(VERBS) - {"支持", "鼓励", "推动", "探索", "允许", "研究"}
_CLAUSE = re.compile(r"[^，。；,;]+[，。；,;]?")


def conditions(text: str, region: RegionName) -> Iterator[Mutation]:
    for noun in WORDS["condition_nouns"]:
        for at in places(text, noun):
            if object_(text, at):
                for new in WORDS["condition_attributes"]:
                    if new not in text and ends_noun(text, at + len(noun)):
                        yield inserted("condition", "added", text, at, new, near=len(noun))
    for at, verb in clause_verbs(text):
        for new in WORDS["condition_clauses"]:
            if new[:-1] not in text and verb not in ("支持", "鼓励", "推动"):
                yield inserted("condition", "added", text, at, new, near=0, comma=1)
        if verb in {"设立", "开展", "实施", "取消", "放宽", "引进", "聘用", "提供", "推广", "举办", "建设", "开通"}:
            for new in WORDS["condition_adverbs"]:
                if new not in text:
                    yield inserted("condition", "added", text, at, new, near=2)


def conditions_removed(text: str, region: RegionName) -> Iterator[Mutation]:
    for words in WORDS["condition_removals"]:
        at = [
            one
            for one in places(text, words)
            if text[one + len(words) :][:2] not in ("试点", "省市", "地方", "依规", "合规", "登记", "申办", "规定")
            and text[one + len(words) : one + len(words) + 1] != "的"
            and text[max(one - 1, 0) : one] not in ("无", "合", "守")
        ]
        if at and len(at) == text.count(words):
            yield removed("condition", "removed", text, words, at)
    for row in WORDS["condition_swaps"]:
        mutation = swapped("condition", [*row, "changed", "无合守", "合依登"], text)
        if mutation and "试点地区" not in text[mutation.edits[0][1] :][:4]:
            yield mutation


def modals(text: str, region: RegionName) -> Iterator[Mutation]:
    for at, verb in clause_verbs(text):
        for direction, words in WORDS["modals"].items():
            for new, verbs in words.items():
                if verb in verbs:
                    yield inserted("modality", direction, text, at, new, near=2)


def modal_swaps(text: str, region: RegionName) -> Iterator[Mutation]:
    for before, after, direction in WORDS["modal_swaps"]:
        for at in places(text, before):
            behind = text[at + len(before) :]
            acts = behind[:2] in _ACTIONS or before == "可以"
            if (
                acts
                and (opens_clause(text, at) or before == "可以")
                and not behind.startswith(tuple(WORDS["modal_noun_ends"]))
            ):
                if before == "可以" and text.count(before) > 1:
                    continue
                edits, expected = replaced("modality", direction, text, [at], Words(before, after), near=2)
                yield Mutation(f"{before}→{after}", edits, expected)


def modals_removed(text: str, region: RegionName) -> Iterator[Mutation]:
    """A real modal before a verb taken out: the mirror of putting it in."""
    for direction, other in (("strengthened", "weakened"), ("weakened", "strengthened")):
        for modal in WORDS["modals"][direction]:
            for at in places(text, modal):
                behind = text[at + len(modal) :]
                if opens_clause(text, at) and behind[:2] in VERBS and len(modal) > 1:
                    edits, expected = replaced("modality", other, text, [at], Words(modal, ""), near=2)
                    yield Mutation(f"-{modal}", edits, expected)


def content_removed(text: str, region: RegionName) -> Iterator[Mutation]:
    """A whole sentence, or a clause that stands between clauses that can do without it."""
    whole = [(found.start(), found.end(), found[0]) for found in re.finditer(r"[^。]+。", text)]
    for start, end, sentence in whole:
        words = sentence[:-1]
        if (
            len(whole) > 1
            and len(words) > 8
            and depth(text, start) == 0
            and not re.match("其|该|上述|取得|并|前述|允许该|也", words)
        ):
            yield Mutation("-句", ((start, end, ""),), Expected("content", "removed", Words(words, "")))
    found = list(_CLAUSE.finditer(text))
    for one, other in pairwise(found):
        words = other[0].rstrip("，。；,;")
        if (
            one[0][-1] in "，；,;" and depth(text, other.start()) == 0 and words[:2] in VERBS and "、" not in words[-4:]
            and one[0][:2] in VERBS and len(words) > 7 and depth(text, other.end()) == 0 and "“" not in words
        ):  # fmt: skip
            last = other[0].endswith("。")
            edit = (one.end() - 1, other.end() - 1, "") if last else (other.start(), other.end(), "")
            yield Mutation("-分句", (edit,), Expected("content", "removed", Words(words, "")))


def content_added(text: str, region: RegionName) -> Iterator[Mutation]:
    end = len(text)
    if not text.endswith("。"):
        return
    for sentence in WORDS["sentences"]:
        for found in (*re.finditer("。", text[:-1]), None):
            at = found.end() if found else end
            if depth(text, at) == 0:
                yield Mutation("+句", ((at, at, sentence),), Expected("content", "added", Words("", sentence[:-1])))
    for clause in WORDS["clauses"]:
        yield Mutation("+分句", ((end - 1, end - 1, f"，{clause}"),), Expected("content", "added", Words("", clause)))


def wording(text: str, region: RegionName) -> Iterator[Mutation]:
    for before, after, *beside in WORDS["wording_swaps"]:
        mutation = swapped("wording", [before, after, "", *beside], text)
        if mutation and (before not in ("将", "同时") or all(opens_clause(text, edit[0]) for edit in mutation.edits)):
            yield mutation
    for one in WORDS["doubled"]:
        for at in places(text, one):
            if 0 < at < len(text) - 1 and not {text[at - 1], text[at + 1]} & set(one + STOPS + "、"):
                alike = (Words(one, one + one),)
                expected = Expected("wording", "", Words("", one), alike)
                yield Mutation(f"{one}{one}", ((at, at, one),), expected)


CONDITION: tuple[Way, ...] = (conditions, conditions_removed)
MODALITY: tuple[Way, ...] = (modals, modal_swaps, modals_removed)
CONTENT: tuple[Way, ...] = (content_removed, content_added)
WORDING: tuple[Way, ...] = (wording,)
