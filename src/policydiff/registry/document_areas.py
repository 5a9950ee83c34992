"""What a document says of its areas in notes and introductions: its default reach, and groups."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from policydiff.model.document import Snapshot
from policydiff.registry.area_phrases import read_reach
from policydiff.registry.places import Place, places
from policydiff.registry.setting import Setting, setting_of
from policydiff.registry.territory import ALL, OPEN, Territory

_SCOPE = re.compile(
    r"(?P<subject>[^，,。；;：:]{0,40}?)(?:适用|实施|推广|试点)?范围(?:均)?(?:为|是|：|:)"
    r"(?:下述[^：:]{0,12}[：:])?(?P<list>[^。；;]{2,400})"
)
_INVITED = re.compile(r"鼓励(?:在)?(?:符合|具备)条件的(?P<list>[^。；;]{2,200}?)(?:开展|先行先试|就)")


@dataclass(frozen=True, slots=True)
class DocumentAreas:
    """The setting of a document, and the reach of a measure whose own cell says nothing of it."""

    setting: Setting
    default: Territory


@lru_cache(maxsize=64)
def _document_areas(texts: tuple[str, ...], setting: Setting) -> DocumentAreas:
    """What the notes and introductions of a document say of its areas."""
    areas = []
    scopes = [(_place_at_start(m.group("subject")), m.group("list")) for text in texts for m in _SCOPE.finditer(text)]
    for place, listed in scopes:  # groups first: a list may name one, wherever it stands
        part = read_reach(listed, replace(setting, region=place.code)) if place else None
        if place and part and part.sure and not part.unresolved:
            setting = setting.with_group(place.code, part.sure)
    for place, listed in scopes:
        if place is None:
            areas += [replace(a, how=ALL) for a in read_reach(listed, setting).areas if a.known]
    for text in texts:
        for match in _INVITED.finditer(text):
            areas += [replace(a, how=OPEN) for a in read_reach(match.group("list"), setting).areas if a.known]
    return DocumentAreas(setting, Territory(tuple(areas)))


def areas_of(snapshot: Snapshot) -> DocumentAreas:
    """The setting and the default reach of a snapshot."""
    intros = [section.intro for section in snapshot.sections if section.intro]
    return _document_areas((*(note.text for note in snapshot.notes), *intros), setting_of(snapshot))


def _place_at_start(subject: str) -> Place | None:
    """The division whose name a subject begins with, behind the number of its note (2.重庆市试点)."""
    plain = re.sub(r"^[\d.、\s（）()]+", "", subject)
    found = [place for place in places() if plain.startswith((place.name, place.short))]
    return max(found, key=lambda place: len(place.name), default=None)
