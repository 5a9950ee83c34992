"""The trail of a measure: the stages that touched it, followed back through renumbering, moves, splits and merges."""

from collections.abc import Iterator
from dataclasses import dataclass

from policydiff.model.step import Step, origins
from policydiff.workflows.course import Course, Stage


@dataclass(frozen=True, slots=True)
class Touch:
    """A stage that touched a measure: the numbers that it bears there and bore before, and what became of it.

    `ground` is the stage before, on the first line where several were joined; None where the measure was not there.
    """

    stage: Stage
    after: tuple[str, ...]
    before: tuple[str, ...]
    rows: Step
    ground: Stage | None


def trail(course: Course, measure: str) -> Iterator[Touch]:
    """The stages that touched `measure` of the newest stage, newest first, down to where it first appeared.

    Where lines were joined, a line on which the measure is the same is followed alone.
    """
    names: dict[Stage, tuple[str, ...]] = {course.newest(): (measure,)}
    for stage in course.stages():
        here = names.pop(stage, ())
        if not here or stage.skeleton is None:
            continue
        lines = [(ground, *followed(course, ground, stage, here)) for ground in course.before(stage)]
        same = next((line for line in lines if not line[2]), None)
        for ground, before, _ in [same] if same else lines:
            names[ground] = tuple(dict.fromkeys((*names.get(ground, ()), *before)))
        if not same:
            yield (
                Touch(stage, here, lines[0][1], lines[0][2], lines[0][0]) if lines else Touch(stage, here, (), (), None)
            )


def followed(course: Course, old: Stage, new: Stage, names: tuple[str, ...]) -> tuple[tuple[str, ...], Step]:
    """What measures of `new` were in `old`, and what became of those; nothing where they are the same.

    Two stages are only compared where a measure is not the same under the same number.
    """
    if is_same(old, new, names):
        return names, ()
    step = course.difference(old, new).measures
    rows = tuple(row for row in step if not set(names).isdisjoint(row.after))
    return tuple(dict.fromkeys(was for name in names for was in origins(step, name))), rows


def is_same(old: Stage, new: Stage, names: tuple[str, ...]) -> bool:
    """Whether measures have the same cells under the same numbers in the same section."""
    if old.skeleton is None or new.skeleton is None:
        return False
    was, now = old.skeleton.measures, new.skeleton.measures
    return all(name in was and was[name] == now.get(name) for name in names)
