"""Characters that make words unlike what they look like: mojibake, private, invisible and variant ones."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from policydiff.check.fault import Fault
from policydiff.check.printed import PrintedText
from policydiff.check.slips import Slip, faults_of
from policydiff.check.subject import Subject
from policydiff.model.finding import WARNING
from policydiff.text.characters import INVISIBLE, PRIVATE, VARIANT, called, odd_characters, usual
from policydiff.text.mojibake import garbled, is_garbled, merged

_SHOWN = 3
_NEAR = 6
_LONGEST = 40


def mojibake(subject: Subject) -> Iterator[Fault]:
    """Text that was read in another encoding than it was written in."""
    found = [(text, [Slip(start=start, end=end) for start, end in spans]) for text, spans in _garbled(subject)]
    yield from faults_of(found, _garbled_values, WARNING)


def private_use(subject: Subject) -> Iterator[Fault]:
    """Characters that only the font of the author knows, and codes that are no characters."""
    yield from faults_of(_odd(subject, PRIVATE), _named)


def invisible_character(subject: Subject) -> Iterator[Fault]:
    """Characters that cannot be seen and yet make two texts differ; control characters."""
    yield from faults_of(_odd(subject, INVISIBLE), _named)


def variant_glyph(subject: Subject) -> Iterator[Fault]:
    """Characters that look like usual ones and have other codes."""
    yield from faults_of(_odd(subject, VARIANT), _named)


def garbled_spans(text: PrintedText) -> list[tuple[int, int]]:
    """The stretches of a text that are mojibake, also those that only the source gives away."""
    if text.text.isascii() and not text.hunks:
        return []
    spans = garbled(text.text)
    hunks = [hunk for hunk in text.hunks if hunk.start < hunk.end and len(hunk.given) < _LONGEST * 10]
    spans += [(one.start, one.end) for one in hunks if is_garbled(text.text[one.start : one.end], one.given)]
    if len(text.hunks) > 1 and text.given is not None:
        start, last = text.hunks[0].start, text.hunks[-1].end
        given = text.given[start : len(text.given) - (len(text.text) - last)]
        if is_garbled(text.text[start:last], given):
            spans.append((start, last))
    return merged(spans)


def _garbled(subject: Subject) -> Iterator[tuple[PrintedText, list[tuple[int, int]]]]:
    """The texts with mojibake; the whole document is looked at first, because nearly always there is none."""
    texts = subject.texts
    suspects = {at for at, text in enumerate(texts) if text.hunks}
    for start, _ in garbled(_joined(texts)):
        suspects.add(bisect.bisect_right(_starts(texts), start) - 1)
    for at in sorted(suspects):
        spans = garbled_spans(texts[at])
        if spans:
            yield texts[at], spans


def _joined(texts: Sequence[PrintedText]) -> str:
    return "\n".join(text.text for text in texts)


def _starts(texts: Sequence[PrintedText]) -> list[int]:
    """Where each text begins in the joined ones."""
    return list(accumulate((len(text.text) + 1 for text in texts), initial=0))


def _odd(subject: Subject, wanted: str) -> Iterator[tuple[PrintedText, list[Slip]]]:
    """The texts with odd characters of a kind; those within mojibake belong to that."""
    texts = subject.texts
    starts = _starts(texts)
    places: dict[int, list[tuple[int, bool]]] = {}
    for offset, kind, may_be_meant in odd_characters(_joined(texts)):
        if kind == wanted:
            at = bisect.bisect_right(starts, offset) - 1
            places.setdefault(at, []).append((offset - starts[at], may_be_meant))
    for at, found in places.items():
        text = texts[at].text
        spans = garbled_spans(texts[at])
        yield (
            texts[at],
            [
                Slip(start=offset, end=offset + 1, cause=text[offset] if _is_by_sign(wanted) else "", doubtful=meant)
                for offset, meant in found
                if not any(start <= offset < end for start, end in spans)
            ],
        )


def _is_by_sign(kind: str) -> bool:
    """Whether each character of a kind is a cause of its own: an invisible one is, a font or an export is one cause."""
    return kind == INVISIBLE


def _named(text: str, slips: Sequence[Slip]) -> Mapping[str, object]:
    """The characters by code and name, what is meant by them, how many there are, and the words beside the first."""
    signs = list(dict.fromkeys(text[slip.start] for slip in slips))
    names = [called(sign) + (f" ({usual(sign)})" if usual(sign).strip() not in ("", sign) else "") for sign in signs]
    more = ", …" if len(signs) > _SHOWN else ""
    first = slips[0].start
    return {
        "characters": ", ".join(names[:_SHOWN]) + more,
        "count": len(slips),
        "before": _seen(text[max(first - _NEAR, 0) : first]),
        "after": _seen(text[first + 1 : first + 1 + _NEAR]),
    }


def _seen(text: str) -> str:
    odd = {at for at, kind, _ in odd_characters(text) if kind in (INVISIBLE, PRIVATE)}
    return "".join(sign for at, sign in enumerate(text) if at not in odd).replace("\n", " ")


def _garbled_values(text: str, slips: Sequence[Slip]) -> Mapping[str, object]:
    first = text[slips[0].start : slips[0].end]
    shown = first if len(first) <= _LONGEST else first[: _LONGEST - 1] + "…"
    return {"garbled": "".join(sign if sign.isprintable() else "�" for sign in shown), "count": len(slips)}
