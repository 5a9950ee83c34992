"""The command that writes a comparison as files."""

from pathlib import Path

import pytest

from policydiff.report.formats import FORMATS
from tests.cli.process import run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_documents_give_the_same_bytes(language: str, tmp_path: Path) -> None:
    made = []
    for seed in "12":
        folder = tmp_path / seed
        outputs = [word for suffix in FORMATS for word in ("-o", str(folder / f"r.{suffix}"))]
        done = run("report", "national", "xiamen", "--lang", language, *outputs, PYTHONHASHSEED=seed)
        assert (done.returncode, done.stdout) == (0, "")
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert {name for name in made[0] if made[0][name] != made[1].get(name)} == set()
    assert made[0].keys() == made[1].keys() >= {f"r.{suffix}" for suffix in FORMATS}
