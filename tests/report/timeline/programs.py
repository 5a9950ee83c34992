"""Programs that few tests need: a browser and an office. Where CI is set they must be there."""

import os
import shutil
from pathlib import Path

import pytest


def program(*names: str) -> str:
    """The first of these programs that is installed; without one the test is skipped, and fails under CI."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        reason = f"none of {', '.join(names)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def pages_of(pdf: Path) -> int:
    """How many pages a PDF has."""
    import re

    return len(re.findall(rb"/Type\s*/Page[^s]", pdf.read_bytes()))
