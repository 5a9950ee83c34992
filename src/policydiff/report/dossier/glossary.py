"""What the words of a report mean."""

from collections.abc import Iterable, Iterator

from policydiff.changes.catalogue import KINDS, SEVERITIES
from policydiff.model.comparison import APPLICABILITIES, NOT_MEANT, RELATIONS, UPTAKES, Comparison
from policydiff.report.dossier.parts import Term, Terms
from policydiff.report.headline import uptake_name
from policydiff.report.wording import Words

_MATTERS = (
    ("relation", RELATIONS),
    ("kind", KINDS),
    ("severity", tuple(reversed(SEVERITIES))),
    ("uptake", UPTAKES),
    ("applicability", APPLICABILITIES),
)


def glossary(comparison: Comparison, say: Words) -> Iterator[Terms]:
    """Relations and kinds with their meanings; uptake and applicability where they were judged."""
    for matter, codes in _MATTERS:
        if matter == "applicability" and not comparison.summary.applicability:
            continue
        yield _uptakes(comparison, say) if matter == "uptake" else terms_of(matter, codes, say)


def _uptakes(comparison: Comparison, say: Words) -> Terms:
    """What became of a measure; of two editions of one document nothing is taken up."""
    if comparison.left.id != comparison.right.id:
        return terms_of("uptake", UPTAKES, say)
    codes = tuple(code for code in UPTAKES if code != NOT_MEANT)
    terms = tuple(
        Term(code=code, name=uptake_name(code, comparison, say), meaning=say(f"meaning.uptake.{code}.same"))
        for code in codes
    )
    return Terms(code="uptake", title=say("glossary.uptake.same"), terms=terms)


def terms_of(matter: str, codes: Iterable[str], say: Words) -> Terms:
    """The words of a matter, each with its meaning."""
    terms = tuple(
        Term(code=code, name=say(f"{matter}.{code}"), meaning=say(f"meaning.{matter}.{code}")) for code in codes
    )
    return Terms(code=matter, title=say(f"glossary.{matter}"), terms=terms)


def method(comparison: Comparison, say: Words) -> Iterator[str]:
    """How links, changes, applicability and the list of what matters most came about."""
    decided = sum(link.decision is not None for link in comparison.links)
    yield say("method.links", links=len(comparison.links), decided=decided)
    if comparison.embeddings:
        yield say("method.embeddings", model=comparison.embeddings)
    yield say("method.changes", profile=say(f"profile.{comparison.profile}"))
    if comparison.summary.applicability:
        yield say("method.applicability")
    yield say("method.matters")
    yield say("method.lossless")
