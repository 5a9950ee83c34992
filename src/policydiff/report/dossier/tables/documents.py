"""The documents themselves as rows: every measure, what is known of each document, its notes."""

from collections.abc import Iterator, Mapping

from policydiff.model.document import CELLS, PRINTED
from policydiff.report.dossier.parts import LEFT, Applies, Dossier, MeasureText, Side
from policydiff.report.dossier.tables.parts import Cell, Cells, Table, table
from policydiff.report.wording import Words

_MEASURE = ("anchor", "document", "measure", "number", "section", "title", "text", "uptake_name", "applicability_name")
_MEASURE_MORE = ("ground", "source", "side", "uptake", "applicability")
FACTS = ("document-number", "issuers", "level", "region", "series", "implements", "source", "reader", "edition")
"""Facts of a document that are words; those that are dates, numbers and codes have columns of their own."""
_SOURCE = ("document", "document_title", "issued", *(f"fact_{name.replace('-', '_')}" for name in FACTS), "measures")
_NOTE = ("id", "document", "section", "text")


class DocumentTables:
    """The tables of measures, of documents, and of what is printed beside the measures."""

    def __init__(self, dossier: Dossier, say: Words) -> None:
        self._dossier, self._say = dossier, say
        self._became: dict[str, Cells] = {}
        """What became of each left measure."""
        for row in dossier.rows:
            for one in row.became:
                self._became[one.measure] = _uptake(one.uptake, one.uptake_name, one.applies)
        for alone in dossier.alone:
            if alone.side == LEFT:
                self._became[alone.measure.id] = _uptake(alone.uptake, alone.uptake_name, alone.applies)

    def all(self) -> Iterator[Table]:
        """Measures, documents, notes."""
        say, sides = self._say, self._dossier.sides
        measures = (self._measure(side, one) for side in sides for chapter in side.chapters for one in chapter.measures)
        yield table("measures", say, (*_MEASURE, *CELLS, "rows"), _MEASURE_MORE, measures)
        yield table("sources", say, _SOURCE, ("side", "edition_day", "commit", "sha256"), map(self._source, sides))
        yield table("notes", say, _NOTE, ("side",), (note for side in sides for note in _notes(side)))

    def _measure(self, side: Side, one: MeasureText) -> Cells:
        printed: dict[str, Cell] = {field.code: "".join(part.text for part in field.segments) for field in one.fields}
        printed |= {fact.code: fact.value for fact in one.columns}
        return {
            "anchor": one.anchor,
            "document": side.label,
            "measure": one.id,
            "number": one.number,
            "section": one.section or None,
            **{name: printed.get(name) for name in PRINTED},
            **(self._became.get(one.id, _NOTHING) if side.side == LEFT else _NOTHING),
            "rows": " ".join(side.rows.get(one.id, ())) or None,
            "source": one.source,
            "side": side.side,
        }

    def _source(self, side: Side) -> Cells:
        found = self._dossier.comparison
        document = found.left if side.side == LEFT else found.right
        edition = document.edition
        facts: Mapping[str, str] = {fact.code: fact.value for fact in side.facts}
        return {
            "document": side.label,
            "document_title": side.title,
            "issued": document.issued,
            **{f"fact_{name.replace('-', '_')}": facts.get(name) for name in FACTS},
            "measures": document.measures,
            "side": side.side,
            "edition_day": edition.day if edition else None,
            "commit": edition.commit if edition else None,
            "sha256": facts.get("sha256"),
        }


def _uptake(code: str | None, name: str | None, applies: Applies | None) -> Cells:
    return {
        "uptake": code,
        "uptake_name": name,
        "applicability": applies.code if applies else None,
        "applicability_name": applies.name if applies else None,
        "ground": applies.ground if applies else None,
    }


_NOTHING = _uptake(None, None, None)


def _notes(side: Side) -> Iterator[Cells]:
    """Words under headings, then notes: what a document prints beside its measures."""
    said = [(chapter.title, chapter.intro) for chapter in side.chapters if chapter.intro]
    said += [("", note) for note in side.notes]
    for number, (section, text) in enumerate(said, 1):
        yield {
            "id": f"{side.side}-note-{number}",
            "document": side.label,
            "section": section or None,
            "text": text,
            "side": side.side,
        }
