"""What the comparison says of two texts that belong together, whatever the matcher would say."""

from dataclasses import replace

from policydiff.align import Pair
from policydiff.compare.pipeline import link_between
from policydiff.model.document import Region, Snapshot
from tests.decisions.documents import document
from tests.kinds.judge import Found, Words
from tests.kinds.mutation import RegionName

_PAIR = Pair("1", "1", 1.0)


def changes_between(
    left: str, right: str, left_region: RegionName | None = None, right_region: RegionName | None = None
) -> list[Found]:
    """The changes of a measure's text between the documents of two regions."""
    link = link_between(_document("left", left, left_region), _document("right", right, right_region), [_PAIR])
    return [
        Found(one.rule, one.kind, one.direction, Words(one.before, one.after), one.count)
        for one in link.changes
        if one.field == "text"
    ]


def _document(name: str, text: str, region: RegionName | None) -> Snapshot:
    return replace(
        document(name, text),
        level="city" if region else "national",
        region=Region(name=region[0], code=region[1]) if region else None,
    )
