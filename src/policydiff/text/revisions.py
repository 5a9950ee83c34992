"""Names of revisions as people read them."""

import re

_HASH = re.compile(r"[0-9a-f]{40,64}")
_SHORT = 10


def shortened(revision: str) -> str:
    """A revision as it was named; of the whole hash of a commit, as CI services name them, the beginning."""
    return revision[:_SHORT] if _HASH.fullmatch(revision) else revision
