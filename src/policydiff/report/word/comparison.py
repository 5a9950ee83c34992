"""A comparison as the table that offices use, with what a reader needs to judge it from the paper alone."""

from collections.abc import Iterator
from pathlib import Path

from policydiff.report.dossier.parts import Dossier, Side
from policydiff.report.word import styles
from policydiff.report.word.paper import Paper, Span
from policydiff.report.word.tables import Tables
from policydiff.report.wording import Words, words

_KNOWN_BY = ("document-number", "issued")
"""Facts that a document is known by, beside its title."""


def render(dossier: Dossier, template: Path | None = None) -> bytes:
    """The Word document of a comparison, on our page or on that of a template.

    Raises:
        UsageError: the template is no sound Word document.
    """
    issued = [side.issued for side in (dossier.comparison.left, dossier.comparison.right) if side.issued]
    paper = Paper(dossier.title, dossier.language, dated=max(issued, default=None), template=template)
    _Chapters(paper, dossier, words(dossier.language)).write()
    return paper.to_bytes()


class _Chapters:
    """The chapters of the paper in the order of reading."""

    def __init__(self, paper: Paper, dossier: Dossier, say: Words) -> None:
        self._paper, self._dossier, self._say = paper, dossier, say
        self._tables = Tables(paper, dossier, say)

    def write(self) -> None:
        """All of them."""
        self._front()
        self._matters()
        self._links()
        self._alone()
        self._bodies()
        self._back()

    def _front(self) -> None:
        """Which documents, the comparison in a sentence, the sums, and what is to be minded."""
        paper, dossier = self._paper, self._dossier
        paper.add(dossier.title, style=styles.TITLE)
        for side in dossier.sides:
            paper.add(Span(side.name, styles.STRONG), "  ", self._known_as(side), style=styles.SUBTITLE)
        paper.heading(self._say("word.summary"), 1)
        paper.add(dossier.headline, style=styles.LEAD)
        for balance in dossier.balances:
            paper.add(balance.text, style=styles.EVIDENCE)
        for text in dossier.minded:
            paper.add(text, style=styles.NOTICE)

    def _known_as(self, side: Side) -> str:
        """The title of a document with its number and day, where they are printed."""
        facts = self._say("word.and").join(fact.value for fact in side.facts if fact.code in _KNOWN_BY)
        return self._say("word.known-as", title=side.title, facts=facts) if facts else side.title

    def _matters(self) -> None:
        """What matters most, why, and the words that show it."""
        if not self._dossier.highlights:
            return
        placed = "word.matters.place" if self._dossier.comparison.summary.applicability else "word.matters"
        self._paper.heading(self._say(placed, document=self._dossier.right.name), 1)
        for number, one in enumerate(self._dossier.highlights, 1):
            self._paper.heading(self._say("word.item", number=number, title=one.title), 3)
            self._paper.add(one.why, style=styles.REASON)
            for text in one.evidence:
                self._paper.add(text, style=styles.EVIDENCE)

    def _links(self) -> None:
        """The table of links, by section of the left document."""
        left, right = self._dossier.sides
        self._paper.heading(self._say("word.links", left=left.name, right=right.name, count=len(self._dossier.rows)), 1)
        self._paper.add(*self._key())
        if not self._dossier.groups:
            self._paper.add(self._say("word.none"))
        for group in self._dossier.groups:
            if group.title:
                self._paper.heading(group.title, 2)
            self._tables.links(group.rows)

    def _key(self) -> Iterator[str | Span]:
        """How to read the marks: a sentence in which they stand."""
        removed, added = self._say("word.removed"), self._say("word.added")
        parts = self._say("word.key", removed="\0", added="\0").split("\0")
        yield from (parts[0], Span(removed, styles.REMOVED), parts[1], Span(added, styles.ADDED), parts[2])
        if any(row.notes for row in self._dossier.rows):
            yield self._say("word.key.severities")

    def _alone(self) -> None:
        """What the left document has alone, then what the right one has."""
        self._paper.heading(self._dossier.left_out_title, 1)
        self._tables.alone(self._dossier.left_out)
        self._paper.heading(self._dossier.own_title, 1)
        self._tables.alone(self._dossier.own)

    def _bodies(self) -> None:
        """Which bodies gained and lost measures."""
        groups = [group for group in self._dossier.bodies if group.rows]
        if groups:
            self._paper.heading(self._say("word.bodies"), 1)
        for group in groups:
            self._paper.heading(group.title, 2)
            self._tables.bodies(group)

    def _back(self) -> None:
        """Sources, method, glossary."""
        self._paper.heading(self._say("word.sources"), 1)
        self._tables.sources()
        self._paper.heading(self._say("word.method"), 1)
        for text in self._dossier.method:
            self._paper.add(text)
        self._paper.heading(self._say("word.glossary"), 1)
        self._tables.glossary(self._dossier.glossary)
        self._paper.add(self._say("page.made-by"), style=styles.TABLE_NOTE)
