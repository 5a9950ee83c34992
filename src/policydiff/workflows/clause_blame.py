"""Which commit last changed each clause of a measure: its characters, followed back through the editions."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from policydiff.compare.characters import Place, kept_characters, words_of
from policydiff.model.document import PRINTED, TEXT_FIELDS, Measure
from policydiff.model.history import DOCUMENT, WORDS, BlamedPart, Origin
from policydiff.model.step import origins
from policydiff.registry.locality import Locality
from policydiff.text.clauses import clauses
from policydiff.text.fold import fold
from policydiff.workflows.course import Course, Stage
from policydiff.workflows.trail import is_same

_WHOLE = -1
"""The offset of a cell that is followed as a whole."""
Part = tuple[str, int, int]
Places = dict[Place, set[Part]]


def blamed_parts(
    course: Course, measure: Measure, kinds: Sequence[str], origin: Callable[[Stage, str], Origin | None]
) -> Iterator[BlamedPart]:
    """The clauses of title and text, and the other cells, each with the commit that last changed it."""
    parts = {part: set(places) for part, places in _parts(measure)}
    found = _Walk(course, kinds, parts).walk()
    made = {key: origin(*key) for key in dict.fromkeys(found.values())}
    for part in parts:
        field, start, end = part
        text = (measure.printed(field) or "")[start:end]
        yield BlamedPart(field=field, span=(start, end), text=text, origin=made.get(found.get(part)))  # type: ignore[arg-type]


def _parts(measure: Measure) -> Iterator[tuple[Part, Iterator[Place]]]:
    for field in PRINTED:
        printed = measure.printed(field)
        if printed is None:
            continue
        if field not in TEXT_FIELDS:
            yield (field, 0, len(printed)), iter([(measure.id, field, _WHOLE)])
            continue
        folded = fold(printed)
        spans = [folded.span(start, end) for start, end in clauses(folded.text)]
        for at, (start, _) in enumerate(spans):
            begin = start if at else 0
            end = spans[at + 1][0] if at + 1 < len(spans) else len(printed)
            places = (place for place in words_of(measure, field) if begin <= place[2] < end)
            yield (field, begin, end), places


class _Walk:
    """The walk back from the newest stage until every part has found its stage."""

    def __init__(self, course: Course, kinds: Sequence[str], parts: dict[Part, set[Place]]) -> None:
        self._course = course
        self._kinds = kinds
        self._open = set(parts)
        self._found: dict[Part, tuple[Stage, str]] = {}
        self._start: Places = defaultdict(set)
        for part, places in parts.items():
            for place in places:
                self._start[place].add(part)
        self._ahead: dict[Stage, Places] = defaultdict(lambda: defaultdict(set))
        self._waiting: dict[Stage, set[Part]] = defaultdict(set)

    def walk(self) -> dict[Part, tuple[Stage, str]]:
        """The stage that last changed each part, and why it is that; a part that the history lacks is left out."""
        self._ahead[self._course.newest()] = self._start
        for stage in self._course.stages():
            if stage.skeleton:
                self._visit(stage)
            if not self._open:
                break
        return self._found

    def _visit(self, stage: Stage) -> None:
        here = {place: parts & self._open for place, parts in self._ahead.pop(stage, {}).items() if parts & self._open}
        waiting = self._waiting.pop(stage, set()) & self._open
        if not here and not waiting:
            return
        grounds = self._course.before(stage)
        takes = not self._kinds or self._course.nature(stage).kind in self._kinds
        kept, gaps = self._kept(stage, grounds, here)
        if takes:
            self._settle(waiting, stage, DOCUMENT)
            new = {part for place, parts in here.items() if place not in kept or place in gaps for part in parts}
            self._settle(new, stage, WORDS)
        elif grounds:
            held = {part for place in kept for part in here[place]}
            lost = {part for parts in here.values() for part in parts} - held
            self._waiting[grounds[0]] |= waiting | lost
        for place, (ground, origin) in kept.items():
            self._ahead[ground][origin] |= here[place] & self._open

    def _kept(
        self, stage: Stage, grounds: Sequence[Stage], here: Places
    ) -> tuple[dict[Place, tuple[Stage, Place]], set[Place]]:
        """Where each place stood in a stage before, and the places beside which words were taken away since."""
        kept: dict[Place, tuple[Stage, Place]] = {}
        gaps: set[Place] = set()
        names = tuple(dict.fromkeys(place[0] for place in here))
        for number, ground in enumerate(grounds):
            if is_same(ground, stage, names):
                return {place: (ground, place) for place in here}, set()
            found, beside = self._since(ground, stage, here)
            gaps = beside if number == 0 else gaps & beside
            kept |= {place: (ground, was) for place, was in found.items() if place not in kept}
        return kept, gaps

    def _since(self, ground: Stage, stage: Stage, here: Places) -> tuple[dict[Place, Place], set[Place]]:
        """Where places stood in one stage before."""
        step = self._course.difference(ground, stage).measures
        old, new = self._course.snapshot(ground), self._course.snapshot(stage)
        lefts, rights = ({one.id: one for one in side.measures} for side in (old, new))
        locality = Locality(old.region, new.region)
        known: dict[Place, Place] = {}
        gaps: set[Place] = set()
        names = dict.fromkeys(place[0] for place in here)
        for row in (row for row in step if not names.keys().isdisjoint(row.after) and row.before):
            before, after = [lefts[name] for name in row.before], [rights[name] for name in row.after]
            kept = kept_characters(before, after, locality)
            known |= kept.origins
            gaps |= kept.beside_gaps
        for name, field, at in here:
            if not any(name in row.after for row in step):
                known[name, field, at] = (name, field, at)
            elif at == _WHOLE:
                cell = rights[name].printed(field)
                known.update(
                    ((name, field, at), (one, field, at))
                    for one in origins(step, name)
                    if lefts[one].printed(field) == cell
                )
        return {place: known[place] for place in here if place in known}, gaps

    def _settle(self, parts: set[Part], stage: Stage, reason: str) -> None:
        for part in parts & self._open:
            self._found[part] = stage, reason
        self._open -= parts
