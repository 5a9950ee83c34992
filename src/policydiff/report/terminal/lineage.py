"""Families of measures on a terminal: a timeline each, and the list of all."""

from collections.abc import Iterable, Iterator, Sequence

from policydiff.changes.catalogue import SEVERITIES
from policydiff.model.decision import DECISION
from policydiff.model.lineage import (
    FIRM,
    LINK,
    LOOSE,
    THEME,
    Alone,
    Family,
    LineageLink,
    Lineages,
    Member,
    Stage,
    Trace,
    Where,
)
from policydiff.report.decided import said
from policydiff.report.families import WHERE, contradiction, gap_text, paths
from policydiff.report.sentences import sentence
from policydiff.report.terminal.lines import fit, plain, width, wrap
from policydiff.report.view import SAME, Segment
from policydiff.report.wording import Words, sureness, words

_MARKS = {"error": "!!", "warning": "!", "info": " "}
_INDENT = 4
_LINES = 3
"""Lines of a text that are shown where it is not wanted in full."""


def trace_as_text(trace: Trace, language: str, *, columns: int = 100, full: bool = False) -> str:
    """The timelines of a trace for a terminal of `columns`."""
    return "\n".join(_Page(words(language), columns, full=full).trace(trace)) + "\n"


def lineages_as_text(found: Lineages, language: str, *, columns: int = 100) -> str:
    """All families, one or two lines each, and the measures without one."""
    return "\n".join(_Page(words(language), columns, full=False).lineages(found)) + "\n"


class _Page:
    """A terminal page: its words and its width."""

    def __init__(self, say: Words, columns: int, *, full: bool) -> None:
        self._say = say
        self._columns = max(40, columns)
        self._full = full

    def trace(self, trace: Trace) -> Iterator[str]:
        """The families one after the other, then what has none."""
        if len(trace.families) > 1:
            yield from self._wrapped(self._say("lineage.several", count=len(trace.families)))
            yield ""
        for at, family in enumerate(trace.families):
            if at:
                yield ""
            yield from self.family(family)
        for at, one in enumerate(trace.alone):
            if at or trace.families:
                yield ""
            yield from self._alone(one)

    def family(self, family: Family) -> Iterator[str]:
        """A family as a timeline: a stage a document, then gaps and contradictions."""
        yield from self._wrapped(
            self._say(
                "lineage.family",
                name=family.name,
                id=family.id,
                status=self._say(f"lineage.status.{family.status}"),
                measures=len(family.members),
                documents=len(family.stages),
            )
        )
        yield from self._paths(family)
        members = {member.ref: member for member in family.members}
        for stage in family.stages:
            yield ""
            yield from self._stage(stage, members, family.links)
        if family.gaps:
            yield ""
            for gap in family.gaps:
                yield from self._wrapped(gap_text(gap, self._say, self._short))
        if family.contradictions:
            yield ""
            yield from self._wrapped(self._say("lineage.contradictions"))
            for one in family.contradictions:
                yield from self._wrapped(contradiction(one, self._say), _INDENT)

    def _paths(self, family: Family) -> Iterator[str]:
        """In a line each: where it applies, for whom, and how strongly it is put, from stage to stage."""
        say, arrow = self._say, self._say("comparison.arrow")
        for code, path in paths(family):
            if code == WHERE:
                shown = say("lineage.path.where", path=arrow.join(say(f"lineage.where.{kind}") for kind in path))
            else:
                value = arrow.join(f"“{self._short(words)}”" for words in path)
                shown = say("fact", name=say(f"kind.{code}"), value=value)
            yield from self._wrapped(shown, 2)

    def _stage(self, stage: Stage, members: dict[str, Member], links: Sequence[LineageLink]) -> Iterator[str]:
        say = self._say
        yield from self._wrapped(say("lineage.document", id=stage.snapshot, title=stage.title))
        number, day = stage.document_number, stage.issued
        facts = (
            say("lineage.number", number=number) if number else say("lineage.no-number"),
            say("lineage.issued", day=day) if day else say("lineage.no-day"),
        )
        yield from self._wrapped(say("list-and").join(facts), 2)
        told = [links[at] for at in stage.comes_from]
        others = [links[at] for at in stage.other_links]
        for name in stage.members:
            yield from self._member(members[name])
            node = members[name].node
            mine = [link for link in told if node in link.rights]
            for link in mine:
                yield from self._link(link, members[name], members)
            rest = [link for link in others if node in link.rights]
            if rest:
                shown = [
                    say("lineage.also-link", left=_lefts(link), relation=self._relation(link), value=_sure(link))
                    for link in rest
                ]
                yield from self._wrapped(say("lineage.also", links=say("list-and").join(shown)), _INDENT + 2)
            if not mine and not rest:
                yield from self._wrapped(say("lineage.first"), _INDENT + 2)

    def _member(self, member: Member) -> Iterator[str]:
        say = self._say
        label = f"  {plain(member.number)}  "
        text = say("fact", name=member.title, value=member.text) if member.title else member.text
        lines = self._wrap(text, self._columns - width(label))
        if not self._full and len(lines) > _LINES:
            lines = [*lines[: _LINES - 1], fit(lines[_LINES - 1] + lines[_LINES], self._columns - width(label))]
        for at, line in enumerate(lines):
            yield (label if at == 0 else " " * width(label)) + line
        yield from self._wrapped(say("lineage.where", where=self._where(member.where)), _INDENT)
        if member.status == LOOSE:
            yield from self._wrapped(say("lineage.loose-member", value=sureness(member.confidence)), _INDENT)
        if member.also_in:
            yield from self._wrapped(say("lineage.also-in", ids=say("list-and").join(member.also_in)), _INDENT)

    def _link(self, link: LineageLink, member: Member, members: dict[str, Member]) -> Iterator[str]:
        say = self._say
        key = "lineage.comes-from.theme" if link.standing == THEME else "lineage.comes-from"
        yield from self._wrapped(say(key, left=_lefts(link), relation=self._relation(link), value=_sure(link)), _INDENT)
        if link.decided_by == DECISION and link.decision:
            yield from self._wrapped(said(link.decision, say), _INDENT + 2)
        shared = dict.fromkeys(shown.text for shown in link.evidence)
        if not link.changes and link.standing == LINK:
            yield from self._wrapped(say("lineage.same"), _INDENT + 2)
        elif shared:
            quoted = say("list-and").join(f"“{self._short(text)}”" for text in shared)
            yield from self._wrapped(say("lineage.shared", words=quoted), _INDENT + 2)
        else:
            yield from self._wrapped(say("lineage.no-shared"), _INDENT + 2)
        for before in (members[name] for name in map(_ref_of, link.lefts) if name in members):
            if before.where != member.where:
                moved = {"before": self._where(before.where), "after": self._where(member.where)}
                yield from self._wrapped(say("lineage.where.changed", **moved), _INDENT + 2)
        changes = [change for change in link.changes if change.right in (member.measure, "")]
        for change in sorted(changes, key=lambda change: -SEVERITIES.index(change.severity)):
            mark = _MARKS[change.severity]
            head = f"{mark:<2} {say(f'kind.{change.kind}')}  "
            yield from self._wrapped(head + sentence(change, say, whole=self._full), _INDENT + 2)

    def _where(self, where: Where) -> str:
        kind = self._say(f"lineage.where.{where.kind}")
        if where.ground is None:
            return kind
        return self._say("lineage.where.words", kind=kind, words=self._short(where.ground.text))

    def _relation(self, link: LineageLink) -> str:
        return self._say(f"relation.{link.relation}")

    def _alone(self, one: Alone) -> Iterator[str]:
        say = self._say
        yield from self._wrapped(say("lineage.alone", ref=one.ref))
        text = say("fact", name=one.title, value=one.text) if one.title else one.text
        yield from self._wrapped(text if self._full else fit(text, 2 * self._columns), _INDENT)
        if one.nearest:
            near = [say("lineage.near", ref=near.ref, value=sureness(near.confidence)) for near in one.nearest]
            yield from self._wrapped(say("lineage.nearest", measures=say("list-and").join(near)), _INDENT)
        else:
            yield from self._wrapped(say("lineage.no-nearest"), _INDENT)
        for found in one.contradictions:
            yield from self._wrapped(contradiction(found, self._say), _INDENT)

    def lineages(self, found: Lineages) -> Iterator[str]:
        """Totals that add up, a line or two a family, and the measures alone."""
        say, summary = self._say, found.summary
        counts = {"families": summary.families, "alone": summary.alone, "shared": summary.shared}
        yield from self._wrapped(
            say(
                "lineage.head",
                documents=len(found.documents),
                measures=summary.measures,
                gathered=summary.in_families,
                **counts,
            )
        )
        yield from self._wrapped(say("lineage.sum", firm=summary.firm, loose=summary.loose, **counts), 2)
        parts = [say("lineage.spanning", count=count, documents=size) for size, count in summary.by_documents.items()]
        if parts:
            yield from self._wrapped(say("lineage.by-documents", parts=say("plus").join(parts), **counts), 2)
        yield ""
        for document in found.documents:
            yield from self._wrapped(say("lineage.document", id=document.id, title=document.title))
            values = {"measures": document.measures, "gathered": document.in_families, "alone": document.alone}
            yield from self._wrapped(say("lineage.per-document", **values), _INDENT)
        yield ""
        yield from self._wrapped(say("lineage.listed", shown=len(found.families), count=summary.families))
        for family in found.families:
            yield from self._line(family)
        yield ""
        yield from self._wrapped(say("lineage.alone-list", count=summary.alone))
        for one in found.alone:
            lead = f"  {plain(one.ref)}  "
            yield lead + fit(one.title or one.text, max(20, self._columns - width(lead)))

    def _line(self, family: Family) -> Iterator[str]:
        status = self._say(f"lineage.status.{family.status}")
        yield from self._wrapped(
            self._say("lineage.line", status=status, documents=len(family.stages), name=family.name), 2
        )
        refs = [member.ref if member.status == FIRM else f"{member.ref}?" for member in family.members]
        yield from self._wrapped("  ".join(refs), 2 + _INDENT)

    def _short(self, text: str) -> str:
        return text if self._full else fit(text, 40)

    def _wrap(self, text: str, columns: int) -> list[str]:
        return wrap([Segment(text, SAME)], max(20, columns), colour=False)

    def _wrapped(self, text: str, indent: int = 0) -> Iterable[str]:
        return (" " * indent + line for line in self._wrap(text, self._columns - indent))


def _ref_of(node: tuple[str, str]) -> str:
    return f"{node[0]}#{node[1]}"


def _lefts(link: LineageLink) -> str:
    return f"{link.left_snapshot}#{'+'.join(link.left)}"


def _sure(link: LineageLink) -> str:
    return sureness(link.confidence)
