"""The pairs made by hand: `pairs.json` and `pairs-held-out.json`, and those of other fields by another author."""

import hashlib
import json
from pathlib import Path

from tests.kinds.generator import Case
from tests.kinds.judge import Expected, Words
from tests.kinds.mutation import shorter

HERE = Path(__file__).parent
PAIRS = HERE / "pairs.json"
HELD_OUT = HERE / "pairs-held-out.json"
FIELDS = HERE / "pairs-fields.json"


def held_out(left: str, right: str) -> bool:
    """Whether a pair is held out: the last bit of the SHA-256 of its texts, one a line, is set."""
    return hashlib.sha256(f"{left}\n{right}\n".encode()).digest()[-1] & 1 == 1


def load(path: Path) -> list[Case]:
    """The pairs of a file."""
    found = []
    for row in json.loads(path.read_text("utf-8"))["pairs"]:
        left, right = (tuple(row[side]) if side in row else None for side in ("left_region", "right_region"))
        found.append(
            Case(
                name=row["what"],
                left=row["left"],
                right=row["right"],
                expected=tuple(_expected(one) for one in row["changes"]),
                left_region=left,
                right_region=right,
                allowed=tuple(row.get("allowed", ())),
            )
        )
    return found


def _expected(row: dict[str, str | int | list[list[str]]]) -> Expected:
    words = Words(str(row["before"]), str(row["after"]))
    others = row.get("alike", [])
    assert isinstance(others, list)
    alike = [Words(before, after) for before, after in others]
    return Expected(
        kind=str(row["kind"]),
        direction=str(row["direction"]),
        words=words,
        alike=(*alike, *shorter(words)),
        count=int(str(row.get("count", 1))),
    )
