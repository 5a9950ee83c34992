"""What the formats of findings need besides the findings: the catalogue in words, and where paths begin."""

import os
from dataclasses import replace
from pathlib import Path

from policydiff.check import CHECKS
from policydiff.check.wording import about, repair, title
from policydiff.model.finding import CheckInfo, Report


def presented(report: Report, language: str = "en") -> Report:
    """The report with the catalogue in a language, the working directory and the top of the repository."""
    here = Path.cwd()
    return replace(report, checks=catalogue(language), here=str(here), top=str(_top(report, here)))


def catalogue(language: str = "en") -> tuple[CheckInfo, ...]:
    """Every check in the words of a language."""
    return tuple(
        CheckInfo(
            check.id,
            check.severity,
            check.scope,
            title(check.id, language),
            about(check.id, language),
            repair(check.id, language),
        )
        for check in CHECKS
    )


def _top(report: Report, here: Path) -> Path:
    """The top of the repository in which the judged files lie; where there is none, the working directory."""
    start = (here / report.judged[0]).parent if report.judged else here
    start = Path(os.path.normpath(start))
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), here)
