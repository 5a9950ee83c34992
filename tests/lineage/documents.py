"""Small corpora of related documents, and folders that hold them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from policydiff.decisions import dump_decisions
from policydiff.model.decision import Decisions
from policydiff.model.document import Party, Reach, Region, Responsibility, Section, Snapshot
from policydiff.snapshot import dump_snapshot
from tests.decisions.documents import document

PLAN = (
    "在试点地区开展医疗器械注册人制度试点，允许注册人委托具备条件的企业生产产品。",
    "支持符合条件的港澳银行业、保险业企业在试点地区设立分支机构。",
    "进一步优化144小时过境免签政策，便利外国人短期停留。",
    "推动移动支付在旅游景点、酒店的应用。",
)
VERSION = (
    "开展医疗器械注册人制度试点，允许注册人委托具备条件的企业生产产品。",
    "支持符合条件的港澳台银行业、保险业企业在厦门设立分支机构。",
    "建设两岸航运交流合作先行区，发展对台海运快件。",
)
LATER = (
    "在全国开展医疗器械注册人制度，允许注册人委托具备条件的企业生产产品。",
    "支持符合条件的境外银行业、保险业企业设立分支机构。",
    "推进碳足迹管理体系衔接互认。",
)


def plan() -> Snapshot:
    return replace(document("plan-2020", *PLAN), level="national", issued="2020-08-02", series="pilot", round=1)


def version() -> Snapshot:
    return replace(
        document("version-2020", *VERSION),
        level="city",
        region=Region(name="厦门市", code="350200"),
        implements="plan-2020",
    )


def later() -> Snapshot:
    made = document("later-2025", *LATER)
    whole = Reach(raw="全国", kind="nationwide")
    return replace(
        made,
        level="national",
        issued="2025-04-11",
        series="pilot",
        round=2,
        measures=tuple(replace(measure, reach=whole) for measure in made.measures),
    )


def corpus_of(folder: Path, snapshots: Iterable[Snapshot], decided: Iterable[Decisions] = ()) -> Path:
    """A folder with these snapshots and the decisions on them."""
    (folder / "decisions").mkdir(parents=True)
    for snapshot in snapshots:
        (folder / f"{snapshot.id}.json").write_text(dump_snapshot(snapshot), "utf-8")
    for one in decided:
        (folder / "decisions" / f"{one.left}--{one.right}.json").write_text(dump_decisions(one), "utf-8")
    return folder


def round_of(number: int, *texts: str) -> Snapshot:
    """A round of a national series, two measures a section, the first of each by 商务部, the second by 海关总署."""
    made = document(f"round-{number}", *texts)
    sections = tuple(Section(id=str(n), label=f"{n}、", title="部分") for n in range(1, len(texts) // 2 + 2))
    bodies = ("商务部", "海关总署")
    measures = tuple(
        replace(
            one,
            section=str(at // 2 + 1),
            responsibility=Responsibility(
                raw=bodies[at % 2], bodies=(Party(name=bodies[at % 2], role="responsible", printed=bodies[at % 2]),)
            ),
        )
        for at, one in enumerate(made.measures)
    )
    return replace(
        made,
        level="national",
        series="rounds",
        round=number,
        sections=sections,
        measures=measures,
        issued=f"20{number:02}-01-01",
    )
