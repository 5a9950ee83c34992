"""Terms of the field, kept whole when text is cut into words."""

import json
from functools import lru_cache
from pathlib import Path

from policydiff.registry.places import places
from policydiff.text.words import Segmenter

_DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=8)
def segmenter(*more: str) -> Segmenter:
    """A segmenter that knows the terms of the field, the names of places, and `more` words."""
    data = json.loads((_DATA / "terms.json").read_text("utf-8"))
    names = [name for place in places() for name in (place.name, place.short)]
    return Segmenter([*data["terms"], *names, *more])
