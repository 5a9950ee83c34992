"""What is to be said of the whole: the headline, counts that add up, what matters most, bodies, words explained."""

from collections.abc import Iterator

from policydiff.report.dossier.parts import LEFT, RIGHT, BodyGroup, BodyRow, Count, Dossier, Side
from policydiff.report.dossier.tables.parts import Cells, Table, lines, table
from policydiff.report.wording import Words

TASKS = ("kept", "lost", "left_out", "kept_right", "gained", "own")
"""What became of a measure of a body: the first three are of the left document, the others of the right one."""
_LEFT_TASKS = TASKS[:3]
_SUMMARY = ("id", "part_name", "name", "words", "count", "total")
_MATTER = ("rank", "name", "why", "evidence", "key", "anchor")
_BODY = ("id", "name", "column_name", "left_all", *_LEFT_TASKS, "right_all", *TASKS[3:])
_TASK = ("body", "name", "document", "measure", "anchor", "task_name", "rows")


class SummaryTables:
    """The tables about the comparison as a whole."""

    def __init__(self, dossier: Dossier, say: Words) -> None:
        self._dossier, self._say = dossier, say
        self._bodies = [
            (f"b{number}", group, row)
            for number, (group, row) in enumerate(((g, row) for g in dossier.bodies for row in g.rows), 1)
        ]

    def first(self) -> Iterator[Table]:
        """The summary and what matters most."""
        say, dossier = self._say, self._dossier
        yield table("summary", say, _SUMMARY, ("part", "facet", "value"), self._summary())
        matters: list[Cells] = [
            {
                "rank": rank,
                "name": one.title,
                "why": one.why,
                "evidence": lines(one.evidence),
                "key": one.target,
                "anchor": one.anchor,
            }
            for rank, one in enumerate(dossier.highlights, 1)
        ]
        yield table("matters", say, _MATTER, (), matters)

    def bodies(self) -> Iterator[Table]:
        """The bodies with their counts, and one row each body and measure."""
        say = self._say
        yield table("bodies", say, _BODY, ("side", "column"), (self._body(*one) for one in self._bodies))
        yield table("tasks", say, _TASK, ("task", "side"), (task for one in self._bodies for task in self._tasks(*one)))

    def glossary(self) -> Table:
        """The words of the report, with their codes."""
        rows: list[Cells] = [
            {
                "id": f"{terms.code}/{term.code}",
                "matter_name": terms.title,
                "name": term.name,
                "meaning": term.meaning,
                "matter": terms.code,
                "code": term.code,
            }
            for terms in self._dossier.glossary
            for term in terms.terms
        ]
        return table("glossary", self._say, ("id", "matter_name", "name", "meaning"), ("matter", "code"), rows)

    def _summary(self) -> Iterator[Cells]:
        dossier = self._dossier
        yield self._said("title", "title", dossier.title)
        yield self._said("headline", "headline", dossier.headline)
        for number, text in enumerate(dossier.minded, 1):
            yield self._said(f"minded-{number}", "minded", text)
        for number, balance in enumerate(dossier.balances, 1):
            total = f"sum-{number}"
            yield self._count(total, "total", balance.total, balance.text, None)
            for place, part in enumerate(balance.parts, 1):
                yield self._count(f"{total}.{place}", "share", part, None, total)
        for number, text in enumerate(dossier.method, 1):
            yield self._said(f"method-{number}", "method", text)

    def _said(self, name: str, part: str, words: str) -> Cells:
        nothing = dict.fromkeys(("name", "count", "total", "facet", "value"))
        return {**nothing, "id": name, "part": part, "part_name": self._say(f"part.{part}"), "words": words}

    def _count(self, name: str, part: str, count: Count, words: str | None, total: str | None) -> Cells:
        return {
            "id": name,
            "part": part,
            "part_name": self._say(f"part.{part}"),
            "name": count.name.strip(),
            "words": words,
            "count": count.count,
            "total": total,
            "facet": count.facet,
            "value": count.value,
        }

    def _body(self, name: str, group: BodyGroup, row: BodyRow) -> Cells:
        counts = {task: len(getattr(row, task)) for task in TASKS}
        return {
            "id": name,
            "name": row.name,
            "column_name": group.title,
            "column": group.column,
            "side": group.side,
            "left_all": sum(counts[task] for task in _LEFT_TASKS),
            "right_all": sum(counts[task] for task in TASKS if task not in _LEFT_TASKS),
            **counts,
        }

    def _tasks(self, name: str, _: BodyGroup, row: BodyRow) -> Iterator[Cells]:
        for task in TASKS:
            side = self._dossier.left if task in _LEFT_TASKS else self._dossier.right
            for measure in getattr(row, task):
                yield self._task(name, row, task, side, measure)

    def _task(self, name: str, row: BodyRow, task: str, side: Side, measure: str) -> Cells:
        return {
            "body": name,
            "name": row.name,
            "document": side.label,
            "measure": measure,
            "anchor": f"{side.label}/{measure}",
            "task": task,
            "task_name": self._say(f"column.{task}"),
            "rows": " ".join(side.rows.get(measure, ())) or None,
            "side": LEFT if side is self._dossier.left else RIGHT,
        }
