"""Data repositories as `policydiff init` lays them out, with a city's documents in them."""

import json
import shutil
from pathlib import Path

from policydiff.read.document import Told
from policydiff.workflows.ingest import ingest
from policydiff.workflows.init import init
from tests.history.data_repository import DataRepository, table

ZEROS = "0" * 40
PLANTED = "境外银行"


class CityRepository(DataRepository):
    """A repository that `init` laid out; `main` holds one snapshot, if it is asked for."""

    def __init__(self, top: Path, *, ci: str = "github", empty: bool = False) -> None:
        top.mkdir(parents=True)
        init(top, ci=ci, source="policydiff==1.2.3")
        super().__init__(top, init=False)
        self.commit("begin")
        if not empty:
            self.document("city-2020")
            self.commit("a first document")

    def commit(self, message: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.head

    def document(self, name: str, text: str | None = None) -> Path:
        source = self.top.parent / f"{name}.txt"
        source.write_text(text or table(), "utf-8")
        ingest(source, Told(id=name), self.corpus, force=(self.folder / f"{name}.json").exists())
        return self.folder / f"{name}.json"

    def branch(self, name: str) -> None:
        self.git("checkout", "-q", "-b", name)

    def break_snapshot(self) -> int:
        """Edit a measure away from its source; the line that it stands on."""
        path = self.folder / "city-2020.json"
        path.write_text(path.read_text("utf-8").replace("港澳银行业", PLANTED, 1), "utf-8")
        return 1 + next(at for at, line in enumerate(path.read_text("utf-8").splitlines()) if PLANTED in line)

    def mend(self) -> None:
        self.git("checkout", "-q", "main", "--", "snapshots/city-2020.json")

    def clone(self, top: Path, *options: str) -> "CityRepository":
        """As a service checks it out."""
        shutil.rmtree(top, ignore_errors=True)
        self.git("clone", "-q", *options, self.top.as_uri(), str(top))
        made = object.__new__(CityRepository)
        DataRepository.__init__(made, top, init=False)
        return made


def pull_request(base: str) -> dict[str, object]:
    return {"pull_request": {"base": {"sha": base, "ref": "main"}}, "repository": {"default_branch": "main"}}


def push(before: str, after: str) -> dict[str, object]:
    return {"before": before, "after": after, "repository": {"default_branch": "main"}}


def results(path: str) -> list[dict[str, object]]:
    """The results of a SARIF file."""
    log = json.loads(Path(path).read_text("utf-8"))
    return [result for run in log["runs"] for result in run["results"]]
