"""What is worked out from printed cells: reach, time of promotion, cited documents."""

import re

from policydiff.model.document import Basis, CitedDocument, Promoted, Reach, Region
from policydiff.registry.citations import citations
from policydiff.registry.places import place_by_name

_MONTH = re.compile(r"(\d{4})\s{0,9}[年.\-/]\s{0,9}(\d{1,2})(?!\d)")
_LIST_END = re.compile(r"(?:省|市)?(?:（自治区、直辖市）|\(自治区、直辖市\))?$")


def read_reach(printed: str) -> Reach:
    """A reach is nationwide, a list of places, or a phrase that no list is made of."""
    if printed in ("全国", "全国范围", "全国范围内"):
        return Reach(raw=printed, kind="nationwide")
    regions: list[Region] = []
    for name in re.split(r"[、，,]", _LIST_END.sub("", printed)):
        place = place_by_name(name.strip())
        if place is None:
            return Reach(raw=printed, kind="phrase")
        regions.append(place.region)
    return Reach(raw=printed, kind="places", regions=tuple(regions))


def read_promoted(printed: str) -> Promoted:
    """The first and the last month that the cell names."""
    months = sorted(
        f"{int(year):04}-{int(month):02}" for year, month in _MONTH.findall(printed) if 1 <= int(month) <= 12
    )
    return Promoted(raw=printed, start=months[0] if months else None, end=months[-1] if months else None)


def read_basis(printed: str) -> Basis:
    """The documents cited in 《》, each with the number in the brackets behind it."""
    documents = [
        CitedDocument(title=cited.title, number=cited.number.printed if cited.number else None)
        for cited in citations(printed)
        if cited.title
    ]
    return Basis(raw=printed, documents=tuple(documents))
