"""Running the checks over one snapshot."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policydiff.check.catalogue import CHECK_BY_ID, CHECKS
from policydiff.check.causes import by_cause, one_a_column, without_echoes
from policydiff.check.edit import Edit
from policydiff.check.fault import Fault
from policydiff.check.found import Found
from policydiff.check.subject import Subject
from policydiff.model.finding import FILE

_MOST = 50
"""So many edits of one kind are told; of the others how many there are."""
_RANK = {check.id: at for at, check in enumerate(CHECKS)}


def check_snapshot(subject: Subject) -> list[Found]:
    """All faults of a snapshot in the order of the catalogue, one for each cause."""
    found = [Found(check, fault) for check in CHECKS if check.find for fault in check.find(subject)]
    if subject.rereading and subject.again:
        in_file = [one for one in found if one.check.scope == FILE]
        in_content = [one for one in found if one.check.scope != FILE]
        caused = by_cause(in_content, _read(replace(subject, snapshot=subject.again)), subject.rereading)
        found = [*in_file, *one_a_column(caused.found), *_edits(caused.edits)]
    return sorted(without_echoes(found), key=lambda one: _RANK[one.check.id])


def _read(subject: Subject) -> list[Found]:
    """What is found on the source read again."""
    looks = [check for check in CHECKS if check.find and check.scope != FILE]
    return [Found(check, fault) for check in looks if check.find for fault in check.find(subject)]


def _edits(edits: Sequence[Edit]) -> Iterator[Found]:
    """The findings on edits that nothing says better."""
    for name in dict.fromkeys(edit.check for edit in edits):
        faults = [edit.fault for edit in edits if edit.check == name]
        more = len(faults) - _MOST
        if more > 1:
            faults = [*faults[:_MOST], Fault(form="more", values={"count": more}, place=faults[_MOST].place)]
        yield from (Found(CHECK_BY_ID[name], fault) for fault in faults)
