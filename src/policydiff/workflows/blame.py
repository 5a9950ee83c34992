"""Blame: which commit and document last changed each measure, or each clause of one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from policydiff.corpus import Corpus
from policydiff.model.history import DOCUMENT, WORDS, Blame, BlamedMeasure, Origin, Renumbering
from policydiff.model.step import Transition, origins
from policydiff.workflows.browse import measure_of
from policydiff.workflows.clause_blame import blamed_parts
from policydiff.workflows.course import Course, Stage
from policydiff.workflows.editions import Editions
from policydiff.workflows.log import broken_versions, saved
from policydiff.workflows.trail import is_same


def blame(name: str, corpus: Corpus, kinds: Sequence[str] = ()) -> Blame:
    """The commits that last changed the measures of a snapshot (`ID`, `ID@REV`), or the clauses of one
    (`ID#MEASURE`); with `kinds` the last of these kinds, which looks through the others.

    Raises:
        LookupFailedError: there is no such snapshot or measure.
        HistoryError: there is no repository, or no such revision.
        DecisionError: the file of decisions between editions is broken or contradicts itself.
        SnapshotError: no version of the snapshot loads.
    """
    editions = Editions(corpus)
    document, sign, number = name.rpartition("#")
    place = editions.place(document if sign else name)
    course = Course(editions.history, corpus, place)
    snapshot = course.snapshot(course.newest())
    measure = measure_of(snapshot, number) if sign else None
    blamed = _Blamed(course, kinds)
    found = Blame(
        snapshot=snapshot.id,
        measure=measure.id if measure else None,
        measures=() if measure else tuple(blamed.measures()),
        parts=tuple(blamed_parts(course, measure, kinds, blamed.origin)) if measure else (),
        broken=broken_versions(course, snapshot.id),
        is_cut=editions.history.repository.is_shallow,
    )
    course.keep()
    return found


class _Blamed:
    """The walk back from the newest stage, measure by measure, until each has found its commit."""

    def __init__(self, course: Course, kinds: Sequence[str]) -> None:
        self._course = course
        self._kinds = kinds
        self._found: dict[str, Origin | None] = {}
        self._renumbered: dict[str, Renumbering] = {}
        self._ahead: dict[Stage, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._waiting: dict[Stage, set[str]] = defaultdict(set)

    def measures(self) -> Iterator[BlamedMeasure]:
        """The measures of the newest stage, each with the commit that last changed it."""
        newest = self._course.newest()
        snapshot = self._course.snapshot(newest)
        self._ahead[newest] = {measure.id: {measure.id} for measure in snapshot.measures}
        for stage in self._course.stages():
            if stage.skeleton:
                self._visit(stage)
            if len(self._found) == len(snapshot.measures):
                break
        for measure in snapshot.measures:
            yield BlamedMeasure(
                measure=measure.id,
                text=f"{measure.title}：{measure.text}" if measure.title else measure.text,
                origin=self._found.get(measure.id),
                renumbered=self._renumbered.get(measure.id),
            )

    def origin(self, stage: Stage, reason: str = WORDS) -> Origin | None:
        """A stage as the origin of something; None where the clone is cut there."""
        if self._course.is_cut(stage) or stage.skeleton is None:
            return None
        nature, facts = self._course.nature(stage), stage.skeleton.facts
        return Origin(
            saved=saved(stage.commit),
            kind=nature.kind,
            said=nature.said,
            reason=reason,
            title=facts.title,
            document_number=facts.document_number,
            issued=facts.issued,
        )

    def _visit(self, stage: Stage) -> None:
        here = self._ahead.pop(stage, {})
        waiting = self._waiting.pop(stage, set())
        grounds = self._course.before(stage)
        takes = not self._kinds or self._course.nature(stage).kind in self._kinds
        if takes:
            self._settle(waiting, stage, DOCUMENT)
        elif grounds:
            self._waiting[grounds[0]] |= waiting
        for name, targets in here.items():
            open_ = {target for target in targets if target not in self._found}
            if open_ and not self._passed(stage, grounds, name, open_):
                if grounds:
                    step = self._course.difference(grounds[0], stage).measures
                    self._note_number(stage, [row for row in step if name in row.after], open_)
                if takes:
                    self._settle(open_, stage, WORDS)
                elif grounds:
                    self._look_through(stage, grounds[0], name, open_)

    def _passed(self, stage: Stage, grounds: Sequence[Stage], name: str, targets: set[str]) -> bool:
        """Whether a measure came unchanged from a stage before, and goes on there."""
        for ground in grounds:
            if is_same(ground, stage, (name,)):
                self._ahead[ground][name] |= targets
                return True
            step = self._course.difference(ground, stage).measures
            rows = [row for row in step if name in row.after]
            if not any(row.alters for row in rows):
                self._note_number(stage, rows, targets)
                self._go_on(ground, origins(step, name), targets)
                return True
        return False

    def _note_number(self, stage: Stage, rows: Iterable[Transition], targets: Iterable[str]) -> None:
        for row in rows:
            if row.is_renumbered:
                for target in targets:
                    self._renumbered.setdefault(target, Renumbering(saved=saved(stage.commit), was=row.before[0]))

    def _look_through(self, stage: Stage, ground: Stage, name: str, targets: set[str]) -> None:
        """Go on behind a change that is of no wanted kind; what was not there came with the document."""
        were = origins(self._course.difference(ground, stage).measures, name)
        if were:
            self._go_on(ground, were, targets)
        else:
            self._waiting[ground] |= targets

    def _go_on(self, ground: Stage, names: Iterable[str], targets: set[str]) -> None:
        for name in names:
            self._ahead[ground][name] |= targets

    def _settle(self, targets: Iterable[str], stage: Stage, reason: str) -> None:
        open_ = [target for target in targets if target not in self._found]
        if open_:
            self._found |= dict.fromkeys(open_, self.origin(stage, reason))
