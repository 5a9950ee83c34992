"""The reference of checks, from their catalogue and their words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import policydiff.check
from generate.markdown import cell
from policydiff.check.catalogue import CHECKS, Check
from policydiff.model.finding import SCOPES

_HEAD = """# Checks

What `policydiff validate` looks at. Each check has a public id that is never given to another one; a finding bears it,
says where it is in the snapshot and in the source, and what to do. An error makes the command exit with 1. How to add
a check: [write a check](../howto/write-a-check.md).

"""
_SCOPES = {
    "file": ("A file", "Its form alone."),
    "snapshot": ("A snapshot", "The snapshot with its source, corrections and the names of the others."),
    "repository": ("The repository", "All files together."),
    "history": ("The history", "What was there before, in the last commit or in the branch that a change goes into."),
}
_IS_GAP = re.compile(r"\{\w+\}")
"""A sentence that is all made where the fault is seen tells nothing here."""
_SEVERITIES = {"error": "error", "warning": "warning", "info": "for information"}


def page() -> str:
    """The whole page, by what the checks look at."""
    words = json.loads((Path(policydiff.check.__file__).parent / "data" / "checks.json").read_text("utf-8"))["checks"]
    shown = _HEAD
    for scope in SCOPES:
        checks = [check for check in CHECKS if check.scope == scope]
        if checks:
            title, about = _SCOPES[scope]
            shown += f"## {title}\n\n{about}\n\n" + "".join(_check(check, words[check.id]) for check in checks)
    return shown


def _repairs(words: Any) -> Iterator[str]:
    """What to do, and what to do in the cases that have more to say."""
    yield words["repair"]["en"]
    for form, repair in words.get("repairs", {}).items():
        yield f"{form.replace('-', ' ')}: {repair['en']}"


def _check(check: Check, words: Any) -> str:
    sentences = dict.fromkeys(forms["en"] for forms in words["sentences"].values())
    lines = [
        f"### `{check.id}` {{#{check.id}}}",
        f"**{_SEVERITIES[check.severity]}** · {cell(words['title']['en'])} · {cell(words['title']['zh'])}",
        cell(words["about"]["en"]),
        "\n".join(f"> {cell(sentence)}" + "  " for sentence in sentences if not _IS_GAP.fullmatch(sentence)),
        f"*What to do:* {cell('; '.join(_repairs(words)))}.",
    ]
    if check.echo_of:
        better = ", ".join(f"[`{name}`](#{name})" for name in check.echo_of)
        lines.append(f"Not said where one of these says it better at the same place: {better}.")
    if check.formerly:
        lines.append(f"Formerly: {', '.join(f'`{name}`' for name in check.formerly)}.")
    return "\n\n".join(filter(None, lines)) + "\n\n"
