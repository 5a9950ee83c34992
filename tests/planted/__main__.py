"""`python -m tests.planted [PART]…`: planted faults by class and harmless edits, all or those whose names hold a part."""

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.planted.faults import FAULTS
from tests.planted.harmless import HARMLESS
from tests.planted.judge import Verdict, judge_fault, judge_harmless

COLUMNS = ("planted", "caught", "own id", "one message", "right line", "all")


def main(parts: Sequence[str]) -> int:
    """Print the tables, and before them what is not as it should be; 1 if anything is not."""
    with tempfile.TemporaryDirectory() as top:
        counts = _faults(Path(top) / "faults", parts)
        edits, passed = _harmless(Path(top) / "harmless", parts)
    total = sum(counts.values(), Counter[str]())
    print(f"\n{'class':22}" + "".join(f"{column:>13}" for column in COLUMNS))
    for group, row in [*sorted(counts.items()), ("all", total)]:
        print(f"{group:22}" + "".join(f"{row[column]:>13}" for column in COLUMNS))
    print(f"\nharmless edits: {edits}, of which {passed} call up nothing")
    return int(total["all"] < total["planted"] or passed < edits)


def _faults(top: Path, parts: Sequence[str]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for number, case in enumerate(FAULTS.cases()):
        if not _is_wanted(str(case), parts):
            continue
        verdict = judge_fault(case, top / str(number))
        row = counts.setdefault(case.kind.group, Counter())
        row.update(column for column in COLUMNS if column == "planted" or getattr(verdict, column.replace(" ", "_")))
        _tell(verdict)
    return counts


def _harmless(top: Path, parts: Sequence[str]) -> tuple[int, int]:
    edits = passed = 0
    for number, case in enumerate(HARMLESS.cases()):
        if _is_wanted(str(case), parts):
            said = judge_harmless(case, top / str(number))
            edits += 1
            passed += not said
            if said:
                print(case, *said, sep="\n    ", flush=True)
    return edits, passed


def _is_wanted(name: str, parts: Sequence[str]) -> bool:
    return not parts or any(part in name for part in parts)


def _tell(verdict: Verdict) -> None:
    if not verdict.all:
        print(f"{verdict.case}\n    wanted {verdict.wanted}", flush=True)
        print(*(f"    said   {said}" for said in verdict.said or ["nothing"]), sep="\n", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
