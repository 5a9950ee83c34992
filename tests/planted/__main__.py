"""`python -m tests.planted [PART]`: the table of planted faults by class, and of harmless edits; PART filters."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.planted import faults, harmless
from tests.planted.judge import Verdict, judge_fault, judge_harmless

COLUMNS = ("planted", "caught", "own id", "one message", "right line", "all")


def main(part: str = "") -> int:
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as top:
        for number, case in enumerate(one for one in faults.FAULTS.cases() if part in str(one)):
            row = counts.setdefault(case.kind.group, Counter())
            row["planted"] += 1
            try:
                verdict = judge_fault(case, Path(top) / f"f{number}")
            except Exception as error:  # noqa: BLE001 - one case that cannot be planted or judged hides no other
                print(f"{case}\n    {type(error).__name__}: {error}")
                continue
            for column in COLUMNS[1:]:
                row[column] += getattr(verdict, column.replace(" ", "_"))
            _tell(verdict)
        passed = edits = 0
        for number, edit in enumerate(one for one in harmless.HARMLESS.cases() if part in str(one)):
            said = judge_harmless(edit, Path(top) / f"h{number}")
            edits += 1
            passed += not said
            if said:
                print(f"HARMLESS {edit}\n    " + "\n    ".join(said))
    print(f"\n{'class':22}" + "".join(f"{column:>13}" for column in COLUMNS))
    total: Counter[str] = Counter()
    for group in sorted(counts):
        print(f"{group:22}" + "".join(f"{counts[group][column]:>13}" for column in COLUMNS))
        total += counts[group]
    print(f"{'all':22}" + "".join(f"{total[column]:>13}" for column in COLUMNS))
    print(f"\nharmless edits: {edits}, of which {passed} pass")
    return int(total["all"] < total["planted"] or passed < edits)


def _tell(verdict: Verdict) -> None:
    if not verdict.all:
        print(f"{verdict.case}\n    wanted {verdict.wanted}\n    said   " + "\n           ".join(verdict.said or ["nothing"]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
