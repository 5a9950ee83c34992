"""The page of a comparison by size: how long it takes to write, and in a browser to open and to filter."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_benchmark.fixture import BenchmarkFixture

from policydiff.compare.pipeline import compare
from policydiff.model.document import Measure, Snapshot
from policydiff.report.dossier import Dossier
from policydiff.report.html.comparison import render
from policydiff.workflows.compare import Compared
from policydiff.workflows.report import dossier
from tests.report.html.browsers import reading
from tests.report.programs import chromium

SIZES = (100, 1000, 5000)
Grow = Callable[[int], Dossier]


def grown(side: Snapshot, texts: list[str], rng: random.Random) -> Snapshot:
    """A snapshot with these texts, each with the cells of a measure of `side`."""
    measures: list[Measure] = []
    for at, text in enumerate(texts, 1):
        one = rng.choice(side.measures)
        section = side.sections[(at - 1) * len(side.sections) // len(texts)].id
        measures.append(replace(one, id=str(at), number=str(at), text=text, title=None, section=section))
    return replace(side, measures=tuple(measures), notes=(), findings=())


@pytest.fixture(scope="module")
def grow(national: Snapshot, xiamen: Snapshot) -> Grow:
    @cache
    def made(size: int) -> Dossier:
        """Two documents of so many measures, of the clauses of real ones: some equal, some shorter, some without a match."""
        rng = random.Random(size)
        clauses = [part for one in national.measures for part in one.text.rstrip("。").split("，") if len(part) > 6]

        def text() -> str:
            return "，".join(rng.sample(clauses, rng.randint(2, 4))) + f"（第{rng.randint(1, 10**7)}类）。"

        def changed(one: str) -> str:
            kept = one.split("，")
            return one if len(kept) < 3 else "，".join(kept[1:])

        texts = [text() for _ in range(size)]
        others = [text() if rng.random() < 0.15 else changed(one) if rng.random() < 0.5 else one for one in texts]
        left, right = grown(national, texts, rng), grown(xiamen, others, rng)
        return dossier(Compared(compare(left, right), left, right), "zh")

    return made


@pytest.mark.parametrize("size", SIZES)
def test_writing(benchmark: BenchmarkFixture, grow: Grow, size: int) -> None:
    shown = grow(size)
    content = benchmark.pedantic(render, args=(shown,), rounds=2, warmup_rounds=1)[""]  # type: ignore[no-untyped-call]
    benchmark.extra_info["megabytes"] = round(len(content) / 1e6, 2)


@pytest.fixture(scope="module", params=SIZES)
def page_file(request: pytest.FixtureRequest, grow: Grow, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / f"{request.param}.html"
    path.write_bytes(render(grow(request.param))[""])
    return path


@pytest.fixture(scope="module")
def open_page(page_file: Path) -> Iterator[Page]:
    with chromium() as browser, reading(browser) as reader:
        yield reader.open(page_file)


def test_opening(benchmark: BenchmarkFixture, page_file: Path) -> None:
    """Until the page has loaded, its script included: what is filtered then is filtered at once."""
    with chromium() as browser, reading(browser) as reader:
        benchmark.pedantic(reader.open, args=(page_file,), rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call]


FILTER = """picked => new Promise(done => {
    location.hash = picked;
    window.addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(done)), {once: true});
})"""


@pytest.mark.parametrize(
    "picked", ["#?uptake=narrowed", "#?kind=content&direction=removed", "#?q=人才", "#?side=left-only"]
)
def test_filtering(benchmark: BenchmarkFixture, open_page: Page, picked: str) -> None:
    """Until the next picture is drawn."""

    def clear() -> None:
        open_page.evaluate(FILTER, "#?")
        open_page.wait_for_timeout(300)

    benchmark.pedantic(lambda: open_page.evaluate(FILTER, picked), setup=clear, rounds=3, warmup_rounds=1)  # type: ignore[no-untyped-call]
