"""The published error rates are true, and no rule that is often wrong is a warning."""

from policydiff.changes.catalogue import RULES, SEVERITIES, TEXT_KINDS
from tests.kinds.rates import LEAST, PAGE, kept_table, rates_table, scored


def test_the_docs_carry_the_rates() -> None:
    assert kept_table(PAGE.read_text("utf-8")) == rates_table()


def test_no_warning_is_often_wrong() -> None:
    scores = scored()
    wrong = {
        rule.id: scores.precision(rule.id) for rule in RULES if rule.kind in TEXT_KINDS and _warns(rule.severities)
    }
    assert {name: share for name, share in wrong.items() if share is None or share < LEAST} == {}


def _warns(severities: tuple[str, ...]) -> bool:
    return any(SEVERITIES.index(severity) > 0 for severity in severities)
