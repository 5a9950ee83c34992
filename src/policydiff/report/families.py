"""What is said of families of measures: where they went, what is missing in them, what contradicts them."""

from collections.abc import Callable, Iterator
from itertools import groupby

from policydiff.changes.catalogue import AUDIENCE, MODALITY
from policydiff.model.lineage import Contradiction, Family, Gap
from policydiff.report.wording import Words, sureness

WHERE = "where"


def paths(family: Family) -> Iterator[tuple[str, list[str]]]:
    """From stage to stage: kinds of places under `where`, then printed words under the kind of their changes."""
    firsts = [next(one for one in family.members if one.ref == stage.members[0]) for stage in family.stages]
    kinds = [kind for kind, _ in groupby(one.where.kind for one in firsts)]
    if len(kinds) > 1:
        yield WHERE, kinds
    for kind in (AUDIENCE, MODALITY):
        yield from ((kind, chain) for chain in _chains(family, kind))


def _chains(family: Family, kind: str) -> list[list[str]]:
    """What one kind of change made of what, one after the other along the stages."""
    found: list[list[str]] = []
    told = (family.links[at] for stage in family.stages for at in stage.comes_from)
    for change in (change for link in told for change in link.changes):
        if change.kind == kind and change.before and change.after:
            known = next((chain for chain in found if chain[-1] == change.before), None)
            if known:
                known.append(change.after)
            elif [change.before, change.after] not in found:
                found.append([change.before, change.after])
    return found


def gap_text(gap: Gap, say: Words, quoted: Callable[[str], str] = str) -> str:
    """What is missing, in words; `quoted` may cut the printed words that decided whether it applies."""
    values = {"document": gap.snapshot, "plan": gap.after.partition("#")[0], "measure": gap.after}
    if gap.reason != "implements":
        return say("lineage.gap.round", **values)
    if gap.applicability is None:
        return say("lineage.gap.implements.unknown", **values)
    applicability = say(f"lineage.gap.{gap.applicability}")
    if gap.ground:
        applicability = say("lineage.gap.ground", applicability=applicability, ground=quoted(gap.ground.text))
    return say("lineage.gap.implements", applicability=applicability, **values)


def contradiction(one: Contradiction, say: Words) -> str:
    """What contradicts a family, in words."""
    through = say("list-and").join(one.through)
    values = {"left": one.left, "right": one.right, "value": sureness(one.confidence), "through": through}
    return say(f"lineage.contradiction.{one.kind}", **values)
