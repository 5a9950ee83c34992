"""The page of a review."""

from policydiff.report.terminal.review import ReviewPage
from tests.decisions.documents import decision, decisions, document

LEFT = document("plan", "推动贸易便利化。", "支持港澳医师开办诊所。")
RIGHT = document("city", "开办诊所实行备案。", "建设冷链物流市场。")


def test_a_decision_is_listed_by_the_numbers_that_its_measures_bear_now() -> None:
    kept = decisions(LEFT, RIGHT, decision(LEFT, ["2"], RIGHT, ["1"]))
    listed = ReviewPage(LEFT, RIGHT, "en", columns=100, colour=False).list(kept, [(("2",), ("14", "15"))], [], [])
    assert "1. effective: 2 → 14+15 linked" in listed
