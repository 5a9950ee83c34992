"""Findings as a part of a page in Markdown."""

import pytest

from policydiff.report.findings import RENDERERS, Screen
from tests.report.findings.cases import finding, mixed, report

markdown = RENDERERS["markdown"]


def test_errors_come_first_and_each_says_how_to_mend_it() -> None:
    mild, grave = finding(), finding("number-repeated", "error", "printed *twice* @all", 3)
    assert markdown(report(mild, grave)).splitlines() == [
        "## Findings (errors: 1, warnings: 1)",
        "",
        "- **error** number-repeated, snapshots/a.json:3: printed &#42;twice&#42; &#64;<!-- -->all",
        "  - to mend it: add the body",
        "- **warning** unknown-body, snapshots/a.json:7: no body that is known",
        "  - to mend it: add the body",
    ]


def test_what_is_for_information_or_accepted_is_left_out() -> None:
    page = markdown(mixed())
    assert "corrected" not in page and "number 13" not in page
    assert page.startswith("## Findings (errors: 1, warnings: 1)")
    assert markdown(report(finding("corrected", "info"))) == markdown(report()) == ""


@pytest.mark.parametrize(("language", "more"), [("en", "- … and 70 more"), ("zh", "- 另有 70 处")])
def test_many_are_counted(language: str, more: str) -> None:
    lines = markdown(report(*(finding(line=at) for at in range(100))), Screen(language)).splitlines()
    assert lines[-1] == more
    assert len(lines) == 2 + 2 * 30 + 1
