"""Pages of small documents and of hostile ones, and what the formats of a page hold."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

from policydiff.compare.lineage.lifecycle import lifecycle
from policydiff.corpus import Corpus
from policydiff.model.document import Snapshot
from policydiff.report.formats import TIMELINE_FORMATS
from policydiff.report.timeline import Chronicle, Page, Rounds, chronicle_of_lineages, chronicle_of_trace, rounds_of
from policydiff.workflows.trace import Documents, trace
from tests.decisions.documents import document
from tests.lineage.documents import corpus_of, round_of

HOSTILE = (
    '推行<script>alert(1)</script>]]>&amp;制度，便利=HYPERLINK("http://x","点")企业办理跨境结算。',
    "@SUM(A1)建立\u202e反转\u200f\x1b[31m警报\x07机制|列|，支持**企业**[链接](http://x)开展融资租赁业务。",
    "{{ 7*7 }}{% raw %}开展'onmouseover=alert(1)\"中医药服务出口基地建设" + "，拓展服务网络" * 200 + "。",
)


def lineages_page(snapshots: Sequence[Snapshot], folder: Path, language: str) -> Chronicle:
    documents = Documents(Corpus(corpus_of(folder / "snapshots", snapshots)))
    return chronicle_of_lineages(documents.gathering.lineages, documents.snapshots, language)


def trace_page(asked: str, snapshots: Sequence[Snapshot], folder: Path, language: str) -> Chronicle:
    corpus = Corpus(corpus_of(folder / "snapshots", snapshots))
    return chronicle_of_trace(trace(asked, corpus), Documents(corpus).snapshots, language)


def rounds_page(rounds: Sequence[Snapshot], folder: Path, language: str, by: str = "section") -> Rounds:
    documents = Documents(Corpus(corpus_of(folder / "snapshots", rounds)))
    pairs = [documents.links(left, right) for left, right in combinations(rounds, 2)]
    return rounds_of(lifecycle(rounds, pairs, by), rounds, language)


def three_rounds() -> list[Snapshot]:
    """Rounds in which lines are repeated, changed, merged, dropped, come new and return."""
    registrant = "开展医疗器械注册人制度试点，允许注册人委托具备条件的企业生产产品。"
    bank = "支持符合条件的港澳银行业、保险业企业设立分支机构。"
    transit = "进一步优化144小时过境免签政策，便利外国人短期停留。"
    pay = "推动移动支付在旅游景点、酒店的应用。"
    return [
        round_of(1, registrant, bank, transit, pay),
        round_of(2, registrant, "支持符合条件的港澳台银行业、保险业企业设立分支机构。", "推进碳足迹管理体系衔接互认。"),
        round_of(
            3, registrant, transit, "支持符合条件的银行业企业设立分支机构。", "推进碳足迹管理体系衔接互认，建立标准。"
        ),
    ]


def hostile() -> list[Snapshot]:
    """Two documents whose texts, titles and names act on what shows them."""
    made = [document(name, *HOSTILE, title="<b>标\x1b题</b>") for name in ("one", "other")]
    changed = replace(made[1].measures[0], text=HOSTILE[0].replace("便利", "支持</ins><img src=x>"))
    other = replace(made[1], measures=(changed, *made[1].measures[1:]), title="题<script>alert(2)</script>")
    return [made[0], replace(other, document_number="=1+1|<i>")]


def file_of(suffix: str, page: Page) -> bytes:
    """A page written as a file."""
    return TIMELINE_FORMATS[suffix].render(page, None)[""]


class _Texts(HTMLParser):
    """The ids and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._skipped += tag in {"script", "style"}
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if (found.get("href") or "").startswith("#"):
            self.hrefs.append((found["href"] or "")[1:])

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words.append(data)


def html_of(page: Page) -> _Texts:
    parser = _Texts()
    parser.feed(file_of("html", page).decode())
    return parser


def words_of(page: Page) -> Mapping[str, str]:
    """What is read in each format, blanks aside."""
    from docx import Document

    paper = Document(io.BytesIO(file_of("docx", page)))
    markdown = unescape(re.sub(r"<br>|<!-- -->|</?(?:del|ins|details|summary)>|\*\*", "", file_of("md", page).decode()))
    shown = {
        "html": "".join(html_of(page).words),
        "docx": "\n".join(node.text or "" for node in paper.element.body.iter() if node.tag.endswith("}t")),
        "md": markdown,
    }
    return {name: re.sub(r"\s+", "", text) for name, text in shown.items()}
