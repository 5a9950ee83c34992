"""Print how the families that are found agree with the labelled ones: python -m tests.lineage [LABELS]."""

import sys
from pathlib import Path

from policydiff.corpus import Corpus
from policydiff.workflows.trace import lineages
from tests.conftest import SNAPSHOTS
from tests.lineage.score import family_score, labelled_families, linked_families, score, traces


def main() -> None:
    """Score against a file of labels, or against the labelled links."""
    labelled = labelled_families(Path(sys.argv[1])) if len(sys.argv) > 1 else linked_families()
    traced = traces([member.node for member in family.members] for family in lineages(Corpus(SNAPSHOTS)).families)
    for family in labelled:
        one = family_score(family, labelled, traced)
        shown = sorted("#".join(node) for node in frozenset().union(*map(traced, family.sure)) | frozenset())
        print(f"{one.found:3}/{one.due:<3} {one.right:3}/{one.shown:<3} {family.status:5} {family.name}")
        missed = sorted("#".join(node) for node in family.sure if "#".join(node) not in shown)
        wrong = sorted(set(shown) - {"#".join(node) for node in family.sure | family.unsure})
        print("        missed", *missed, "| beside", *wrong)
    for status in ("firm", "loose"):
        total = score(labelled, traced, status)
        print(f"{status}: found {total.recall:.3f} of {total.due}, right {total.precision:.3f} of {total.shown}")


if __name__ == "__main__":
    main()
