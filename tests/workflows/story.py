"""A story in a real repository: five documents, saved, renumbered, put right, read again, amended, imported late."""

from dataclasses import replace
from pathlib import Path

from policydiff.model.document import Reader, Responsibility, Snapshot
from tests.history.repositories import Git, with_texts

AIR = "支持具备条件的试点地区开通第五航权航线。"
BANKS = "支持符合条件的港澳银行业、保险业企业在试点地区设立分支机构。"
SPORTS = "推进体育消费机制创新。支持冰雪、山地户外体育项目与入境游深度融合。"
SHIPS = "允许外资企业独资经营船舶管理业务。"
DOCTORS = "允许境外医师按照规定来华短期行医。"
DATA = "探索数据跨境流动分类监管模式。"
TAX = "对技术先进型服务企业减按15%的税率征收企业所得税。"


def document(like: Snapshot, name: str, texts: list[str], **fields: object) -> Snapshot:
    """A document with these texts, each with a responsible body."""
    plain = with_texts(like, texts, id=name, aliases=(), title=f"{name}的总体方案", **fields)
    cell = Responsibility(raw="商务部负责")
    measures = tuple(replace(one, responsibility=cell, guidance=None) for one in plain.measures)
    return from_source(replace(plain, measures=measures), name)


def from_source(snapshot: Snapshot, source: str, reader: str = "2.1") -> Snapshot:
    """A snapshot as read from the source of a name, by a reader."""
    digest = f"{sum(map(ord, source)):064x}"
    return replace(snapshot, source=replace(snapshot.source, sha256=digest, reader=Reader(name="text", version=reader)))


def with_cell(snapshot: Snapshot, measure: str, field: str, value: object) -> Snapshot:
    """A snapshot with another value in a cell."""
    measures = (replace(one, **{field: value}) if one.id == measure else one for one in snapshot.measures)  # type: ignore[arg-type]
    return replace(snapshot, measures=tuple(measures))


class Story:
    """The repository, one chapter at a time; `names` are what the hashes of its commits stand for."""

    def __init__(self, top: Path, like: Snapshot) -> None:
        self.git = Git(top, "2026-01-10")
        self.names: dict[str, str] = {}
        self._like = like

    def save(self, name: str, day: str, kind: str | None, *snapshots: Snapshot) -> str:
        self.git.day = day
        trailer = f"\n\nPolicydiff-Kind: {kind}" if kind else ""
        sha = self.git.commit(*snapshots, message=name + trailer)
        self.names[sha] = name
        return sha

    def named(self, page: str) -> str:
        """A page with the names of commits in the place of their hashes."""
        for sha, name in self.names.items():
            page = page.replace(sha, f"<{name}>").replace(sha[:10], f"<{name}>")
        return page

    def begin(self) -> None:
        like = self._like
        self.plan = document(like, "plan", [AIR, BANKS, SHIPS], issued="2020-08-01")
        self.city = document(like, "city", [AIR, SPORTS, DOCTORS], issued="2020-09-01")
        self.zone = document(like, "zone", [DATA, TAX], issued="2021-01-01")
        self.next = document(like, "next", [BANKS, DATA, SHIPS], issued="2025-04-01")
        self.save("begin", "2026-01-10", "policy", self.plan, self.city, self.zone, self.next)

    def renumber(self) -> None:
        """The city issues its version anew, with a measure more in front."""
        self.city = from_source(with_cells_of(self.city, [TAX, AIR, SPORTS, DOCTORS]), "city, second print")
        self.save("renumber", "2026-01-11", "policy", self.city)

    def correct(self) -> None:
        """A cell of the plan that the reader got wrong is put right."""
        self.plan = with_cell(self.plan, "2", "text", BANKS.replace("港澳银行业", "港澳台银行业"))
        self.save("correct", "2026-01-12", "correction", self.plan)

    def reread(self) -> None:
        """A newer reader finds the end of a text, and a body in a cell; whoever committed called it policy."""
        better = with_cell(self.next, "2", "text", DATA + "建立安全评估制度。")
        better = with_cell(better, "3", "responsibility", Responsibility(raw="商务部、交通运输部负责"))
        self.next = from_source(better, "next", "2.2")
        self.save("reread", "2026-01-13", "policy", self.next)

    def amend(self) -> None:
        """The zone's document is amended: one measure softened, one dropped, one new; committed by plain git."""
        amended = with_cells_of(self.zone, ["支持" + DATA.removeprefix("探索"), AIR])
        self.zone = replace(from_source(amended, "zone, amended"), issued="2026-01-14")
        self.save("amend", "2026-01-14", None, self.zone)

    def import_late(self) -> None:
        """An old document becomes known."""
        self.old = document(self._like, "old", [SHIPS, DOCTORS], issued="2019-05-01")
        self.save("import", "2026-01-15", "policy", self.old)


CHAPTERS = ("begin", "renumber", "correct", "reread", "amend", "import_late")


def with_cells_of(snapshot: Snapshot, texts: list[str]) -> Snapshot:
    """A snapshot with these texts, numbered from 1, and the cells of its first measure."""
    like = snapshot.measures[0]
    measures = (replace(like, id=str(at), number=str(at), text=text) for at, text in enumerate(texts, 1))
    return replace(snapshot, measures=tuple(measures))
