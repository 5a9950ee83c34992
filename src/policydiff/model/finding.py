"""What a check found, with its place in the snapshot and in the source."""

from dataclasses import dataclass

from policydiff.model.document import Finding

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)
"""How serious a finding is, what counts first coming first."""

FILE, SNAPSHOT, REPOSITORY, HISTORY = "file", "snapshot", "repository", "history"
SCOPES = (FILE, SNAPSHOT, REPOSITORY, HISTORY)
"""What a check looks at: a file's form, a snapshot with its source, all files together, what was there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A stretch of a file: lines and columns from 1, in characters; the end is behind the last one."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A line of a file, or the part of it around a place: it begins at `column`; `is_cut` if the line goes on."""

    line: int
    column: int
    text: str
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """Who accepted a finding or a change, why, and until which day (ISO date)."""

    by: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """A finding with its place in a file: line and column from 1, where it ends if that is known.

    `source` is the place in the source document, `excerpt` the exact words that it is about, `repair` what to do.
    `fingerprint` stays the same while lines move and numbers change: it is made of the check, the snapshot and the
    words. What is `waived` does not count. `quoted` is the line that it is on, `source_quoted` those of the source.
    """

    path: str
    line: int
    column: int
    finding: Finding
    end_line: int | None = None
    end_column: int | None = None
    source: Region | None = None
    snapshot: str | None = None
    excerpt: str = ""
    repair: str = ""
    fingerprint: str = ""
    waived: Waived | None = None
    quoted: tuple[Quote, ...] = ()
    source_quoted: tuple[Quote, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is an error that nobody accepted."""
        return self.finding.severity == ERROR and self.waived is None


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """What a report may say of a check: a row of the catalogue in the words of one language."""

    id: str
    severity: str
    scope: str
    title: str
    about: str
    repair: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What `validate` says: the findings in the order of files and places, and the files that were judged.

    `since` is the revision that was compared with, None where there was none. `checks` are those of the catalogue.
    `here` is the folder that relative paths begin at, `top` the one that services show paths from: that of the
    repository. Both are absolute, or empty where paths are to be shown as they are.
    """

    findings: tuple[LocatedFinding, ...] = ()
    judged: tuple[str, ...] = ()
    since: str | None = None
    checks: tuple[CheckInfo, ...] = ()
    top: str = ""
    here: str = ""

    def count(self, severity: str) -> int:
        """How many findings of a severity nobody accepted."""
        return sum(one.finding.severity == severity and one.waived is None for one in self.findings)

    @property
    def errors(self) -> int:
        """How many errors count."""
        return self.count(ERROR)

    @property
    def warnings(self) -> int:
        """How many warnings count."""
        return self.count(WARNING)

    @property
    def notices(self) -> int:
        """How many findings are for information only."""
        return self.count(INFO)

    @property
    def waived(self) -> int:
        """How many findings somebody accepted."""
        return sum(one.waived is not None for one in self.findings)
