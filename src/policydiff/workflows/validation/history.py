"""Checking what became of a snapshot since its previous edition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policydiff.check import CHECK_BY_ID, Fault
from policydiff.check.fault import BASE
from policydiff.check.history import id_renamed, measures_dropped, published_changed
from policydiff.corpus.folder import read_text
from policydiff.errors import PolicydiffError
from policydiff.model.finding import ERROR, LocatedFinding
from policydiff.snapshot import load_snapshot, parse_json
from policydiff.workflows.validation.locate import JsonFile, in_file, located

_UNREAD = frozenset(("source-missing", "source-changed", "corrections", "reader-old"))
"""Findings beside which reading the source again says nothing of edits."""
_LOST, _CORRECTED = "measure-lost", "corrected"


@dataclass(frozen=True, slots=True)
class Former:
    """The text of the previous edition of a snapshot, and the revision that it is of."""

    text: str
    base: str


def history_of(path: Path, former: Former, found: Sequence[LocatedFinding], language: str) -> list[LocatedFinding]:
    """What the history says of a snapshot beside what was `found`; nothing where an edition does not load."""
    try:
        text = read_text(path)
        before, after = load_snapshot(former.text, str(path)), load_snapshot(text, str(path))
    except PolicydiffError:
        return []
    ids = [one.finding.id for one in found]
    told = (one.finding for one in found if one.finding.severity == ERROR or one.finding.id == _CORRECTED)
    said = {one.measure for one in told if one.measure}
    is_by_hand = _LOST in ids and before.source.sha256 == after.source.sha256  # then all that is lost is said
    faults = {
        "measures-dropped": () if is_by_hand else measures_dropped(before, after, former.base, known=ids.count(_LOST)),
        "published-changed": published_changed(
            before, after, former.base, is_reread=_UNREAD.isdisjoint(ids), said=said
        ),
        "id-renamed": () if "id-is-file-name" in ids else id_renamed(before, after),
    }
    file = JsonFile(str(path), text, parse_json(text, str(path)), after.id)
    return [located(check, fault, file, language) for check, some in faults.items() for fault in some]


def removals(
    paths: Sequence[tuple[str, str]], base: str, names: Mapping[str, Sequence[str]], language: str
) -> Iterator[LocatedFinding]:
    """A finding on each snapshot that was removed, given by its id and its file. Of `names` the snapshots that bear
    them now: one that was only renamed was not removed, so that whatever bears its id is another document.
    """
    for name, path in paths:
        bearers = ", ".join(names.get(name, ()))
        values = {"id": name, BASE: base, "bearers": bearers}
        fault = Fault(form="borne" if bearers else "", values=values, excerpt=name)
        yield in_file(CHECK_BY_ID["snapshot-removed"].id, path, fault, language)
