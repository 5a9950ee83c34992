"""Pages of the repository's own snapshots."""

import pytest

from policydiff.corpus import Corpus
from policydiff.report.timeline import Chronicle, Rounds
from policydiff.workflows.timelines import lifecycle_page, lineages_page, trace_page
from tests.conftest import SNAPSHOTS
from tests.lineage.documents import later, plan, version
from tests.report.timeline.made import lineages_page as made_page

ROUNDS = ("ftz-departments-2019", "ftz-batch-6")


@pytest.fixture(scope="package")
def all_lineages() -> Chronicle:
    return lineages_page(Corpus(SNAPSHOTS), "zh")


@pytest.fixture(scope="package")
def made_lineages(tmp_path_factory: pytest.TempPathFactory) -> Chronicle:
    return made_page([plan(), version(), later()], tmp_path_factory.mktemp("made"), "en")


@pytest.fixture(scope="package")
def one_trace() -> Chronicle:
    return trace_page("national-2020#20", Corpus(SNAPSHOTS), "zh")


@pytest.fixture(scope="package")
def long_trace() -> Chronicle:
    return trace_page("医疗器械注册人", Corpus(SNAPSHOTS), "en")


@pytest.fixture(scope="package")
def ftz_rounds() -> Rounds:
    return lifecycle_page(ROUNDS, Corpus(SNAPSHOTS), "en", "section")
