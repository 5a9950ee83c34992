"""Edits of a snapshot as people and readers make them, each with a mark of its own that can be looked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from policydiff.model.document import Finding, Location, Measure, Note, Reader, Responsibility, Snapshot

MARK = "〔{}{}〕"


def small(snapshot: Snapshot, count: int = 9) -> Snapshot:
    """The first measures of a snapshot, with the sections they stand in, a note and a finding."""
    measures = snapshot.measures[:count]
    used = {measure.section for measure in measures}
    return replace(
        snapshot,
        measures=measures,
        sections=tuple(section for section in snapshot.sections if section.id in used),
        notes=(Note(text="本表所列举措由各部门落实。", measures=(measures[2].id,)),),
        findings=(
            Finding(id="cell-empty", severity="warning", message="empty", measure=measures[4].id, field="reach"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit; `at` is the id of a measure, and means nothing where the edit is of the document."""

    kind: str
    at: str
    mark: str


KINDS = ("text", "responsibility", "remark", "delete", "append", "insert", "title", "alias", "note", "read", "move")


def edits(side: str, ids: Sequence[str], kinds: Sequence[str] = KINDS) -> st.SearchStrategy[list[Edit]]:
    """Up to four edits of one side."""
    one = st.tuples(st.sampled_from(kinds), st.sampled_from(ids))
    return st.lists(one, max_size=4).map(
        lambda made: [Edit(kind, at, MARK.format(side, number)) for number, (kind, at) in enumerate(made)]
    )


def edited(snapshot: Snapshot, made: Sequence[Edit]) -> Snapshot:
    """The snapshot after these edits; one of a measure that is gone does nothing."""
    for edit in made:
        snapshot = _edited(snapshot, edit)
    return snapshot


def changed(snapshot: Snapshot, name: str, **values: object) -> Snapshot:
    """The snapshot with other cells of one measure."""
    return replace(
        snapshot,
        measures=tuple(replace(one, **values) if one.id == name else one for one in snapshot.measures),  # type: ignore[arg-type]
    )


def without(snapshot: Snapshot, *names: str) -> Snapshot:
    return replace(snapshot, measures=tuple(one for one in snapshot.measures if one.id not in names))


def new_measure(number: int, words: str, section: str | None = None) -> Measure:
    name = str(number)
    return Measure(id=name, number=name, section=section, text=words, location=Location(lines=(900, 901)))


def inserted(snapshot: Snapshot, at: int, words: str) -> Snapshot:
    """A measure put in at a place, and all numbered again in their order, with what refers to them."""
    before, behind = snapshot.measures[:at], snapshot.measures[at:]
    every = (*before, new_measure(0, words, before[-1].section if before else None), *behind)
    now = {one.id: str(number) for number, one in enumerate(every, 1)}
    return replace(
        snapshot,
        measures=tuple(replace(one, id=now[one.id], number=now[one.id]) for one in every),
        notes=tuple(
            replace(one, measures=tuple(now.get(name, name) for name in one.measures)) for one in snapshot.notes
        ),
        findings=tuple(replace(one, measure=now.get(one.measure or "", one.measure)) for one in snapshot.findings),
    )


def read_anew(snapshot: Snapshot, mark: str) -> Snapshot:
    """The snapshot by a newer reader: other lines, another finding."""
    return replace(
        snapshot,
        source=replace(snapshot.source, reader=Reader(name="text", version=f"9.{sum(map(ord, mark))}")),
        measures=tuple(
            replace(one, location=Location(lines=(one.location.lines[0] + 7, one.location.lines[1] + 7)))
            for one in snapshot.measures
        ),
        findings=(*snapshot.findings, Finding(id="unplaced", severity="info", message=mark)),
    )


def _edited(snapshot: Snapshot, edit: Edit) -> Snapshot:
    mark, last = edit.mark, snapshot.measures[-1]
    place = next((at for at, one in enumerate(snapshot.measures) if one.id == edit.at), None)
    made: dict[str, Callable[[], Snapshot]] = {
        "append": lambda: _appended(snapshot, f"支持开展全新事项{mark}。", last.section),
        "insert": lambda: inserted(snapshot, place or 0, f"鼓励另行探索{mark}的做法。"),
        "title": lambda: replace(snapshot, title=snapshot.title + mark),
        "alias": lambda: replace(snapshot, aliases=(*snapshot.aliases, f"alias-{ord(mark[1])}{mark[2:-1]}")),
        "note": lambda: replace(snapshot, notes=(*snapshot.notes, Note(text=mark))),
        "read": lambda: read_anew(snapshot, mark),
    }
    if edit.kind in made:
        return made[edit.kind]()
    return snapshot if place is None else _edited_measure(snapshot, snapshot.measures[place], edit)


def _appended(snapshot: Snapshot, words: str, section: str | None) -> Snapshot:
    number = max(int(one.id) for one in snapshot.measures) + 1
    return replace(snapshot, measures=(*snapshot.measures, new_measure(number, words, section)))


def _edited_measure(snapshot: Snapshot, one: Measure, edit: Edit) -> Snapshot:
    if edit.kind == "move":
        return replace(snapshot, measures=(*without(snapshot, one.id).measures, one))
    if edit.kind == "delete":
        return without(snapshot, one.id) if len(snapshot.measures) > 1 else snapshot
    cells: dict[str, object] = {
        "text": one.text + edit.mark,
        "responsibility": Responsibility(raw=(one.printed("responsibility") or "") + edit.mark),
        "remark": (one.remark or "") + edit.mark,
    }
    return changed(snapshot, one.id, **{edit.kind: cells[edit.kind]})
