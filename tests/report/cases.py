"""Comparisons that reports are tested with: real pairs, editions of one document, and documents that mean harm."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from policydiff.compare.pipeline import compare
from policydiff.corpus import Corpus
from policydiff.model.comparison import Comparison, Edition
from policydiff.model.document import (
    Basis,
    CitedDocument,
    Location,
    Measure,
    Note,
    Party,
    Promoted,
    Reach,
    Reader,
    Region,
    Responsibility,
    Section,
    Snapshot,
    Source,
)
from policydiff.report.dossier import Dossier, dossier_of
from policydiff.report.view import view_of
from tests.conftest import SNAPSHOTS

Pair = tuple[Snapshot, Snapshot]
EDITIONS = "editions"
PAIRS = (
    ("national-2020", "xiamen-2020"),
    ("xiamen-2020", "national-2020"),
    ("national-2020", "national-2025"),
    ("national-2025", "xiamen-2020"),
    ("ftz-batch-6", "ftz-departments-2019"),
    ("xiamen-2020", EDITIONS),
)
"""Plan and city, both ways; two rounds; a plan that a city cannot know; two of another series; two editions."""


@cache
def compared(left: str, right: str) -> tuple[Snapshot, Snapshot, Comparison]:
    """Two documents of the corpus compared; a document with an edition of it."""
    loaded = {entry.id: entry.load() for entry in Corpus(SNAPSHOTS).entries}
    one = loaded[left]
    if right == EDITIONS:
        other = _later(one)
        found = compare(one, other)
        edition = Edition(revision="2020", commit="a" * 40, day="2020-12-31")
        return one, other, replace(found, left=replace(found.left, edition=edition))
    return one, loaded[right], compare(one, loaded[right])


def _later(snapshot: Snapshot) -> Snapshot:
    """An edition in which a measure is gone, one is new, and one says something else."""
    first, second, _, *others = snapshot.measures
    new = replace(first, id="900", number="900", text="设立海峡两岸数字贸易互认实验室，由市商务局牵头。")
    changed = replace(second, text=second.text.replace("。", "，期限为30个工作日。", 1))
    amended = replace(snapshot.source, sha256="0" * 64)  # the source that prints it so is another one
    return replace(snapshot, measures=(first, changed, *others, new), source=amended)


@cache
def dossier(left: str, right: str, language: str) -> Dossier:
    """The dossier of a pair of `PAIRS`."""
    one, other, found = compared(left, right)
    return dossier_of(view_of(found, one, other), one, other, language)


def dossier_between(left: Snapshot, right: Snapshot, language: str = "zh") -> Dossier:
    """The dossier of any two documents."""
    return dossier_of(view_of(compare(left, right), left, right), left, right, language)


FRAGMENTS: Mapping[str, str] = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "cdata": "]]>",
    "comment": "<!-- --><!--",
    "entity": "&amp;&lt;&#x41;&nbsp;",
    "rich": "<r><t>rich</t></r>",
    "shared": "<r></si><si><t>x</t></r>",
    "escape": "_x0041__x005F_",
    "escapes": "_x0041_x0042_x0043_",
    "formula": '=HYPERLINK("http://x.invalid","x")',
    "sum": "@SUM(A1)",
    "minus": "-1+1",
    "plus": "+1",
    "dde": "=cmd|' /C calc'!A0",
    "full-width": "＝1+1",
    "apostrophe": "'=1",
    "date": "1-2",
    "number": "007",
    "jinja": "{{7*7}}",
    "statement": "{% raw %}{% include 'x' %}",
    "comment-jinja": "{# x #}",
    "braces": "{left} {0} {} %s $x ${x}",
    "right-to-left": "\u202e\u2067abc\u2069\u202c",
    "zero-width": "a\u200bb\ufeffc\u00adc",
    "control": "a\x00b\x07c\x1b[31md\x7f\x85",
    "separators": "a\u2028b\u2029c\x0bd\x0ce",
    "none": "\ufffe\uffff\U0001fffe",
    "breaks": "a\nb\n\nc",
    "return": "a\r\nb\rc",
    "tabs": "\ta\tb",
    "blanks": "  a  b  ",
    "pipe": "a|b|c",
    "backticks": "`a` ```b```",
    "heading": "# a\n## b\n---\n- c\n1. d\n> e",
    "mention": "#1 @user !1",
    "link": "[x](javascript:alert(1)) ![y](http://x.invalid/y.png) <http://x.invalid>",
    "address": "javascript:alert(1) file:///etc/passwd http://x.invalid/",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~",
    "details": "</details></summary></table></article>",
    "backslash": "a\\b\\*c\\",
    "astral": "𠀀😀👨‍👩‍👧",
    "combining": "e\u0301\u0323 Z\u0337\u0321a",
    "page-field": "&P &N &L &R&A",
    "dollar": "$$x$$ $(id) `id`",
    "quotes": '"a","b"\r\n"c"',
}
"""What may stand in a document and must be read, not done."""


def document(name: str, measures: tuple[Measure, ...], hostile: str = "") -> Snapshot:
    """A document with these measures, and `hostile` words everywhere else."""
    source = Source(
        path="sources/x.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        layout="articles",
        reader=Reader(name="text", version="1.0"),
    )
    section = Section(id="s", label="一、", title=f"总则{hostile}", intro=f"导语{hostile}")
    return Snapshot(
        id=name,
        title=f"标题{hostile}",
        document_number=hostile or None,
        issuers=(f"机关{hostile}",),
        level="city" if name == "right" else "national",
        region=Region(name=f"某市{hostile}", code="999999") if name == "right" else None,
        source=source,
        sections=(section,),
        measures=measures,
        notes=(Note(text=f"注{hostile}"),),
    )


def measure(number: int, text: str, hostile: str = "") -> Measure:
    """A measure with `hostile` words in each of its columns."""
    plain = {"id": str(number), "number": str(number), "text": text, "section": "s"}
    location = Location(lines=(number, number))
    if not hostile:
        return Measure(**plain, location=location)  # type: ignore[arg-type]
    body = Party(name=f"局{hostile}", role="lead", printed=f"局{hostile}")
    return Measure(
        **plain,
        title=f"名称{hostile}",
        responsibility=Responsibility(raw=f"局{hostile}", bodies=(body,), areas=(hostile,)),
        guidance=Responsibility(raw=hostile, bodies=(body,)),
        reach=Reach(raw=hostile, kind="phrase"),
        promoted=Promoted(raw=hostile),
        basis=Basis(raw=hostile, documents=(CitedDocument(title=hostile),)),
        field=hostile,
        remark=hostile,
        location=location,
    )


_SUBJECTS = ("推动贸易便利化改革", "支持港澳医师开办诊所", "简化外资旅行社审批", "建设冷链物流市场合作机制")


def hostile_pair(hostile: str) -> Pair:
    """Two documents with such words in every place: linked and changed, left out, own."""
    shared = f"在试点地区{_SUBJECTS[0]}{hostile}，{_SUBJECTS[1]}实行备案制。"
    left = (measure(1, shared, hostile), measure(2, hostile), measure(3, f"{_SUBJECTS[2]}{hostile}流程。", hostile))
    right = (measure(1, shared.replace("在试点地区", hostile), hostile), measure(2, f"{hostile}{_SUBJECTS[3]}。"))
    return document("left", left, hostile), document("right", right, hostile)


_WORDS = st.one_of(st.sampled_from(sorted(FRAGMENTS.values())), st.sampled_from(_SUBJECTS))
TEXTS = st.lists(st.one_of(_WORDS, _WORDS, st.text(max_size=12)), min_size=1, max_size=4).map("".join)


@st.composite
def hostile_pairs(draw: st.DrawFn) -> Pair:
    """Two documents of hostile and plain words, some of them shared."""
    pool = draw(st.lists(TEXTS, min_size=1, max_size=4))

    def made(name: str) -> Snapshot:
        texts = draw(st.lists(st.one_of(st.sampled_from(pool), TEXTS), min_size=1, max_size=4))
        rows = tuple(
            measure(n, text, draw(st.one_of(st.just(""), st.sampled_from(pool)))) for n, text in enumerate(texts, 1)
        )
        return document(name, rows, draw(st.sampled_from(("", *pool))))

    return made("left"), made("right")
