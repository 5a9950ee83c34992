"""What changed in one snapshot between two ends, parted by kind: what the policy did, the reader, the corrections.

Commits of one kind that follow each other are told as one. Where lines were joined in between, the ends are compared
with each other, and of which kind that is follows from the sources, the readers and what the commits say.
"""

from collections.abc import Sequence

from policydiff.compare.editions.pair import compare_editions
from policydiff.compare.editions.period import NATURES, Leg
from policydiff.corpus import Corpus
from policydiff.corpus.folder import Entry
from policydiff.history.skeletons import skeleton_of
from policydiff.model.document import Snapshot
from policydiff.model.history import Saved
from policydiff.snapshot import dump_snapshot
from policydiff.workflows.course import Course, Stage, possible_kinds
from policydiff.workflows.editions import Place
from policydiff.workflows.log import saved
from policydiff.workflows.period_ends import Ends

Step = tuple[Stage, Stage]
"""A stage and the one that was made from it."""


def legs(ends: Ends, corpus: Corpus, file: tuple[str, str], before: Snapshot, after: Snapshot) -> tuple[Leg, ...]:
    """The legs of a snapshot, the earliest first: `file` is its path now and the hash of what it held before."""
    path, blob = file
    place = ends.after.place(path)
    top = ends.history.repository.top
    entry = Entry(top / place, after.id, after.aliases) if ends.until.has_unsaved else None
    course = Course(ends.history, corpus, Place(after.id, ends.after.commit, place, entry))
    newest = course.newest()
    steps = _chain(course, newest, blob)
    found = _legs(course, steps) if steps else (_joined(course, newest, blob, before, after),)
    course.keep()
    return found


def _chain(course: Course, newest: Stage, blob: str) -> list[Step] | None:
    """The steps that led to the newest stage from a blob, the earliest first; None where lines were joined."""
    steps: list[Step] = []
    stage = newest
    while stage.key != blob:
        grounds = course.before(stage)
        if len(grounds) != 1:
            return None
        steps.insert(0, (grounds[0], stage))
        stage = grounds[0]
    return steps


def _legs(course: Course, steps: Sequence[Step]) -> tuple[Leg, ...]:
    runs: list[tuple[str, list[Step]]] = []
    for step in steps:
        kind = course.nature(step[1]).kind
        if runs and runs[-1][0] == kind:
            runs[-1][1].append(step)
        else:
            runs.append((kind, [step]))
    found = [_leg(course, kind, run) for kind, run in runs]
    return tuple(one for one in found if _tells(one)) or tuple(found[-1:])


def _leg(course: Course, kind: str, run: Sequence[Step]) -> Leg:
    first, last = run[0][0], run[-1][1]
    difference = course.difference(first, last)
    return Leg(
        kind=kind,
        editions=compare_editions(course.snapshot(first), course.snapshot(last), difference),
        saved=tuple(dict.fromkeys(saved(stage.commit) for _, stage in run)),
        is_mixed=any(course.nature(stage).is_mixed for _, stage in run if not course.before(stage)[0].reread_of),
    )


def _tells(leg: Leg) -> bool:
    """Whether anything came of a leg: what was done and undone is nothing."""
    one = leg.editions
    return bool(one.difference.document or one.difference.measures or one.findings_gone or one.findings_new)


def _joined(course: Course, newest: Stage, blob: str, before: Snapshot, after: Snapshot) -> Leg:
    """Both ends compared with each other."""
    kinds: set[str] = set()
    made: dict[Saved, None] = {}
    ahead, seen = [newest], {newest}
    while ahead:
        stage = ahead.pop()
        grounds = course.before(stage)
        if stage.key == blob or not grounds:
            continue
        kinds.add(course.nature(stage).kind)
        made[saved(stage.commit)] = None
        new = [one for one in grounds if one not in seen]
        seen.update(new)
        ahead += new
    facts = [skeleton_of(dump_snapshot(one), one.id).facts for one in (before, after)]
    possible, is_mixed = possible_kinds(facts[1], facts[:1])
    kind = next((name for name in NATURES if name in kinds and name in possible), possible[0])
    return Leg(
        kind=kind,
        editions=compare_editions(before, after),
        saved=tuple(made),
        is_mixed=is_mixed or (kind == NATURES[0] and len(kinds) > 1),
    )
