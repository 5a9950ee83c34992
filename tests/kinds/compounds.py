"""Compounds that contain a trigger and are none, put into real measures."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from policydiff.model.document import Snapshot
from tests.kinds.mutation import RegionName
from tests.kinds.nouns import items
from tests.kinds.words import depth

COMPOUNDS = Path(__file__).parent / "compounds.json"
_NOWHERE: RegionName = ("", "")
_NEUTRAL = "有关内容"


@dataclass(frozen=True, slots=True)
class Compound:
    """A term, the trigger inside it, and a sentence that carries it."""

    term: str
    trigger: str
    carrier: str

    def sentence(self, term: str | None = None) -> str:
        """The sentence with the term, or with another in its place."""
        return self.carrier.format(term or self.term)


def load() -> list[Compound]:
    """The compounds of the file."""
    rows = json.loads(COMPOUNDS.read_text("utf-8"))["compounds"]
    return [Compound(row["compound"], row["trigger"], row["carrier"]) for row in rows]


def at_the_end(compound: Compound, texts: Sequence[str], rng: Random) -> tuple[str, str]:
    """Its sentence behind a measure."""
    text = rng.choice([text for text in texts if text.endswith("。") and compound.term not in text])
    return text, text + compound.sentence()


def between_sentences(compound: Compound, texts: Sequence[str], rng: Random) -> tuple[str, str]:
    """Its sentence behind the first one of several."""
    text = rng.choice([text for text in texts if "。" in text[:-1] and compound.term not in text])
    at = next(at for at, sign in enumerate(text) if sign == "。" and depth(text, at) == 0) + 1
    return text, text[:at] + compound.sentence() + text[at:]


def in_place(compound: Compound, texts: Sequence[str], rng: Random) -> tuple[str, str]:
    """In the place of neutral words, in a sentence that both sides have."""
    text = rng.choice([text for text in texts if text.endswith("。") and compound.term not in text])
    return text + compound.sentence(_NEUTRAL), text + compound.sentence()


def in_a_list(compound: Compound, texts: Sequence[str], rng: Random) -> tuple[str, str]:
    """As an item of a real list of things."""
    text, at = rng.choice([(text, at) for text, at in _lists(texts) if compound.term not in text])
    return text, f"{text[:at]}{compound.term}、{text[at:]}"


WAYS = (at_the_end, between_sentences, in_place, in_a_list)


def texts_of(snapshots: Sequence[Snapshot]) -> list[str]:
    """The texts of all measures."""
    return [measure.text for snapshot in snapshots for measure in snapshot.measures]


def _lists(texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    for text in texts:
        for mutation in items(text, _NOWHERE):
            if mutation.source == "-事项":
                yield text, mutation.edits[0][0]
