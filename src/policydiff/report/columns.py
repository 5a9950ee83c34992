"""Changes of columns as a line each: which column, what happened, the words before and after."""

from collections.abc import Iterator

from policydiff.report.view import ADDED, REMOVED, SAME, LinkView, Segment
from policydiff.report.wording import Words


def column_lines(view: LinkView, say: Words) -> Iterator[list[Segment]]:
    """The changes of the columns of a link, line by line."""
    for change in view.columns:
        label = say("column-change", column=say(f"kind.{change.kind}"), direction=say(f"direction.{change.direction}"))
        before = [Segment(change.before, REMOVED)] if change.before else []
        after = [Segment(change.after, ADDED)] if change.after else []
        between = [Segment(" → ", SAME)] if before and after else []
        yield [Segment(label, SAME), *before, *between, *after]
