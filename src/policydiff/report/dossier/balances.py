"""Counts that add up, each with the list that it counts."""

from collections.abc import Iterator

from policydiff.report.dossier.parts import Balance, Count
from policydiff.report.headline import Names, keyed, uptake_name
from policydiff.report.view import View
from policydiff.report.wording import Words, closed

LINKED, ONLY = "linked", "only"


def balances(view: View, say: Words, called: Names) -> Iterator[Balance]:
    """The measures of each side as sums of parts: taken up and left out, by uptake, by relation, by applicability."""
    left, right = view.comparison.summary.left, view.comparison.summary.right
    taken = Count(name=say(keyed("count.linked", view)), count=left.linked, facet="side", value=LINKED)
    out = Count(name=say(keyed("count.left-out", view)), count=left.only, facet="side", value="left-only")
    total = Count(
        name=closed(say("count.all", document=called["left"])), count=left.measures, facet="side", value="left"
    )
    yield balance(total, (taken, out), say)
    became = tuple(
        Count(
            name=uptake_name(name, view.comparison, say),
            count=count,
            facet="uptake",
            value=name,
        )
        for name, count in view.taken_up.items()
    )
    yield balance(taken, became, say)
    relations = tuple(
        Count(name=say(f"relation.{name}"), count=count, facet="relation", value=name)
        for name, count in view.by_relation.items()
    )
    yield balance(taken, relations, say)
    groups = tuple(
        Count(name=say(f"applicability.{name}"), count=len(group), facet="applicability", value=name)
        for name, group in view.left_out
        if name
    )
    if groups:
        yield balance(out, groups, say)
    linked = Count(
        name=closed(say(keyed("count.from-left", view), document=called["left"])),
        count=right.linked,
        facet="side",
        value=LINKED,
    )
    own = Count(name=say(keyed("count.own", view)), count=right.only, facet="side", value="right-only")
    other = Count(
        name=closed(say("count.all", document=called["right"])), count=right.measures, facet="side", value="right"
    )
    yield balance(other, (linked, own), say)


def balance(total: Count, parts: tuple[Count, ...], say: Words) -> Balance:
    """A total as the sum of its parts, in words too."""
    shown = say("plus").join(_part(part, say) for part in parts if part.count)
    text = closed(say("sum", total=_part(total, say), parts=shown or "0"))
    return Balance(total=total, parts=parts, text=text)


def _part(count: Count, say: Words) -> str:
    return say("count", count=count.count, name=count.name)
