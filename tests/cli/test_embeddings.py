"""`--embeddings` as a user gives it: what it changes, what it says of itself, and one line for what is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.process import run
from tests.conftest import ROOT
from tests.embeddings.tiny import save_model

COMMANDS = (("compare", "national", "xiamen"), ("review", "national", "xiamen", "--list"))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return save_model(tmp_path_factory.mktemp("models") / "tiny", "支持试点地区开展服务贸易创新发展")


def test_the_comparison_says_which_model_had_a_say(model: str) -> None:
    command = ("compare", "national", "xiamen", "--format", "json")
    plain, given = run(*command), run(*command, "--embeddings", model)
    environment = run(*command, POLICYDIFF_EMBEDDINGS=model)
    assert (given.returncode, given.stderr) == (0, "")
    assert json.loads(plain.stdout)["embeddings"] is None
    assert json.loads(given.stdout)["embeddings"] == "tiny"
    assert given.stdout == environment.stdout
    confidences = [[link["confidence"] for link in json.loads(done.stdout)["links"]] for done in (plain, given)]
    assert confidences[0] != confidences[1]


def test_the_questions_of_a_review_follow_the_model(model: str) -> None:
    plain, given = run(*COMMANDS[1]), run(*COMMANDS[1], "--embeddings", model)
    assert (given.returncode, given.stderr) == (0, "")
    assert given.stdout != plain.stdout
    assert given.stdout == run(*COMMANDS[1], POLICYDIFF_EMBEDDINGS=model).stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "--embeddings: no such folder"),
        ("minishlab/potion-base-8M", "minishlab/potion-base-8M: no such folder; name a local folder"),
        ("README.md", "README.md: this is a file; name a local folder"),
        ("tests", "tests: holds no sound model2vec model"),
        ("a\nb", "b: no such folder"),
    ],
)
def test_trouble_is_one_line_and_exit_code_2(command: tuple[str, ...], given: str, message: str) -> None:
    done = run(*command, "--embeddings", given)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_without_the_extra_one_line_says_how_to_install_it(
    command: tuple[str, ...], model: str, tmp_path: Path
) -> None:
    (tmp_path / "model2vec.py").write_text("raise ModuleNotFoundError('no model2vec')", "utf-8")
    done = run(*command, "--embeddings", model, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "pip install 'policydiff[embeddings]'" in done.stderr
    assert run(*command, PYTHONPATH=str(tmp_path)).returncode == 0


def test_nothing_of_it_is_loaded_unasked() -> None:
    code = (
        "import sys; from policydiff.cli.main import policydiff;"
        "policydiff(['compare', 'national', 'xiamen'], standalone_mode=False);"
        "names = ('policydiff.embeddings', 'model2vec', 'numpy', 'tokenizers', 'huggingface_hub');"
        "sys.exit(', '.join(name for name in names if name in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
