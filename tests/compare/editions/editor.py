"""Random histories of one snapshot with known truth: who each measure is under every number it bears."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policydiff.model.document import Measure, Snapshot
from policydiff.text.clauses import sentences
from policydiff.text.fold import fold

_SWAPS = (("支持", "鼓励"), ("试点", "全面"), ("企业", "机构"), ("完善", "健全"), ("推动", "促进"), ("国际", "跨境"))
_ADDITIONS = ("符合条件的", "依法依规", "按程序", "稳妥有序")


@dataclass(frozen=True)
class Edited:
    """An edition and whom its measures carry on; `deeds` say what was done to it, for messages."""

    snapshot: Snapshot
    origins: Mapping[str, frozenset[str]]
    deeds: tuple[str, ...]


class Editor:
    """Edits a snapshot step by step, as an authority that amends its document does."""

    def __init__(self, snapshot: Snapshot, pool: Sequence[Measure], seed: int) -> None:
        self._random = random.Random(seed)
        self._snapshot = snapshot
        self._pool = list(pool)
        self._measures = list(snapshot.measures)
        self._origins = [frozenset([measure.id]) for measure in snapshot.measures]

    def edited(self, deeds: Sequence[str]) -> Edited:
        """The next edition, after `deeds` in order."""
        done = [deed for deed in deeds if getattr(self, f"_{deed}")()]
        self._measures = [replace(one, id=str(at), number=str(at)) for at, one in enumerate(self._measures, 1)]
        snapshot = replace(self._snapshot, measures=tuple(self._measures))
        origins = {one.id: whom for one, whom in zip(self._measures, self._origins, strict=True)}
        return Edited(snapshot, origins, tuple(done))

    def _at(self) -> int:
        return self._random.randrange(len(self._measures))

    def _words(self) -> bool:
        at = self._at()
        text = self._measures[at].text
        pairs = [(old, new) for one, other in _SWAPS for old, new in ((one, other), (other, one)) if old in text]
        if pairs:
            old, new = self._random.choice(pairs)
            text = text.replace(old, new, 1)
        else:
            text = self._random.choice(_ADDITIONS) + text
        self._measures[at] = replace(self._measures[at], text=text)
        return True

    def _move(self) -> bool:
        at, to = self._at(), self._at()
        section = self._measures[to].section
        self._measures.insert(to, replace(self._measures.pop(at), section=section))
        self._origins.insert(to, self._origins.pop(at))
        return at != to

    def _swap(self) -> bool:
        at, to = self._at(), self._at()
        measures, whom = self._measures, self._origins
        measures[at], measures[to] = measures[to], measures[at]
        whom[at], whom[to] = whom[to], whom[at]
        return at != to

    def _insert(self) -> bool:
        if not self._pool:
            return False
        at = self._at()
        new = self._pool.pop(self._random.randrange(len(self._pool)))
        self._measures.insert(at, replace(new, section=self._measures[at].section))
        self._origins.insert(at, frozenset())
        return True

    def _delete(self) -> bool:
        if len(self._measures) < 4:
            return False
        at = self._at()
        del self._measures[at], self._origins[at]
        return True

    def _split(self) -> bool:
        """A measure of several sentences falls into two, one behind the other or at the end."""
        places = [at for at, one in enumerate(self._measures) if len(sentences(fold(one.text).text)) > 1]
        if not places:
            return False
        at = self._random.choice(places)
        measure = self._measures[at]
        folded = fold(measure.text)
        cut = folded.span(0, self._random.choice(sentences(folded.text)[:-1])[1])[1]
        self._measures[at] = replace(measure, text=measure.text[:cut])
        to = self._random.choice((at + 1, len(self._measures)))
        self._measures.insert(to, replace(measure, text=measure.text[cut:]))
        self._origins.insert(to, self._origins[at])
        return True

    def _merge(self) -> bool:
        if len(self._measures) < 4:
            return False
        at = self._random.randrange(len(self._measures) - 1)
        one, other = self._measures[at : at + 2]
        self._measures[at : at + 2] = [replace(one, text=one.text + other.text)]
        self._origins[at : at + 2] = [self._origins[at] | self._origins[at + 1]]
        return True


DEEDS = ("words", "words", "move", "swap", "insert", "delete", "split", "merge")
