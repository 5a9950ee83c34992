"""The name of a family: what its members have in common, in their own words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from policydiff.model.document import Measure
from policydiff.model.lineage import LineageLink
from policydiff.text.clauses import clauses
from policydiff.text.fold import bare, fold

_LONGEST, _SHORTEST = 30, 4
"""Characters of a name."""


def family_name(measures: Sequence[Measure], links: Iterable[LineageLink]) -> str:
    """The shared words that most members hold, the longest of them; else the name or the beginning of the first."""
    texts = [bare(measure.text) + bare(measure.title or "") for measure in measures]
    pieces = {piece for link in links for shown in link.evidence for piece in _pieces(shown.text)}
    shared = Counter({words: sum(bare(words) in text for text in texts) for words in pieces})
    if shared:
        return min(shared, key=lambda words: (-shared[words], -len(words), words))
    first = measures[0]
    return (first.title or next(iter(_pieces(first.text)), first.text))[:_LONGEST]


def _pieces(text: str) -> list[str]:
    """The clauses of a text that can be a name, as printed."""
    folded = fold(text)
    spans = (folded.span(start, end) for start, end in clauses(folded.text))
    pieces = (text[start:end].strip("，,。；;：:、“”") for start, end in spans)
    return [piece[:_LONGEST] for piece in pieces if len(piece) >= _SHORTEST]
