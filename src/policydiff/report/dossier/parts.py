"""A comparison in the words of one language, in the order in which a reader meets it.

Everything that a report shows is here, worked out and worded: what renders it computes nothing. What ends in `name`
or is called `text` or `title` is words of the language; the others are codes, ids and printed texts.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policydiff.model.comparison import Change, Comparison
from policydiff.report.view import Segment

LEFT, RIGHT = "left", "right"
DOUBT, NEAR = 0.1, 0.05
"""Expected error from which a row is called doubtful; confidence from which the nearest pair is shown on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and what is said under it."""

    code: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A printed field of a measure whose words are compared."""

    code: str
    name: str
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """Its words as printed; of both sides in one, both."""
        return "".join(part.text for part in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureText:
    """A measure with the words that are compared, in segments, and all its other printed columns.

    `anchor` is what a link to the measure ends in: `national-2020/20`.
    """

    id: str
    number: str
    anchor: str
    section: str
    fields: tuple[Field, ...]
    columns: tuple[Fact, ...]
    source: str
    """File and lines that it was read from."""

    @property
    def text(self) -> str:
        """All its compared words as printed, a line a field."""
        return "\n".join(field.text for field in self.fields)

    def column(self, code: str) -> str | None:
        """The printed cell of a column; None where it is empty or the document has none."""
        return next((fact.value for fact in self.columns if fact.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A pair that was not linked and comes nearest."""

    left: str
    right: str
    confidence: float
    text: str
    """The pair and its confidence, in words."""
    words: str
    """The words of the measure outside the link, as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One change, in words."""

    change: Change
    kind_name: str
    direction_name: str
    severity_name: str
    text: str
    brief: str
    """The same with long quotations cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """Whether a left measure is meant for the place of the right document, and the printed words that decided."""

    code: str
    name: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of a left measure."""

    measure: str
    uptake: str
    uptake_name: str
    applies: Applies | None
    relation: str
    """The relation that it is counted under: of several links the least equal one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A link: both sides, what changed, and what speaks for it.

    `key` is its id in every format: `96+97→67`. `inline` holds both texts in one where it is one to one, else it is
    empty. `columns` are what changed beside the text.
    """

    key: str
    left: tuple[MeasureText, ...]
    right: tuple[MeasureText, ...]
    inline: tuple[Field, ...]
    relation: str
    relation_name: str
    standing: str
    standing_name: str
    became: tuple[Became, ...]
    effects: str | None
    """What became of its left measures, in words; None where all were taken up in full."""
    confidence: float
    rests_on: str
    """How sure it is, or who decided, in words."""
    is_decided: bool
    moved: str | None
    """That the number or the section changed, in words."""
    notes: tuple[Note, ...]
    shared: tuple[str, ...]
    """Words that both sides share, as printed, the longest first."""
    runner_up: Near | None
    bodies: tuple[str, ...]

    @property
    def measures(self) -> Iterator[MeasureText]:
        """All its measures, left ones first."""
        yield from self.left
        yield from self.right

    @property
    def is_doubtful(self) -> bool:
        """Whether of such links one in ten or more is expected to be wrong."""
        return not self.is_decided and 1 - self.confidence >= DOUBT


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A measure of one side alone: its key is that of a link without the other side, `9→` or `→25`."""

    key: str
    side: str
    measure: MeasureText
    applies: Applies | None
    uptake: str | None
    uptake_name: str | None
    nearest: Near | None
    bodies: tuple[str, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether of such measures one in ten or more is expected to belong to the nearest one."""
        return self.nearest is not None and self.nearest.confidence >= DOUBT

    @property
    def has_near(self) -> bool:
        """Whether the nearest one is near enough to be worth reading on paper."""
        return self.nearest is not None and self.nearest.confidence >= NEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """The links of a section of the left document."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneGroup:
    """Measures of one side alone that belong together; `code` is an applicability, or empty."""

    code: str
    title: str
    rows: tuple[Alone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number in words, and the facet and value that give its list: (`uptake`, `narrowed`)."""

    name: str
    count: int
    facet: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A total and the parts that it is the sum of."""

    total: Count
    parts: tuple[Count, ...]
    text: str

    def facets(self, count: Count) -> tuple[tuple[str, str], ...]:
        """The facets and values that together give the list of the total or a part, which lies within the total."""
        within = [] if count.facet == self.total.facet else [(self.total.facet, self.total.value)]
        return (*within, (count.facet, count.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that rows can be picked by, and how many rows have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What rows can be picked by: their relation, the kinds of their changes, the bodies they name."""

    code: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """One of what matters most: which, why, and the words that show it.

    `target` is the key of the row that it is about, `anchor` that of a measure in it.
    """

    title: str
    why: str
    evidence: tuple[str, ...]
    target: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """What a body had to do on the left and has to do on the right, by ids of measures.

    left = kept + lost + left_out; right = kept_right + gained + own; two measures kept may be one on the other side.
    """

    name: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]
    left_out: tuple[str, ...]
    kept_right: tuple[str, ...]
    gained: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyGroup:
    """The bodies of columns that are compared; or of one that has no counterpart, then `side` says whose it is.

    `column` is the code of the column, that of the changes where two are compared.
    """

    column: str
    title: str
    side: str | None
    rows: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a chart shows, as a table: the name of each column, and the values of each row.

    `chart` names how it is drawn, `alt` says in words what is seen.
    """

    chart: str
    title: str
    alt: str
    columns: Mapping[str, str]
    rows: tuple[Mapping[str, str | int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section of a document as printed, with its measures and where each is compared: keys by measure id."""

    title: str
    intro: str | None
    measures: tuple[MeasureText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A document: what it is called in headings, what is known of it, and its full text.

    `rows` gives for each measure the keys of the rows that it stands in.
    """

    side: str
    id: str
    label: str
    name: str
    measures_name: str
    title: str
    facts: tuple[Fact, ...]
    chapters: tuple[Chapter, ...]
    notes: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the report, its code, and what it means."""

    code: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words of one matter: relations, kinds, …; its code is that of the matter."""

    code: str
    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that a report of a comparison shows, in the order of reading."""

    language: str
    title: str
    subtitle: str
    headline: str
    minded: tuple[str, ...]
    """What is to be known before reading on: editions, readings, findings, decisions that are not applied."""
    left: Side
    right: Side
    balances: tuple[Balance, ...]
    highlights: tuple[Highlight, ...]
    groups: tuple[RowGroup, ...]
    left_out_title: str
    left_out: tuple[AloneGroup, ...]
    own_title: str
    own: tuple[AloneGroup, ...]
    bodies: tuple[BodyGroup, ...]
    figures: tuple[Figure, ...]
    glossary: tuple[Terms, ...]
    method: tuple[str, ...]
    facets: tuple[Facet, ...]
    comparison: Comparison
    is_part: bool = False
    """Whether only some measures or changes were asked for: the rows are theirs, the sums those of the whole."""

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both documents, the left one first."""
        return self.left, self.right

    @property
    def rows(self) -> tuple[Row, ...]:
        """All links, in the order of the left document."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def alone(self) -> tuple[Alone, ...]:
        """All measures of one side alone, left out ones first."""
        return tuple(row for group in (*self.left_out, *self.own) for row in group.rows)

    @property
    def all_rows(self) -> tuple[Row | Alone, ...]:
        """All links, then all measures of one side alone."""
        return (*self.rows, *self.alone)

    @property
    def digest(self) -> str:
        """The SHA-256 of all printed names and texts: what is decided of these words holds for no others."""
        told = hashlib.sha256()
        for side in self.sides:
            for measure in (measure for chapter in side.chapters for measure in chapter.measures):
                told.update(f"{measure.anchor}\n{measure.text}\n\n".encode("utf-8", "surrogatepass"))
        return told.hexdigest()
