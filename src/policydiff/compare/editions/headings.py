"""Which section of a new edition each section of the old one is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from policydiff.model.document import Measure, Section, Snapshot
from policydiff.model.step import Heading
from policydiff.text.fold import fold


class Headings:
    """Which section of the new edition each one of the old edition is."""

    def __init__(self, old: Snapshot, new: Snapshot, same: Sequence[tuple[Measure, Measure]]) -> None:
        self._old = {section.id: section for section in old.sections}
        self._new = {section.id: section for section in new.sections}
        names = {_name(section): section.id for section in new.sections}
        went: dict[str | None, Counter[str | None]] = defaultdict(Counter)
        for one, other in same:
            went[one.section][other.section] += 1
        self._counterpart: dict[str | None, str | None] = {
            section: self._heir(section, names, went[section]) for section in (*self._old, None)
        }

    def _heir(self, section: str | None, names: Mapping[str, str], went: Mapping[str | None, int]) -> str | None:
        """The section with the same heading, else the one that most of its measures went to."""
        name = _name(self._old[section]) if section in self._old else ""
        return names[name] if name in names else max(went, key=lambda one: went[one], default=None)

    def moved(self, one: Measure, other: Measure) -> Heading | None:
        """The headings that a measure left and came under; None where it stayed."""
        if self._counterpart.get(one.section) == other.section:
            return None
        return printed_heading(self._old.get(one.section or "")), printed_heading(self._new.get(other.section or ""))


def _name(section: Section) -> str:
    return fold(section.title or section.label or "").text


def printed_heading(section: Section | None) -> str:
    """The heading of a section as printed; empty where there is none."""
    return f"{section.label or ''}{section.title or ''}" if section else ""
