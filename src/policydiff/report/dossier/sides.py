"""The documents of a comparison: their names in headings, their facts, their measures in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from policydiff.model.comparison import Comparison, Document
from policydiff.model.document import PRINTED, TEXT_FIELDS, Measure, Snapshot
from policydiff.registry.places import place_by_code
from policydiff.report.dossier.parts import LEFT, RIGHT, Chapter, Fact, Field, MeasureText, Side
from policydiff.report.view import SAME, MeasureView, Segment
from policydiff.report.wording import Words, day, section_title

_COLUMNS = tuple(column for column in PRINTED if column not in TEXT_FIELDS)


class SideTexts:
    """The measures of one document as a report shows them."""

    def __init__(self, side: str, document: Document, snapshot: Snapshot, say: Words, language: str) -> None:
        self.side = side
        self.document = document
        self.label = self.name = document.label
        """What links and headings call it."""
        self.snapshot = snapshot
        self._say = say
        self._language = language
        self.measures: Mapping[str, Measure] = {measure.id: measure for measure in snapshot.measures}
        self._sections = {section.id: section_title(section) for section in snapshot.sections}

    @property
    def own_name(self) -> str:
        """What the document is called in headings: its level, its place, or its id."""
        region = self.snapshot.region
        if self.snapshot.level == "national":
            return self._say("side.national")
        place = place_by_code(region.code) if region else None
        return place.short if place else region.name if region else self.document.label

    def section_of(self, measure: str) -> str:
        """The heading that a measure stands under."""
        return self._sections.get(self.measures[measure].section or "", "")

    @cached_property
    def places(self) -> Mapping[str, int]:
        """How far down each heading stands, by the measures under it."""
        headings = dict.fromkeys(self.section_of(measure.id) for measure in self.snapshot.measures)
        return {heading: at for at, heading in enumerate(headings)}

    def anchor(self, measure: str) -> str:
        """What a link to a measure ends in."""
        return f"{self.label}/{measure}"

    def measure(self, view: MeasureView) -> MeasureText:
        """A measure with what differs marked."""
        return self._measure(self.measures[view.id], view.fields)

    def plain(self, measure: str) -> MeasureText:
        """A measure without marks."""
        one = self.measures[measure]
        printed = {field: one.printed(field) for field in TEXT_FIELDS}
        return self._measure(one, {field: (Segment(text, SAME),) for field, text in printed.items() if text})

    def words(self, measure: str) -> str:
        """The name and the text of a measure in one line."""
        one = self.measures[measure]
        return self._say("fact", name=one.title, value=one.text) if one.title else one.text

    def _measure(self, measure: Measure, fields: Mapping[str, Sequence[Segment]]) -> MeasureText:
        first, last = measure.location.lines
        return MeasureText(
            id=measure.id,
            number=measure.number,
            anchor=self.anchor(measure.id),
            section=self.section_of(measure.id),
            fields=tuple(fields_of(fields, self._say)),
            columns=tuple(self._columns(measure)),
            source=self._say("source-lines", path=self.snapshot.source.path, first=first, last=last),
        )

    def _columns(self, measure: Measure) -> Iterator[Fact]:
        for column in _COLUMNS:
            printed = measure.printed(column)
            if printed is not None:
                yield Fact(code=column, name=self._say(f"field.{column}"), value=printed)

    def side_of(self, rows: Mapping[str, tuple[str, ...]]) -> Side:
        """The document with the keys of the rows of each measure."""
        return Side(
            side=self.side,
            id=self.snapshot.id,
            label=self.label,
            name=self.name,
            measures_name=self._say("side.measures", name=self.name),
            title=self.snapshot.title,
            facts=self.facts,
            chapters=tuple(self._chapters()),
            notes=tuple(note.text for note in self.snapshot.notes),
            rows=rows,
        )

    def _chapters(self) -> Iterator[Chapter]:
        """The measures as the snapshot lists them, under their headings; headings without measures too."""
        sections = {section.id: section for section in self.snapshot.sections}
        met: set[str | None] = set()
        waiting = list(sections)
        for name, measures in groupby(self.snapshot.measures, key=lambda measure: measure.section):
            while waiting and name in sections and name not in met:
                heading = waiting.pop(0)
                met.add(heading)
                if heading == name:
                    break
                yield Chapter(title=self._sections[heading], intro=sections[heading].intro, measures=())
            section = sections.get(name or "")
            intro = section.intro if section else None
            shown = tuple(self.plain(measure.id) for measure in measures)
            yield Chapter(title=self._sections.get(name or "", ""), intro=intro, measures=shown)
        for heading in waiting:
            yield Chapter(title=self._sections[heading], intro=sections[heading].intro, measures=())

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What is known of the document, by name; what its source does not print is left out."""
        snapshot, say = self.snapshot, self._say
        source = snapshot.source
        values = {
            "document-number": snapshot.document_number,
            "issued": snapshot.issued and day(snapshot.issued, self._language),
            "issuers": say("list-and").join(snapshot.issuers),
            "level": say(f"level.{snapshot.level}"),
            "region": snapshot.region and f"{snapshot.region.name} {snapshot.region.code}",
            "series": snapshot.series and f"{snapshot.series} {snapshot.round or ''}".strip(),
            "implements": snapshot.implements,
            "measures": str(len(snapshot.measures)),
            "source": source.path,
            "sha256": source.sha256,
            "reader": f"{source.reader.name} {source.reader.version}, {source.layout}",
        }
        known = {code: value for code, value in values.items() if value}
        edition = self.document.edition
        if edition and edition.commit and edition.day:
            known["edition"] = say("fact.edition-value", day=day(edition.day, self._language), commit=edition.commit)
        return tuple(Fact(code=code, name=say(f"fact.{code}"), value=value) for code, value in known.items())


def fields_of(fields: Mapping[str, Sequence[Segment]], say: Words) -> Iterator[Field]:
    """Printed fields with their names."""
    for code, segments in fields.items():
        yield Field(code=code, name=say(f"field.{code}"), segments=tuple(segments))


def sides_of(
    comparison: Comparison, left: Snapshot, right: Snapshot, say: Words, language: str
) -> tuple[SideTexts, SideTexts]:
    """Both documents; one that is compared with itself bears another label on the right, so that links tell which."""
    sides = (
        SideTexts(LEFT, comparison.left, left, say, language),
        SideTexts(RIGHT, comparison.right, right, say, language),
    )
    if sides[0].label == sides[1].label:
        sides[1].label += "(2)"
    for side, name in zip(sides, _names_of(sides), strict=True):
        side.name = name
    return sides


def _names_of(sides: Iterable[SideTexts]) -> list[str]:
    """What the documents are called in headings; by their labels too where they would be called alike."""
    sides = list(sides)
    names = [side.own_name for side in sides]
    if len(set(names)) < len(names):
        return [side.label for side in sides]
    return names
