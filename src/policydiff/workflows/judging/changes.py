"""What a change alters of the judge, file by file: which severities get lower, which waivers come and go."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policydiff.changes.catalogue import GATE_RULES, PROFILES, SEVERITIES
from policydiff.check.fault import CONTENT, Fault, content_mark
from policydiff.corpus.configuration import Configuration, shared_table
from policydiff.corpus.waivers import load_waivers
from policydiff.errors import ConfigurationError, PolicydiffError
from policydiff.model.finding import ERROR
from policydiff.model.waiver import ChangeWaiver, FindingWaiver, Waivers
from policydiff.workflows.judging.files import CONFIGURATION, DECISIONS, PIPELINE, WAIVERS, Altered
from policydiff.workflows.period_ends import readable

CHECK = "judge-changed"
_SHOWN = 8
"""So many details of a file are told."""
_LONGEST = 24
"""Signs of words that are quoted."""


@dataclass(frozen=True, slots=True)
class JudgeChange:
    """A file of the judge that a change alters: its path as it is shown, its place in the repository, what is said."""

    path: str
    place: str
    fault: Fault


def judge_changes(
    files: Sequence[Altered],
    was: Configuration,
    now: Configuration | ConfigurationError,
    shown: Callable[[str], str],
) -> Iterator[JudgeChange]:
    """What is to be said of each file; `was` and `now` are the configurations that count and will count, or what is
    wrong with the latter.
    """
    lowered = _lowered(was, now) if isinstance(now, Configuration) else []
    for one in files:
        path, place = readable(shown(one.path)), readable(one.path)
        form = _form(one)
        details, is_broken = _details(one)
        values = {"path": place, "details": _listed(details), CONTENT: content_mark(one.after)}
        if (
            one.kind == CONFIGURATION
            and isinstance(now, ConfigurationError)
            and not one.is_link
            and one.after is not None
        ):
            fault = Fault(form="broken", values={**values, "details": str(now)}, severity=ERROR)
            yield JudgeChange(path, place, fault)
            continue
        if is_broken and one.kind != CONFIGURATION:
            continue  # another check says so
        if one.kind == CONFIGURATION and lowered:
            yield JudgeChange(
                path, place, Fault(form="lowered", values={**values, "lowered": ", ".join(lowered[:_SHOWN])})
            )
            continue
        yield JudgeChange(path, place, Fault(form=form, values=values))


def _form(one: Altered) -> str:
    if one.kind == PIPELINE:
        return "step"
    if one.is_link:
        return "link"
    return "added" if one.before is None else "removed" if one.after is None else "changed"


def _listed(details: Sequence[str]) -> str:
    more = [f"… +{len(details) - _SHOWN}"] if len(details) > _SHOWN else []
    return f" [{'; '.join([*details[:_SHOWN], *more])}]" if details else ""


def _details(one: Altered) -> tuple[list[str], bool]:
    """What differs in a file, or what is wrong with it as it is now."""
    tell = {CONFIGURATION: _of_configuration, WAIVERS: _of_waivers, DECISIONS: _of_decisions}.get(one.kind)
    if tell is None or one.is_link:
        return [], False
    try:
        before = tell(one.before, one.path)
    except PolicydiffError:
        before = {}
    try:
        after = tell(one.after, one.path)
    except PolicydiffError as error:
        return [str(error)], True
    return list(_differing(before, after)), False


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if old is None:
            yield f"+ {key} {new}".rstrip()
        elif new is None:
            yield f"- {key} {old}".rstrip()
        else:
            yield f"{key} {old} → {new}"


def _of_configuration(content: bytes | None, path: str) -> Mapping[str, str]:
    """Each setting by its full key."""
    if content is None:
        return {}
    if path.endswith("pyproject.toml"):
        return dict(_flat(shared_table(content, path) or {}, ""))
    import tomllib

    try:
        return dict(_flat(tomllib.loads(content.decode("utf-8-sig")), ""))
    except (ValueError, RecursionError) as error:
        raise PolicydiffError(f"is no TOML: {error}", where=path) from None


def _flat(table: Mapping[str, Any], begin: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{begin}{key}.")
        else:
            yield begin + key, json.dumps(value, ensure_ascii=False, default=str)


def _of_waivers(content: bytes | None, path: str) -> Mapping[str, str]:
    """Each waiver by what it accepts, with who does so until when."""
    waivers = Waivers() if content is None else load_waivers(content, path)
    told: dict[str, str] = {}
    every: tuple[FindingWaiver | ChangeWaiver, ...] = (*waivers.findings, *waivers.changes)
    for one in every:
        told[_accepted(one)] = f"({one.by}, {one.until})"
    return told


def _accepted(one: FindingWaiver | ChangeWaiver) -> str:
    if isinstance(one, FindingWaiver):
        return f"{one.check} {one.snapshot} {_quoted(one.excerpt or one.measure or '')}"
    words = [_quoted(side.says or side.words or "") for side in (one.left, one.right)]
    return f"{one.rule} {one.left.snapshot} {words[0]} → {one.right.snapshot} {words[1]}"


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}”" if line else "–"


def _of_decisions(content: bytes | None, path: str) -> Mapping[str, str]:
    """How many decisions there are; what is wrong with a file is said by the check of decisions."""
    if content is None:
        return {}
    try:
        data = json.loads(content)
        return {"decisions": str(len(data["decisions"]))}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise PolicydiffError("is broken", where=path) from None


def _lowered(was: Configuration, now: Configuration) -> list[str]:
    """What counts for less than before: severities of rules and checks, and what gates fail on."""
    found: dict[str, None] = {}
    for profile in PROFILES:
        old, new = (side.severities(profile).levels for side in (was, now))
        for rule in GATE_RULES:
            if _rank(new[rule.id]) < _rank(old[rule.id]):
                found[f"{rule.id} {old[rule.id]} → {new[rule.id]}"] = None
        gates = [side.gate_for(profile) for side in (was, now)]
        if gates[0]:
            kept = gates[1].fail_on if gates[1] else ()
            found.update(dict.fromkeys(f"gate −{name}" for name in gates[0].fail_on if name not in kept))
            if gates[0].new and not (gates[1] and gates[1].new):
                found["gate −new"] = None
    found.update(dict.fromkeys(_lowered_checks(was, now)))
    return list(found)


def _lowered_checks(was: Configuration, now: Configuration) -> Iterator[str]:
    from policydiff.check import CHECKS

    for check in CHECKS:
        old, new = (side.checks.get(check.id, check.severity) for side in (was, now))
        if _rank(new) < _rank(old):
            yield f"{check.id} {old} → {new}"


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity)
