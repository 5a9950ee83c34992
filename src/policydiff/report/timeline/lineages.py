"""What a trace found, or all lineages, as a page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policydiff.changes.catalogue import KINDS, SEVERITIES
from policydiff.model.comparison import RELATIONS
from policydiff.model.document import Snapshot
from policydiff.model.lineage import STATUSES, Alone, Family, Lineages, Near, Trace
from policydiff.report.dossier.glossary import terms_of
from policydiff.report.families import contradiction
from policydiff.report.timeline.families import Families
from policydiff.report.timeline.parts import (
    AloneText,
    Balance,
    Chronicle,
    Count,
    DocumentText,
    Pointer,
    Terms,
)
from policydiff.report.timeline.texts import Texts
from policydiff.report.wording import Words, sureness, words

_READ_THROUGH = 3
"""So many families are read one after the other; of more there is an overview first."""


def chronicle_of_trace(found: Trace, snapshots: Sequence[Snapshot], language: str) -> Chronicle:
    """What a trace over these snapshots found, as a page."""
    page = _Page(found, snapshots, language)
    say = page.say
    told = say("timeline.trace.headline", asked=found.asked, families=len(found.families), alone=len(found.alone))
    if len(found.families) == 1 and not found.alone:
        one = found.families[0]
        told = say("timeline.trace.one", name=one.name, measures=len(one.members), documents=len(one.stages))
    elif not found.families and len(found.alone) == 1:
        told = say("lineage.alone", ref=found.alone[0].ref)
    met = {stage.snapshot for family in found.families for stage in family.stages}
    documents = [
        page.document(name, say("timeline.in-trace" if name in met else "timeline.not-in-trace"))
        for name in found.documents
    ]
    return page.chronicle(
        title=say("timeline.trace.title", asked=found.asked),
        headline=told,
        balances=(),
        documents=documents,
        families_title=say("timeline.families", count=len(found.families)),
        is_overview=len(found.families) > _READ_THROUGH,
    )


def chronicle_of_lineages(found: Lineages, snapshots: Sequence[Snapshot], language: str) -> Chronicle:
    """All lineages, or those selected of them, as a page."""
    page = _Page(found, snapshots, language)
    say, summary = page.say, found.summary
    counts = {"families": summary.families, "alone": summary.alone}
    told = say(
        "lineage.head",
        documents=len(found.documents),
        measures=summary.measures,
        gathered=summary.in_families,
        **counts,
    )
    documents = [
        page.document(
            one.id,
            say("lineage.per-document", measures=one.measures, gathered=one.in_families, alone=one.alone),
        )
        for one in found.documents
    ]
    return page.chronicle(
        title=say("timeline.lineages.title"),
        headline=told,
        balances=tuple(_balances(found, say)),
        documents=documents,
        families_title=say("lineage.listed", shown=len(found.families), count=summary.families),
        is_overview=True,
    )


class _Page:
    """What the pages of a trace and of all lineages have in common."""

    def __init__(self, found: Trace | Lineages, snapshots: Sequence[Snapshot], language: str) -> None:
        self.say = words(language)
        self._found, self._language = found, language
        self._texts = Texts(snapshots, self.say, language)
        self._shown = {member.ref for family in found.families for member in family.members}
        self._shown |= {one.ref for one in found.alone}

    def document(self, name: str, told: str) -> DocumentText:
        """A document, and what is told of its measures."""
        return self._texts.document(name, told)

    def chronicle(
        self,
        *,
        title: str,
        headline: str,
        balances: tuple[Balance, ...],
        documents: Sequence[DocumentText],
        families_title: str,
        is_overview: bool,
    ) -> Chronicle:
        """The page with all families and all that is alone."""
        found, say = self._found, self.say
        make = Families(found.families, [one.id for one in documents], self._texts, say)
        families = tuple(map(make.family, found.families))
        return Chronicle(
            language=self._language,
            title=title,
            headline=headline,
            balances=balances,
            documents=tuple(documents),
            statuses=tuple(_statuses(found.families, say)),
            spans=tuple(_spans(found.families, say)),
            families_title=families_title,
            families=families,
            is_overview=is_overview,
            alone_title=say("lineage.alone-list", count=len(found.alone)),
            alone=tuple(map(self._alone, found.alone)),
            glossary=tuple(_glossary(say)),
            method=tuple(say(f"timeline.method.{part}") for part in ("families", "links", "marks", "order")),
            found=found,
        )

    def _alone(self, one: Alone) -> AloneText:
        say = self.say
        return AloneText(
            ref=one.ref,
            anchor=self._texts.anchor(one.ref),
            measure=self._texts.plain(one.ref),
            nearest=tuple(self._near(near, is_first=at == 0) for at, near in enumerate(one.nearest)),
            no_nearest=None if one.nearest else say("lineage.no-nearest"),
            contradictions=tuple(contradiction(other, say) for other in one.contradictions),
        )

    def _near(self, near: Near, *, is_first: bool) -> Pointer:
        """A measure that comes near; the words of the first alone are shown."""
        value = sureness(near.confidence)
        told = {"value": value, "words": self._texts.words(near.ref)}
        return Pointer(
            name=near.ref,
            anchor=self._texts.anchor(near.ref) if near.ref in self._shown else None,
            words=self.say("timeline.near", **told) if is_first else self.say("timeline.near-value", value=value),
        )


def _balances(found: Lineages, say: Words) -> Iterator[Balance]:
    """Measures in families and alone; families by status; families by number of documents."""
    summary = found.summary
    measures = Count(name=say("timeline.measures"), count=summary.measures, facet="place", value="all")
    gathered = Count(name=say("timeline.in-families"), count=summary.in_families, facet="place", value="family")
    alone = Count(name=say("timeline.alone"), count=summary.alone, facet="place", value="alone")
    yield balance(measures, (gathered, alone), "measures", say)
    families = Count(name=say("timeline.all-families"), count=summary.families, facet="status", value="all")
    by_status = {"firm": summary.firm, "loose": summary.loose}
    yield balance(families, tuple(_status(name, count, say) for name, count in by_status.items()), "families", say)
    spans = tuple(_span(int(size), count, say) for size, count in summary.by_documents.items())
    if spans:
        yield balance(families, spans, "families", say)


def balance(total: Count, parts: tuple[Count, ...], unit: str, say: Words) -> Balance:
    """A sum in words; what is counted (measures, families, lines) has a manner of being counted."""
    key = f"timeline.count.{unit}"
    told = say("plus").join(say(key, count=one.count, name=one.name) for one in parts if one.count)
    text = say("sum", total=say(key, count=total.count, name=total.name), parts=told or "0")
    return Balance(total=total, parts=parts, text=text)


def _status(name: str, count: int, say: Words) -> Count:
    return Count(name=say(f"lineage.status.{name}"), count=count, facet="status", value=name)


def _span(size: int, count: int, say: Words) -> Count:
    return Count(name=say("timeline.span", documents=size), count=count, facet="documents", value=str(size))


def _statuses(families: Iterable[Family], say: Words) -> Iterator[Count]:
    counted = Counter(family.status for family in families)
    yield from (_status(name, counted[name], say) for name in STATUSES if counted[name])


def _spans(families: Iterable[Family], say: Words) -> Iterator[Count]:
    counted = Counter(len(family.stages) for family in families)
    yield from (_span(size, counted[size], say) for size in sorted(counted))


def _glossary(say: Words) -> Iterator[Terms]:
    yield terms_of("lineage.status", STATUSES, say)
    yield terms_of("relation", RELATIONS, say)
    yield terms_of("kind", KINDS, say)
    yield terms_of("severity", tuple(reversed(SEVERITIES)), say)
