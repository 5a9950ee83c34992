"""What changed since a revision, in the words of one language, in the order in which a reader meets it.

As with dossiers everything is here, worked out and worded, and what renders it computes nothing.
"""

from dataclasses import dataclass

from policydiff.compare.editions.period import Period
from policydiff.report.dossier.parts import Balance, Field, Terms
from policydiff.report.gate import GatePart

DECISIONS = "decisions"
"""The chapter on decisions; the others are called by a status or a nature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure, cell, correction or decision: what became of it, its words with marks, and what is to be said."""

    key: str
    caption: str
    fields: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that belong together. What `is_minor` may be folded; a block of `level` 2 belongs to the one before it."""

    code: str
    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    is_minor: bool = False
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A snapshot, or a pair of them with its decisions: `lead` says in one sentence what became of it.

    `key` is its id in every format, `labels` what is to be known at once: not saved yet, what it was called before.
    """

    key: str
    code: str
    code_name: str
    title: str
    labels: tuple[str, ...]
    lead: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The entries of one status or nature."""

    code: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeReport:
    """Everything that a report of a period shows, in the order of reading."""

    language: str
    title: str
    subtitle: str
    gate: GatePart | None = None
    """What a gate says, which comes first; None where none was asked."""
    headline: str
    lines: tuple[str, ...]
    """What is to be known before reading on: where lines parted, what is not saved."""
    overview: dict[str, str]
    """What the columns of the overview are called: its rows are the entries."""
    balances: tuple[Balance, ...]
    chapters: tuple[Chapter, ...]
    remarks_title: str
    remarks: tuple[str, ...]
    glossary: tuple[Terms, ...]
    method: tuple[str, ...]
    period: Period

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of reading."""
        return tuple(entry for chapter in self.chapters for entry in chapter.entries)
