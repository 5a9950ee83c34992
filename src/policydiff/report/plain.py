"""A snapshot as plain lines for git: what is printed, and nothing of where or by which reader it was read.

Git asks for it once a version of a file, so it works on the data as they are and needs no model.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policydiff.report.printable import plain
from policydiff.report.wording import Words, words

Data = Mapping[str, Any]

MEASURE = "№"
"""The sign before the number of a measure, by which git finds the heading of a hunk."""
_CELLS = ("responsibility", "guidance", "reach", "promoted", "basis", "field", "remark")
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？]+[”’）》」』)]*|[^。；！？\n]+")
_DIGEST = 12


def text_view(data: Data, language: str) -> str:
    """The lines of a snapshot's data: what is known of it, then section by section, one line a sentence.

    Raises:
        LookupError, TypeError, AttributeError, ValueError: these are no data of a snapshot.
    """
    say = words(language)
    lines = [*_facts(data, say), *_measures(data, say), *_notes(data, say), *_findings(data, say)]
    return "".join(f"{line}\n" for line in lines)


def sentences(text: str) -> list[str]:
    """A text cut behind its sentences and half-sentences, so that a change touches few lines."""
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip()]


def _fact(say: Words, name: str, value: str) -> str:
    return say("fact", name=say(name), value=plain(value.replace("\n", " ")))


def _facts(data: Data, say: Words) -> Iterator[str]:
    region, source = data["region"], data["source"]
    yield plain(f"{data['id']}  {data['title']}")
    facts = {
        "aliases": ", ".join(data["aliases"]),
        "document-number": data["document_number"],
        "issued": data["issued"],
        "issuers": "、".join(data["issuers"]),
        "level": say(f"level.{data['level']}"),
        "region": region and f"{region['name']} {region['code']}",
        "series": data["series"] and f"{data['series']} {data['round'] or ''}".strip(),
        "implements": data["implements"],
        "source": f"{source['path']} (sha256 {source['sha256'][:_DIGEST]})",
        "measures": str(len(data["measures"])),
    }
    yield from (_fact(say, f"fact.{name}", value) for name, value in facts.items() if value)


def _measures(data: Data, say: Words) -> Iterator[str]:
    headings = {section["id"]: section for section in data["sections"]}
    shown: set[str] = set()
    current: object = None
    for measure in data["measures"]:
        if measure["section"] != current:
            current = measure["section"]
            if current in headings:
                yield from _heading(headings[current], is_first=current not in shown)
                shown.add(measure["section"])
        yield from _measure(measure, say)
    for name, section in headings.items():
        if name not in shown:
            yield from _heading(section, is_first=True)


def _heading(section: Data, *, is_first: bool) -> Iterator[str]:
    yield ""
    yield plain(f"{section['label'] or ''}{section['title'] or ''}" or section["id"])
    if is_first:
        yield from _sentences(section["intro"] or "")


def _measure(measure: Data, say: Words) -> Iterator[str]:
    yield ""
    title = f" · {measure['title']}" if measure["title"] else ""
    yield plain(f"{MEASURE} {measure['number']}{title}".replace("\n", " "))
    yield from _sentences(measure["text"])
    for name in _CELLS:
        cell = measure[name]
        if cell is not None:
            yield _fact(say, f"field.{name}", cell if isinstance(cell, str) else cell["raw"])


def _notes(data: Data, say: Words) -> Iterator[str]:
    if data["notes"]:
        yield from ("", say("fact.notes"))
        for note in data["notes"]:
            yield from _sentences(note["text"])


def _findings(data: Data, say: Words) -> Iterator[str]:
    findings: Sequence[Data] = data["findings"]
    if findings:
        yield from ("", say("fact.findings"))
        yield from (plain(f"{one['severity']} {one['id']}: {one['message']}") for one in findings)


def _sentences(text: str) -> Iterator[str]:
    return map(plain, sentences(text))
