"""Error rates of the rules, as the table that `docs/method/figures.md` carries; `python -m tests.kinds.rates` writes it there."""

from collections import Counter
from functools import cache

from policydiff.changes.catalogue import RULES, TEXT_KINDS
from policydiff.corpus import Corpus
from tests.conftest import ROOT, SNAPSHOTS
from tests.kinds.generator import cases
from tests.kinds.pairs import FIELDS, HELD_OUT, PAIRS, load
from tests.kinds.scores import Scores
from tests.kinds.table import measured

PAGE = ROOT / "docs" / "method" / "figures.md"
BEGIN, END = "<!-- error rates -->\n", "<!-- end of error rates -->"
SEEDS, NUMBER = (1, 2), 1000
LEAST = 0.9
"""Precision below which no rule may be a warning or worse."""


@cache
def scored() -> Scores:
    """Scores over mutated real texts of several seeds and the pairs made by hand."""
    snapshots = [entry.load() for entry in Corpus(SNAPSHOTS).entries]
    some = [case for seed in SEEDS for case in cases(snapshots, NUMBER, seed)]
    return measured([*some, *load(PAIRS), *load(HELD_OUT), *load(FIELDS)])[0]


def rates_table() -> str:
    """A row a rule of the text: how often it is right, and how often it is found where it is due."""
    scores = scored()
    lines = ["| rule | found | of these right | expected | of these found |\n", "|---|---|---|---|---|\n"]
    for rule in RULES:
        if rule.kind in TEXT_KINDS:
            counts = scores.rules.get(rule.id, Counter())
            found_right = (scores.precision(rule.id), scores.recall(rule.id))
            right, there = ("–" if share is None else f"{share:.3f}" for share in found_right)
            found = counts.get("hit", 0) + counts.get("false", 0)
            lines.append(f"| `{rule.id}` | {found} | {right} | {counts.get('expected', 0)} | {there} |\n")
    shares = {what: scores.share(what) for what in ("detected", "kind", "direction", "words")}
    said = ", ".join(f"{what} {share:.3f}" for what, share in shares.items())
    return (
        "".join(lines)
        + f"\nOf all expected changes: {said}. Of all found, {scores.extra_share():.3f} nobody expected.\n"
    )


def kept_table(page: str) -> str:
    """The table that a page carries."""
    return page.split(BEGIN)[1].split(END, maxsplit=1)[0]


if __name__ == "__main__":
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(before + BEGIN + rates_table() + END + rest.split(END)[1], "utf-8")
