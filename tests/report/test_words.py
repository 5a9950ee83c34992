"""The words of reports: in both languages the same with the same values, each in one file, all in use."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest

from policydiff.report.wording import LANGUAGES
from tests.conftest import ROOT

REPORT = ROOT / "src/policydiff/report"
FILES = {path.name: json.loads(path.read_text("utf-8")) for path in sorted((REPORT / "data").glob("*.json"))}
KEYED = ".same"
"""What `headline.keyed` puts behind a key."""


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", FILES)
def test_both_languages_say_the_same_with_the_same_values(name: str) -> None:
    assert FILES[name].keys() == set(LANGUAGES)
    tables = [{key: values(text) for key, text in FILES[name][language].items()} for language in LANGUAGES]
    assert tables[0] == tables[1]


def test_no_key_stands_twice() -> None:
    counted = Counter(key for table in FILES.values() for key in table["en"])
    assert [key for key, count in counted.items() if count > 1] == []


def spoken() -> Iterator[str]:
    """Patterns of what may be a key: texts in the code; with a gap, or an end in a dot, if they name an area first."""
    for path in REPORT.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value) + (".+" if re.fullmatch(r"[a-z-]{2,}[.]", node.value) else "")
            if isinstance(node, ast.JoinedStr):
                first = node.values[0]
                if isinstance(first, ast.Constant) and re.match(r"[a-z-]{2,}[.-]", str(first.value)):
                    parts = (
                        re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values
                    )
                    yield "".join(parts)
    for path in (REPORT / "html").rglob("*.j2"):
        for key, gap in re.findall(r"""say\(["']([\w.-]+)["']( ~)?""", path.read_text("utf-8")):
            yield re.escape(key) + (".+" if gap else "")


def test_every_key_is_in_use() -> None:
    known = re.compile("|".join(f"(?:{one})" for one in set(spoken()) if one))
    keys = [key for table in FILES.values() for key in table["en"]]
    assert len(keys) > 1000
    assert [key for key in keys if not (known.fullmatch(key) or known.fullmatch(key.removesuffix(KEYED)))] == []
    assert not known.fullmatch("page.of-nothing")
