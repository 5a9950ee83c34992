"""The measures of a family, each with where it comes from and what speaks for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policydiff.changes.catalogue import REACH, SEVERITIES
from policydiff.model.comparison import Change, Evidence, Link
from policydiff.model.decision import DECISION
from policydiff.model.lineage import LINK, LOOSE, THEME, Family, LineageLink, Member, Stage, Where, ref
from policydiff.report.decided import said
from policydiff.report.dossier.parts import Note
from policydiff.report.dossier.rows import note_of
from policydiff.report.timeline.parts import MemberText, Origin, Pointer
from policydiff.report.timeline.texts import Marked, Texts
from policydiff.report.wording import Words, sureness

_SHARED = 8
"""Shared words that are shown, the longest first; the JSON has all."""


class Members:
    """Makes the members of families; each measure has its anchor in the first family of the page that it is in."""

    def __init__(self, families: Sequence[Family], texts: Texts, say: Words) -> None:
        self._texts, self._say = texts, say
        self._homes: dict[str, str] = {}
        for family in families:
            for member in family.members:
                self._homes.setdefault(member.ref, family.id)
        self._names = {family.id: family.name for family in families}

    def pointer(self, name: str, words: str = "") -> Pointer:
        """A measure that is named."""
        return Pointer(name=name, anchor=self._texts.anchor(name) if name in self._homes else None, words=words)

    def of_stage(self, stage: Stage, family: Family) -> Iterator[MemberText]:
        """The members of a family in a document."""
        members = {member.ref: member for member in family.members}
        told = [family.links[at] for at in stage.comes_from]
        others = [family.links[at] for at in stage.other_links]
        for name in stage.members:
            mine = [[link for link in links if members[name].node in link.rights] for links in (told, others)]
            yield self._member(members[name], family.id, mine[0], mine[1], members)

    def _member(
        self,
        member: Member,
        family: str,
        told: Sequence[LineageLink],
        others: Sequence[LineageLink],
        members: Mapping[str, Member],
    ) -> MemberText:
        say = self._say
        marked = [self._marked(link) for link in told]
        single = marked[0] if len(marked) == 1 and told[0].standing == LINK else None
        shown = single and (single.inline or single.after.get(member.measure))
        return MemberText(
            ref=member.ref,
            anchor=self._texts.anchor(member.ref) if self._homes[member.ref] == family else None,
            measure=shown or self._texts.plain(member.ref),
            marked=say("timeline.marked", left=_lefts(told[0])) if single and told[0].changes else None,
            status=member.status,
            status_name=say(f"lineage.status.{member.status}"),
            loose=self._loose(member),
            where=say("lineage.where", where=self._where(member.where)),
            also_in=tuple(self._family(name) for name in member.also_in),
            origins=tuple(self._origin(link, one, member, members) for link, one in zip(told, marked, strict=True)),
            others=tuple(self._other(link) for link in others),
            first=None if told or others else say("lineage.first"),
        )

    def _loose(self, member: Member) -> str | None:
        if member.status != LOOSE:
            return None
        return self._say("lineage.loose-member", value=sureness(member.confidence))

    def _family(self, name: str) -> Pointer:
        known = name in self._names
        return Pointer(name=name, anchor=f"family-{name}" if known else None, words=self._names.get(name, ""))

    def _other(self, link: LineageLink) -> Pointer:
        """A link that is not told as the history of a measure: its first left measure stands for all."""
        how = self._say("timeline.other", relation=self._relation(link), value=sureness(link.confidence))
        anchor = self.pointer(ref(link.lefts[0])).anchor
        return Pointer(name=_lefts(link), anchor=anchor, words=how)

    def _relation(self, link: LineageLink) -> str:
        return self._say(f"relation.{link.relation}")

    def _marked(self, link: LineageLink) -> Marked:
        one = Link(
            left=link.left,
            right=link.right,
            relation=link.relation,
            confidence=link.confidence,
            changes=link.changes,
        )
        return self._texts.marked(one, link.left_snapshot, link.right_snapshot)

    def _origin(self, link: LineageLink, marked: Marked, member: Member, members: Mapping[str, Member]) -> Origin:
        say = self._say
        key = "timeline.theme" if link.standing == THEME else "timeline.link"
        is_decided = link.decided_by == DECISION and link.decision is not None
        both = marked.inline is None and link.standing == LINK
        return Origin(
            lefts=tuple(self.pointer(ref(node)) for node in link.lefts),
            standing=link.standing,
            relation=link.relation,
            how=say(key, relation=self._relation(link), value=sureness(link.confidence)),
            confidence=link.confidence,
            decided=said(link.decision, say) if is_decided and link.decision else None,
            moved=self._moved(link, member, members),
            notes=tuple(notes_of(link.changes, member.measure, say)),
            verdict=self._verdict(link),
            shared=_longest(link.evidence),
            before=marked.before if both else (),
            after=marked.after.get(member.measure) if both else None,
        )

    def _moved(self, link: LineageLink, member: Member, members: Mapping[str, Member]) -> str | None:
        """Where it applied and applies, if that differs and no change says so."""
        if any(change.kind == REACH and change.right in (member.measure, "") for change in link.changes):
            return None
        befores = (members[name] for name in map(ref, link.lefts) if name in members)
        told = [
            self._say("lineage.where.changed", before=self._where(one.where), after=self._where(member.where))
            for one in befores
            if one.where != member.where
        ]
        return self._say("list-and").join(dict.fromkeys(told)) or None

    def _where(self, where: Where) -> str:
        kind = self._say(f"lineage.where.{where.kind}")
        return self._say("lineage.where.words", kind=kind, words=where.ground.text) if where.ground else kind

    def _verdict(self, link: LineageLink) -> str | None:
        if not link.changes and link.standing == LINK:
            return self._say("lineage.same")
        return None if link.evidence else self._say("lineage.no-shared")


def notes_of(changes: Iterable[Change], measure: str, say: Words) -> Iterator[Note]:
    """The changes that lead to a measure, the most severe first."""
    mine = [change for change in changes if change.right in (measure, "")]
    for change in sorted(mine, key=lambda change: -SEVERITIES.index(change.severity)):
        yield note_of(change, say)


def _longest(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sorted((one.text for one in evidence), key=len, reverse=True)))[:_SHARED]


def _lefts(link: LineageLink) -> str:
    return f"{link.left_snapshot}#{'+'.join(link.left)}"
