"""Fields that a table lacks and the notice above it gives: its lists name measures by title."""

import re
from collections.abc import Sequence

from policydiff.model.document import Finding, Measure, Note
from policydiff.text.fold import bare

_LABEL = r"(?:[一二三四五六七八九十]+是|[（(]?(?:\d{1,2}|[一二三四五六七八九十]+)[）)]?\s*[.．、]?\s*)?"
_FIELD = re.compile(rf"^\s*{_LABEL}在?([^：:，。、“”\"《》]{{2,20}}?)(?:领域|措施|方面)(?:[（(]\d+项[）)])?\s*[：:，]")
_NUMBERS = re.compile(r"第\s?(\d{1,6}(?:\s?[、，,和及至\-—－~～]\s?第?\d{1,6})*)\s?[项条]")
_SHORTEST_TITLE = 4
_COUNT = re.compile(r"等\s?(\d{1,6})\s?项")


def note_of(text: str, measures: Sequence[Measure]) -> Note:
    """A note with the measures that it names, by number (第7、23项) or by title in quotes."""
    named = _by_number(text, measures) or _by_title(text, measures)
    return Note(text=text, measures=tuple(named))


def _by_number(text: str, measures: Sequence[Measure]) -> list[str]:
    named: list[str] = []
    for run in _NUMBERS.findall(text):
        for part in re.findall(r"\d+\s*[至\-—－~～]\s*\d+|\d+", run):
            first, *last = (int(number) for number in re.findall(r"\d+", part))
            named.extend(m.id for m in measures if m.id.isdecimal() and first <= int(m.id) <= (last or [first])[0])
    return list(dict.fromkeys(named))


def _by_title(text: str, measures: Sequence[Measure]) -> list[str]:
    """Measures whose title stands in the text, in its order; a title within a longer one is not meant."""
    folded = bare(text)
    places: list[tuple[int, int, str]] = []
    for measure in measures:
        title = bare(measure.title or "")
        if len(title) >= _SHORTEST_TITLE:
            starts = (match.start() for match in re.finditer(re.escape(title), folded))
            places.extend((at, at + len(title), measure.id) for at in starts)
    named = [
        measure
        for start, end, measure in sorted(places)
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in places)
    ]
    return list(dict.fromkeys(named))


def field_in(note: Note) -> str | None:
    """The field that a list names before its colon, without 领域 or 措施."""
    match = _FIELD.match(note.text)
    return match.group(1).strip() if match else None


def count_findings(notes: Sequence[Note]) -> list[Finding]:
    """A finding for each list whose declared count (等9项) is not that of the measures found."""
    findings = []
    for note in notes:
        declared = _COUNT.search(note.text)
        if declared and note.measures and int(declared.group(1)) != len(note.measures):
            findings.append(
                Finding(
                    id="count-differs",
                    severity="warning",
                    message=f"“{note.text[:16]}…” declares {declared.group(1)} measures, "
                    f"the table has {len(note.measures)} of them",
                )
            )
    return findings
