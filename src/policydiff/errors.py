"""The errors that a user can mend: each says what is wrong, where, and what to do."""

from collections.abc import Collection, Mapping

_FEW = 20
"""So many names can be listed in one line."""


class PolicydiffError(Exception):
    """Trouble that ends a command with exit code 2 and one line.

    `where` is something the user can open or type: a file, a line of it, a name. `form` names the fault where a
    finding has words of its own for it, and `values` are what these speak of.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        remedy: str = "",
        form: str = "",
        values: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy
        self.form = form
        self.values = values or {}

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class SourceError(PolicydiffError):
    """A source document cannot be read: missing, empty, binary, undecodable."""


class LayoutError(PolicydiffError):
    """The layout of a source is not recognised, or stops making sense part-way."""


class SnapshotError(PolicydiffError):
    """A snapshot file is not valid JSON, fails its schema or contradicts itself."""


class LookupFailedError(PolicydiffError):
    """A name given on the command line names no snapshot or measure, or more than one."""


class StorageError(PolicydiffError):
    """The snapshots folder is missing, or it refuses to be written."""


class UsageError(PolicydiffError):
    """Options that do not fit together, or values that an option does not take."""


class DecisionError(PolicydiffError):
    """A file of decisions is broken, belongs to other documents, names no measure or contradicts itself.

    `decision` is the place in the file, from 1, of the decision that is at fault; 0 where it is none.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        remedy: str = "",
        form: str = "",
        values: Mapping[str, object] | None = None,
        decision: int = 0,
    ) -> None:
        super().__init__(what, where=where, remedy=remedy, form=form, values=values)
        self.decision = decision


class CorrectionError(PolicydiffError):
    """A file of corrections is broken or belongs to another snapshot, or a correction does not fit what was read."""


class EmbeddingsError(PolicydiffError):
    """The folder of an embedding model is none or holds no sound one, or the extra is not installed."""


class ConfigurationError(PolicydiffError):
    """A configuration file cannot be read, or says something that there is not."""


class WaiverError(PolicydiffError):
    """The file of waivers is broken, or what is to be accepted is not there."""


class GateError(PolicydiffError):
    """A gate cannot say that all is well: something could not be compared, or nothing was asked for."""


class HistoryError(PolicydiffError):
    """Git is missing, refuses, or knows no such repository, revision or edition."""


class WorkerError(PolicydiffError):
    """A process that shared in the work ended before it was done."""


def did_you_mean(given: object, known: Collection[str]) -> str:
    """The remedy for a name that is not known: the one that comes nearest, else all there are."""
    from difflib import get_close_matches

    near = get_close_matches(str(given), known, n=1, cutoff=0.5)
    if not near and len(known) <= _FEW:
        return f"there are {', '.join(known)}"
    return f"did you mean {(near or get_close_matches(str(given), sorted(known), n=1, cutoff=0.0))[0]}?"
