"""Where the measures of each section went."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policydiff.model.comparison import Link
from policydiff.report.dossier.sides import SideTexts


class Sections:
    """The flow of measures from the sections of the left document to those of the right one."""

    def __init__(self, links: Sequence[Link], left: SideTexts, right: SideTexts) -> None:
        self._left, self._right = left, right
        surest: dict[str, Link] = {}
        for link in links:
            for name in link.left:
                if name not in surest or surest[name].confidence < link.confidence:
                    surest[name] = link
        self.flow = Counter((left.section_of(name), right.section_of(link.right[0])) for name, link in surest.items())
        """Left measures by their section and that of the first right measure of their surest link."""

    def counterpart(self, section: str) -> str | None:
        """The section that takes most of a left section; None where two take as many."""
        targets = Counter({there: count for (here, there), count in self.flow.items() if here == section})
        first, *rest = [*targets.most_common(2), (None, 0)]
        return first[0] if first[1] > rest[0][1] else None

    def moved(self, link: Link) -> Iterator[tuple[str, str]]:
        """The sections, from and to, of measures that went elsewhere than most of their section."""
        for name in dict.fromkeys(self._left.section_of(name) for name in link.left):
            usual = self.counterpart(name)
            there = dict.fromkeys(self._right.section_of(name) for name in link.right)
            if name and usual and usual not in there:
                yield from ((name, other) for other in there if other)
