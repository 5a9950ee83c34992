"""The imprint of a document: its number, its date and who issued it, as printed on lines of their own."""

import datetime
import re

from policydiff.read.draft import Draft
from policydiff.registry.citations import document_number
from policydiff.text.numerals import chinese_number

_YEAR = r"(?P<year>\d{4}|[二〇○零一三四五六七八九]{4})"
_MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})"
_DAY = r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})"
_GAP = r"\s{0,9}"
_DATE = re.compile(rf"{_YEAR}{_GAP}[年\-/.]{_GAP}{_MONTH}{_GAP}[月\-/.]{_GAP}{_DAY}{_GAP}日?")
_BRACKETS = re.compile(r"[\s\[\]（）()【】〔〕［］]")
_NUMBER_KEY = re.compile(r"^\s{0,9}(?:发文字号|文号|发文文号)\s{0,9}[：:]\s{0,9}")
_ISSUER = re.compile(r"[一-鿿（）()、\s]{2,40}")
_ISSUED_BY = re.compile(r"^(.{2,20}?)(?:印发|关于)")
_ORDER = re.compile(r"(?:国务院|[一-鿿]{2,12}(?:人民政府|部|委员会|总局|局|署))令\s{0,9}第?\d{1,5}号")
_ADOPTED = re.compile(
    r"(?P<body>[一-鿿]{2,30}?)第[一二三四五六七八九十百零〇0-9]+次.{0,12}(?:会议|全会).{0,60}(?:通过|修订|修正)"
)
_KINDS = re.compile(r"(?:通知|意见|决定|公告|批复|函|办法|方案)$")


def is_date(line: str) -> bool:
    """Whether a line holds a date and nothing else."""
    return _DATE.fullmatch(line.strip()) is not None


def reads_number(draft: Draft, text: str) -> bool:
    """Take number and date from a line that holds nothing else (国函〔2020〕96号)."""
    plain = _NUMBER_KEY.sub("", text)
    number = document_number(plain)
    if number is None or draft.document_number:
        return False
    rest = plain.replace(number.printed, "")
    if _BRACKETS.sub("", _DATE.sub("", rest, count=1)):
        return False
    draft.document_number = number.printed
    reads_date(draft, rest)
    return True


def reads_date(draft: Draft, text: str) -> bool:
    """Take the day of issue from a line that holds a date, and before it at most who issued."""
    date = _DATE.search(text)
    if date is None:
        return False
    before, after = text[: date.start()], text[date.end() :]
    if _BRACKETS.sub("", after) or (len(_BRACKETS.sub("", before)) and not _ISSUER.fullmatch(before.strip())):
        return False
    day = _iso(date)
    if day and draft.issued is None:
        draft.issued = day
    if _BRACKETS.sub("", before):
        draft.issuers = before.split()
    return True


def _iso(date: re.Match[str]) -> str | None:
    year, month, day = (_whole(date.group(name)) or 0 for name in ("year", "month", "day"))
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:  # a day that no calendar has
        return None


def _whole(printed: str) -> int | None:
    """A printed number in Arabic digits, digit by digit (二〇二〇), or as a numeral (二十八)."""
    return int(printed) if printed.isdecimal() else chinese_number(printed.replace("○", "〇"))


def read_adoption(draft: Draft, text: str) -> None:
    """Take number, day and authority from a line on adoption (2019年10月8日 国务院…通过).

    The day of issue is that of promulgation, else the latest of adoption and revision.
    """
    date, number = _DATE.search(text), _ORDER.search(text)
    promulgated, adopted = "公布" in text, _ADOPTED.search(text)
    day = _iso(date) if date else None
    if number and draft.document_number is None:
        draft.document_number = number.group()
    if day and (promulgated or adopted):
        draft.issued = day if promulgated or not draft.issued else max(draft.issued, day)
    if adopted and not draft.issuers:
        draft.issuers = [adopted.group("body")]


def issuers_in_title(title: str) -> list[str]:
    """The issuer that a title opens with (商务部印发…, 国务院关于…的通知)."""
    match = _ISSUED_BY.match(title)
    return match.group(1).split() if match and _KINDS.search(title.strip()) else []
