"""Signs that come in pairs: brackets and quotation marks without a partner."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from policydiff.check.cells import breaks_off
from policydiff.check.characters import garbled_spans
from policydiff.check.fault import Fault
from policydiff.check.printed import Hunk, PrintedText
from policydiff.check.slips import ADDED, Slip, fault_at, faults_of
from policydiff.check.subject import Subject
from policydiff.model.finding import ERROR
from policydiff.text.signs import Lone, lone_brackets, lone_quotes

Search = Callable[[str], list[Lone]]
_NEAR = 8
_PARAGRAPHS = 10


def bracket_unbalanced(subject: Subject) -> Iterator[Fault]:
    """A bracket without its partner."""
    yield from _unbalanced(subject, lone_brackets)


def quote_unbalanced(subject: Subject) -> Iterator[Fault]:
    """A quotation mark without its partner."""
    yield from _unbalanced(subject, lone_quotes)


def _unbalanced(subject: Subject, search: Search) -> Iterator[Fault]:
    lone = [(text, found) for text in subject.texts if (found := search(text.text))]
    if not lone:
        return
    across = _paired_across(lone)
    others: list[tuple[PrintedText, list[Slip]]] = []
    for at, (text, found) in enumerate(lone):
        spoilt = garbled_spans(text)
        culprits = _culprits(text, found, search)
        yield from (_added(text, slip) for slip, hunk in culprits if not _is_within(hunk, spoilt, subject, text))
        if not spoilt:
            left = _left(text, [hunk for _, hunk in culprits], search)
            rest = [one for place, one in enumerate(found) if one.start in left and (at, place) not in across]
            others.append((text, _slips(rest, is_cut=breaks_off(subject, text))))
    yield from faults_of(others, _told)


def _culprits(text: PrintedText, found: Sequence[Lone], search: Search) -> list[tuple[Slip, Hunk]]:
    """The differences from the source without which fewer signs would stand alone, each with the sign to be shown."""
    culprits = []
    for hunk in text.hunks:
        left = _left(text, [hunk], search)
        if len(left) < len(found):
            within = [one for one in found if hunk.start <= one.start < hunk.end]
            gone = [one for one in found if one.start not in left]
            first = (within or _signs(text.text, hunk, search) or gone or found)[0]
            culprits.append((Slip(start=first.start, end=first.end), hunk))
    return culprits


def _left(text: PrintedText, hunks: Sequence[Hunk], search: Search) -> set[int]:
    """Where in a text signs still stand alone once differences are undone; below zero those that come with that."""
    pieces: list[str] = []
    origin: list[int] = []
    last = 0
    for hunk in hunks:
        pieces += [text.text[last : hunk.start], hunk.given]
        origin += [*range(last, hunk.start), *range(-len(hunk.given) - len(origin) - 1, -len(origin) - 1)]
        last = hunk.end
    pieces.append(text.text[last:])
    origin += range(last, len(text.text))
    return {origin[one.start] for one in search("".join(pieces))}


def _signs(text: str, hunk: Hunk, search: Search) -> list[Lone]:
    """The signs among the characters of a difference, each taken for itself."""
    return [
        replace(found[0], start=at, end=at + 1) for at in range(hunk.start, hunk.end) if (found := search(text[at]))
    ]


def _added(text: PrintedText, slip: Slip) -> Fault:
    return fault_at(text, [slip], _told(text.text, [slip]), ADDED, ERROR)


def _is_within(hunk: Hunk, spoilt: Iterable[tuple[int, int]], subject: Subject, text: PrintedText) -> bool:
    """Whether a difference is one of mojibake, or of a text that breaks off, which says the same and better."""
    is_garbled = any(start < hunk.end and hunk.start < end for start, end in spoilt)
    return is_garbled or (hunk.start == len(text.text) and breaks_off(subject, text))


def _slips(found: Sequence[Lone], *, is_cut: bool) -> list[Slip]:
    """The signs that stand alone otherwise; an opening and a closing one that do not fit are one slip."""
    slips: list[Slip] = []
    partner: Lone | None = None
    for one in found:
        if is_cut and one.opens:
            continue
        if partner and not one.doubtful and (not one.opens or one.sign == partner.sign):
            partner = None
            continue
        slips.append(Slip(start=one.start, end=one.end, cause=one.sign, doubtful=one.doubtful))
        partner = one if one.opens and not one.doubtful else None
    return slips


def _paired_across(lone: Sequence[tuple[PrintedText, Sequence[Lone]]]) -> set[tuple[int, int]]:
    """Signs that are opened in one paragraph and closed in a later one: of notes, and quotations of measures."""
    pairs: set[tuple[int, int]] = set()
    open_: list[tuple[int, int, Lone, PrintedText]] = []
    for at, (text, found) in enumerate(lone):
        if text.place[-1] != "text":
            continue
        for place, one in enumerate(found):
            last = open_[-1] if open_ else None
            if one.opens:
                open_.append((at, place, one, text))
            elif last and last[3].place != text.place and _is_pair(last[2], one) and _are_near(last[3], text):
                pairs |= {last[:2], (at, place)}
                open_.pop()
                while open_ and open_[-1][2].sign == last[2].sign and _are_near(open_[-1][3], last[3]):
                    pairs.add(open_.pop()[:2])  # each paragraph of a quotation opens it anew
    return pairs


def _is_pair(one: Lone, other: Lone) -> bool:
    return not lone_brackets(one.sign + other.sign) and not lone_quotes(one.sign + other.sign)


def _are_near(one: PrintedText, other: PrintedText) -> bool:
    """Whether two paragraphs stand so near that a quotation may go from one to the other."""
    first, second = one.place[1], other.place[1]
    is_near = isinstance(first, int) and isinstance(second, int) and 0 <= second - first <= _PARAGRAPHS
    return one.place[0] == other.place[0] and is_near


def _told(text: str, slips: Sequence[Slip]) -> Mapping[str, object]:
    first = slips[0]
    before, after = text[max(first.start - _NEAR, 0) : first.start], text[first.end : first.end + _NEAR]
    near = f"{before}{text[first.start : first.end]}{after}".replace("\n", " ")
    return {"sign": text[first.start : first.end], "near": near, "count": len(slips)}
