"""Large documents that read like real ones: clauses of real measures about other subjects."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from policydiff.corpus import Corpus, write_files
from policydiff.model.document import Location, Measure, Section, Snapshot
from policydiff.snapshot import dump_snapshot, to_json
from tests.mutations.pair import mutated
from tests.mutations.plan import Material, Rates
from tests.mutations.texts import Rarity, clauses, joined
from tests.mutations.truth import MutatedPair, Truth
from tests.mutations.wording import swap_numbers
from tests.mutations.words import FIELDS, IN_FIELDS

GROWN = Rates(
    reword=0.6,
    intensity="medium",
    split=0.05,
    merge=0.06,
    regroup=0.04,
    absorb=0.06,
    delete=0.1,
    insert=0.1,
    distract=0.02,
    move=0.1,
    numbers=0.2,
    names=0.2,
)
SNAPSHOTS = Path(__file__).parents[2] / "snapshots"
_MOST_CLAUSES, _FRAME = 8, 12
_IN_SECTION = 25
_DISCOUNT, _CONCENTRATION = 0.6, 50.0
"""Of a Pitman-Yor process: the vocabulary grows with about the 0.6th power of the text."""

Template = tuple[str, ...]
"""A clause cut where its subject stood."""


class Writer:
    """Writes measures out of the clauses of real ones, no two alike."""

    def __init__(self, measures: Sequence[Measure], rng: Random) -> None:
        self._rng = rng
        self._terms: list[str] = []
        self._used: list[str] = []
        self._texts: set[str] = set()
        self._bases = measures
        parts = [[_template(part.words) for part in clauses(measure.text)] for measure in measures]
        self._lengths = [min(len(templates), _MOST_CLAUSES) for templates in parts]
        self._first = [templates[0] for templates in parts if len(templates[0]) > 1 and _is_frame(templates[0])]
        self._later = [template for templates in parts for template in templates[1:] if _is_frame(template)]

    def measure(self, number: int) -> Measure:
        """A new measure; its columns come from a real one."""
        base = self._rng.choice(self._bases)
        text = self._text()
        while text in self._texts:
            text = self._text()
        self._texts.add(text)
        section = str((number - 1) // _IN_SECTION + 1)
        name = str(number)
        location = Location(lines=(number, number))
        return replace(base, id=name, number=name, section=section, title=None, text=text, location=location)

    def _text(self) -> str:
        count = self._rng.choice(self._lengths)
        templates = [self._rng.choice(self._first), *self._rng.sample(self._later, count - 1)]
        text = joined([self._filled(template) for template in templates], "，")
        return swap_numbers(text, self._rng)

    def _filled(self, template: Template) -> str:
        return template[0] + "".join(self._term() + piece for piece in template[1:])

    def _term(self) -> str:
        """A term used before, the more often the more likely, or a new one made of real words."""
        new = (_CONCENTRATION + _DISCOUNT * len(self._terms)) / (_CONCENTRATION + len(self._used))
        if self._rng.random() < new:
            term = "".join(self._rng.sample(FIELDS, self._rng.choice((2, 2, 3))))
            self._terms.append(term)
        else:
            term = self._rng.choice(self._used)
        self._used.append(term)
        return term


def _is_frame(template: Template) -> bool:
    """Whether so little of the clause stays as printed that it says nothing about a subject."""
    return max(map(len, template)) <= _FRAME


def _template(words: str) -> Template:
    pieces = [""]
    last = 0
    for start, end in IN_FIELDS.spans(words):
        if start == last and len(pieces) > 1:
            pieces[-1] = ""
        else:
            pieces[-1] = words[last:start]
            pieces.append("")
        last = end
    pieces[-1] = words[last:]
    return tuple(pieces)


def grow(snapshots: Sequence[Snapshot], size: int, seed: int, rates: Rates = GROWN) -> MutatedPair:
    """A document of `size` measures and its mutated right side.

    What comes in on the right is written by the same hand and for the right alone.
    """
    rng = Random(seed)
    writer = Writer([measure for snapshot in snapshots for measure in snapshot.measures], rng)
    measures = tuple(writer.measure(number) for number in range(1, size + 1))
    strangers = [writer.measure(size + number) for number in range(1, round(rates.insert * size) + 2)]
    sections = tuple(
        Section(id=str(number), label=f"（{number}）") for number in range(1, (size - 1) // _IN_SECTION + 2)
    )
    left = replace(snapshots[0], id="left", aliases=(), sections=sections, measures=measures, notes=(), findings=())
    rarity = Rarity([measure.text for measure in measures])
    material = Material(measures=measures, strangers=strangers, lonely=frozenset(range(size)), own=rarity.own)
    pair = mutated(left, material, rates, rng)
    return replace(pair, right=replace(pair.right, id="right"))


def write_corpus(folder: Path, size: int, seed: int) -> MutatedPair:
    """Write `left.json` and `right.json` of a grown pair, and its truth in a folder beside them."""
    pair = grow([entry.load() for entry in Corpus(SNAPSHOTS).entries], size, seed)
    texts = {
        folder / "left.json": dump_snapshot(pair.left),
        folder / "right.json": dump_snapshot(pair.right),
        folder / "truth" / "left--right.json": to_json(_plain(pair.truth)),
    }
    write_files({path: text.encode() for path, text in texts.items()})
    return pair


def _plain(truth: Truth) -> dict[str, object]:
    return {
        "groups": truth.groups,
        "deleted": sorted(truth.deleted, key=int),
        "inserted": sorted(truth.inserted, key=int),
        "distractors": sorted(truth.distractors, key=int),
        "absorbed": sorted(truth.absorbed),
    }
