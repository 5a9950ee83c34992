"""Programs that few tests need: a browser and an office. Where CI is set they must be there."""

import os
import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

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


def library(name: str) -> Any:
    """A module that few tests need; without it the test is skipped, and fails under CI."""
    return import_module(name) if os.environ.get("CI") else pytest.importorskip(name)


def pages_of(pdf: Path) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf.read_bytes()))
