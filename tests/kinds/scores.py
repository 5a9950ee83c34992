"""How well the changes that were found answer the expected ones: in total, by kind and by rule."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.kinds.judge import Expected, Found, Verdict, judge

TOTAL = "total"


@dataclass(slots=True)
class Scores:
    """Counts of verdicts by kind, of rules, and the answers to show."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    extras: Counter[str] = field(default_factory=Counter)
    cases: int = 0
    clean: int = 0

    def add(self, expected: Sequence[Expected], found: Sequence[Found], allowed: Iterable[str] = ()) -> list[Verdict]:
        """Count a case; changes of the kinds that are `allowed` besides are no extras."""
        verdicts, extra = judge(expected, found)
        extra = [one for one in extra if one.kind not in tuple(allowed)]
        self.cases += 1
        self.clean += not extra and all(verdict.right for verdict in verdicts)
        for verdict in verdicts:
            for name in (verdict.expected.kind, TOTAL):
                self._count(name, verdict)
            self._count_rule(verdict)
        for one in extra:
            self.extras[one.kind] += 1
            self.rules.setdefault(one.rule, Counter())["false"] += 1
        return verdicts

    def share(self, what: str, name: str = TOTAL) -> float:
        """The share of the expected changes of a kind that have this; 1.0 where none is expected."""
        counts = self.counts.get(name, Counter())
        wanted = counts["directed" if what == "direction" else "expected"]
        return counts[what] / wanted if wanted else 1.0

    def extra_share(self) -> float:
        """The share of all changes found that nobody expected."""
        found = self.counts.get(TOTAL, Counter())["answered"] + self.extras.total()
        return self.extras.total() / found if found else 0.0

    def precision(self, rule: str) -> float | None:
        """How many of a rule's findings were expected of this rule; None where it found nothing."""
        counts = self.rules.get(rule, Counter())
        found = counts["hit"] + counts["false"]
        return counts["hit"] / found if found else None

    def recall(self, rule: str) -> float | None:
        """How many of the changes that this rule must find it found; None where there are none."""
        counts = self.rules.get(rule, Counter())
        return counts["found"] / counts["expected"] if counts["expected"] else None

    def _count(self, name: str, verdict: Verdict) -> None:
        counts = self.counts.setdefault(name, Counter())
        counts["expected"] += 1
        counts["directed"] += bool(verdict.expected.directions)
        counts["answered"] += verdict.found is not None
        counts["detected"] += verdict.detected
        counts["kind"] += verdict.right_kind
        counts["direction"] += verdict.right_direction and bool(verdict.expected.directions)
        counts["words"] += verdict.right_words
        counts["count"] += verdict.right_count

    def _count_rule(self, verdict: Verdict) -> None:
        """A rule is right for its kind and direction; where two directions are right, it is not asked for either."""
        expected, found = verdict.expected, verdict.found
        if len(expected.directions) == 1:
            counts = self.rules.setdefault(f"{expected.kind}-{expected.direction}", Counter())
            counts["expected"] += 1
            counts["found"] += verdict.right_direction
        if found:
            self.rules.setdefault(found.rule, Counter())["hit" if verdict.right_direction else "false"] += 1


def rows(scores: Scores) -> list[str]:
    """The tables: by kind, then by rule."""
    lines = [f"{'':12}{'expected':>9}{'detected':>9}{'kind':>7}{'direction':>10}{'words':>7}{'count':>7}{'extras':>7}"]
    for name in (*sorted(scores.counts.keys() - {TOTAL}), TOTAL):
        shares = [scores.share(what, name) for what in ("detected", "kind", "direction", "words", "count")]
        extras = scores.extras.total() if name == TOTAL else scores.extras[name]
        lines.append(
            f"{name:12}{scores.counts[name]['expected']:9}{shares[0]:9.3f}{shares[1]:7.3f}{shares[2]:10.3f}"
            f"{shares[3]:7.3f}{shares[4]:7.3f}{extras:7}"
        )
    odd = {kind: count for kind, count in sorted(scores.extras.items()) if kind not in scores.counts}
    lines += [
        f"false extras {scores.extra_share():.3f} of all changes found; of kinds that were never expected: {odd or 'none'}",
        f"cases wholly right {scores.clean}/{scores.cases}",
        "",
        f"{'rule':26}{'precision':>10}{'recall':>8}{'expected':>9}",
    ]
    for rule in sorted(scores.rules):
        shown = ["-" if value is None else f"{value:.3f}" for value in (scores.precision(rule), scores.recall(rule))]
        lines.append(f"{rule:26}{shown[0]:>10}{shown[1]:>8}{scores.rules[rule]['expected']:9}")
    return lines
