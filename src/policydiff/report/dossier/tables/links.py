"""What is linked, what stands alone, and every change, as rows."""

from collections.abc import Iterator, Sequence

from policydiff.report.dossier.parts import LEFT, Alone, Became, Dossier, Field, MeasureText, Near, Note, Row
from policydiff.report.dossier.rows import key_of
from policydiff.report.dossier.tables.parts import Cells, Marked, Table, codes, lines, table
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words

LINKED, LEFT_ONLY, RIGHT_ONLY = "linked", "left-only", "right-only"
"""What a row of the whole comparison is."""

_BOTH_SIDES = ("left", "left_section", "left_text", "right", "right_section", "right_text")
_LINK = ("key", *_BOTH_SIDES, "relation_name", "standing_name", "uptake_name", "said")
_LINK_MORE = (
    *("both", "moved", "applicability_name", "ground", "confidence", "rests_on", "decided_who", "decided_on"),
    *("decided_why", "near", "near_words", "shared", "bodies", "changes_count", "sources", "relation", "standing"),
    *("uptake", "applicability", "decided_by", "near_left", "near_right", "near_confidence"),
)
_ALONE = ("key", "measure", "section", "text")
_NEAREST = ("near", "near_words")
_ALONE_MORE = ("bodies", "sources", "near_left", "near_right", "near_confidence")
_LEFT_OUT = (*_ALONE, "uptake_name", "applicability_name", "ground", *_NEAREST)
_CHANGE = ("id", "key", "left", "right", "sentence", "kind_name", "direction_name", "severity_name", "field_name")
_CHANGE_MORE = ("kind", "direction", "severity", "field_code", "rule")
_WHOLE = (
    *("key", "what_name", *_BOTH_SIDES, "relation_name", "standing_name", "uptake_name", "applicability_name"),
    *("ground", "said", "moved", "confidence", "rests_on", "near", "near_words", "bodies", "sources"),
)
_WHOLE_MORE = ("what", "relation", "standing", "uptake", "applicability")


class LinkTables:
    """The tables of links, of changes and of measures of one side alone."""

    def __init__(self, dossier: Dossier, say: Words) -> None:
        self._dossier, self._say = dossier, say
        self._links = {key_of(link.left, link.right): link for link in dossier.comparison.links}

    def all(self) -> Iterator[Table]:
        """Links, changes, measures left out, own measures."""
        dossier, say = self._dossier, self._say
        left_out = [self._alone(one) for one in dossier.alone if one.side == LEFT]
        own = [self._alone(one) for one in dossier.alone if one.side != LEFT]
        changes = (self._change(row, note) for row in dossier.rows for note in row.notes)
        yield table("links", say, _LINK, _LINK_MORE, map(self._link, dossier.rows))
        yield table("changes", say, (*_CHANGE, "before", "after", "count"), _CHANGE_MORE, changes)
        yield table("left-out", say, _LEFT_OUT, (*_ALONE_MORE, "uptake", "applicability"), left_out)
        yield table("own", say, (*_ALONE, *_NEAREST), _ALONE_MORE, own)

    def whole(self) -> Table:
        """The whole comparison, a row each link and each measure alone, in the order of the documents."""
        dossier = self._dossier
        places = [
            {one.id: place for place, one in enumerate(one for chapter in side.chapters for one in chapter.measures)}
            for side in dossier.sides
        ]
        first = [((places[0][row.left[0].id], places[1][row.right[0].id]), self._link(row)) for row in dossier.rows]
        last = len(places[0])
        alone = [
            ((places[0][one.measure.id], -1) if one.side == LEFT else (last, places[1][one.measure.id]))
            for one in dossier.alone
        ]
        first += [(place, self._alone(one)) for place, one in zip(alone, dossier.alone, strict=True)]
        rows = [cells for _, cells in sorted(first, key=lambda one: one[0])]
        return table("comparison", self._say, _WHOLE, _WHOLE_MORE, rows)

    def _link(self, row: Row) -> Cells:
        link = self._links[row.key]
        word = link.decision
        return {
            **self._sides(row.left, row.right),
            "key": row.key,
            **self._what(LINKED),
            "both": _joined([row.inline]) or None,
            "relation": row.relation,
            "relation_name": row.relation_name,
            "standing": row.standing,
            "standing_name": row.standing_name,
            **_became(row.became, self._say),
            "said": lines(note.text for note in row.notes),
            "changes_count": len(row.notes),
            "moved": row.moved,
            "confidence": link.confidence,
            "rests_on": row.rests_on,
            "decided_by": link.decided_by,
            "decided_who": word.by if word else None,
            "decided_on": word.when if word else None,
            "decided_why": word.why if word else None,
            **_near(row.runner_up),
            "shared": self._say("list-and").join(row.shared) or None,
            "bodies": self._say("list-and").join(row.bodies) or None,
            "sources": lines(one.source for one in row.measures),
        }

    def _alone(self, one: Alone) -> Cells:
        is_left = one.side == LEFT
        here = (one.measure,)
        return {
            **self._sides(*((here, ()) if is_left else ((), here))),
            "key": one.key,
            **self._what(LEFT_ONLY if is_left else RIGHT_ONLY),
            "measure": one.measure.id,
            "section": one.measure.section or None,
            "text": one.measure.text,
            **dict.fromkeys(("relation", "relation_name", "standing", "standing_name")),
            **dict.fromkeys(("said", "moved", "confidence", "rests_on")),
            "uptake": one.uptake,
            "uptake_name": one.uptake_name,
            "applicability": one.applies.code if one.applies else None,
            "applicability_name": one.applies.name if one.applies else None,
            "ground": one.applies.ground if one.applies else None,
            **_near(one.nearest),
            "bodies": self._say("list-and").join(one.bodies) or None,
            "sources": one.measure.source,
        }

    def _what(self, what: str) -> Cells:
        return {"what": what, "what_name": self._say(f"what.{what}")}

    def _sides(self, left: Sequence[MeasureText], right: Sequence[MeasureText]) -> Cells:
        return {
            name: cell
            for side, measures in (("left", left), ("right", right))
            for name, cell in (
                (side, "+".join(one.id for one in measures) or None),
                (f"{side}_section", lines(dict.fromkeys(one.section for one in measures))),
                (f"{side}_text", self._text(measures)),
            )
        }

    def _text(self, measures: Sequence[MeasureText]) -> Marked | None:
        """The words of the measures of a side; of several each behind its number."""
        if len(measures) < 2:
            return _joined([one.fields for one in measures]) or None
        heads = [Segment(self._say("fact", name=one.id, value=""), SAME) for one in measures]
        return _joined([one.fields for one in measures], heads)

    def _change(self, row: Row, note: Note) -> Cells:
        change = note.change
        return {
            "id": change.id,
            "key": row.key,
            "left": change.left,
            "right": change.right,
            "sentence": note.text,
            "kind_name": note.kind_name,
            "direction_name": note.direction_name,
            "severity_name": note.severity_name,
            "field_name": self._say(f"field.{change.field}"),
            "before": change.before or None,
            "after": change.after or None,
            "count": change.count,
            "kind": change.kind,
            "direction": change.direction,
            "severity": change.severity,
            "field_code": change.field,
            "rule": change.rule,
        }


def _joined(measures: Sequence[Sequence[Field]], heads: Sequence[Segment] = ()) -> Marked:
    """The fields of measures, a line each; before each measure its head."""
    parts: list[Segment] = []
    for place, fields in enumerate(measures):
        for number, field in enumerate(fields):
            if parts:
                parts.append(Segment("\n", SAME))
            parts += heads[place : place + 1] if not number else ()
            parts += field.segments
    return tuple(parts)


def _became(became: Sequence[Became], say: Words) -> Cells:
    """What became of the left measures: where it is not the same for all, in the order of the measures."""
    applies = [one.applies for one in became if one.applies]
    return {
        "uptake": codes(one.uptake for one in became),
        "uptake_name": say("plus").join(dict.fromkeys(one.uptake_name for one in became)) or None,
        "applicability": codes(one.code for one in applies),
        "applicability_name": say("plus").join(dict.fromkeys(one.name for one in applies)) or None,
        "ground": lines(dict.fromkeys(one.ground for one in applies)),
    }


def _near(near: Near | None) -> Cells:
    return {
        "near": near.text if near else None,
        "near_words": near.words if near else None,
        "near_left": near.left if near else None,
        "near_right": near.right if near else None,
        "near_confidence": near.confidence if near else None,
    }
