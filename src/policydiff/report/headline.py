"""The sentences that say how many measures were taken up, left out, and selected."""

from policydiff.model.comparison import ABSENT, NOT_MEANT
from policydiff.report.view import AloneView, View
from policydiff.report.wording import Words


def headline(view: View, say: Words) -> str:
    """The comparison in one sentence whose counts add up."""
    summary, counts = view.comparison.summary, view.counts
    parts = say("list-and").join(
        say("uptake-part", count=count, uptake=say(f"uptake.{name}")) for name, count in view.taken_up.items()
    )
    out = ""
    if summary.applicability and counts["left_out"]:
        out = say("out", absent=summary.uptake.get(ABSENT, 0), not_meant=summary.uptake.get(NOT_MEANT, 0))
    return say("headline", **names(view), **counts, parts=parts, out=out)


def by_applicability(view: View, say: Words) -> str | None:
    """How many of those left out are named, general, …: None where nobody can say."""
    parts = [
        say("uptake-part", count=len(group), uptake=say(f"applicability.{name}"))
        for name, group in view.left_out
        if name
    ]
    return say("sum-only", only=len(view.left_only), parts=say("plus").join(parts)) if parts else None


def selected(view: View, say: Words) -> str:
    """Which left measures are shown, and how many they are."""
    wanted = view.selection
    chosen = [
        say(f"selected-{kind}", values=say("or").join(say(f"{kind}.{value}") for value in values))
        for kind, values in (("applicability", wanted.applicability), ("uptake", wanted.uptake))
        if values
    ]
    total = view.comparison.summary.left.measures
    return say("selected", **names(view), what=say("list-and").join(chosen), count=view.selected, total=total)


def ground(view: AloneView, say: Words) -> str | None:
    """The printed words that decided whether a measure applies; None where it was not asked."""
    row = view.uptake
    if row is None or row.applicability is None:
        return None
    if row.ground is None:
        return say("no-ground")
    return say("ground", field=say(f"field.{row.ground.field}"), text=row.ground.text)


def names(view: View) -> dict[str, str]:
    """The ids of both documents."""
    return {"left": view.comparison.left.id, "right": view.comparison.right.id}
