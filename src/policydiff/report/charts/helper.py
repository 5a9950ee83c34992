"""A program beside ours that starts the engine of Vega, waits for charts on its input, draws them, and ends.

It is run as a file, needs nothing of this package, and ends when its input does: with whoever started it.
"""

import json
import sys
from collections.abc import Iterable
from typing import Any

Drawing = tuple[bool, Any]
"""Whether it is Vega-Lite, and the specification."""

_NOTHING = {
    "autosize": "none",
    "data": {"values": [{"one": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "one", "type": "quantitative"}},
}


def render(drawings: Iterable[Drawing]) -> list[str]:
    """The charts as SVG, as Vega writes them."""
    import vl_convert

    return [
        vl_convert.vegalite_to_svg(wanted) if is_lite else vl_convert.vega_to_svg(wanted)
        for is_lite, wanted in drawings
    ]


def main() -> None:
    """Draw what comes in, as JSON, when it comes."""
    render([(True, _NOTHING)])
    asked = sys.stdin.buffer.read()
    if asked:
        sys.stdout.buffer.write(json.dumps(render(json.loads(asked))).encode("utf-8"))


if __name__ == "__main__":
    main()
