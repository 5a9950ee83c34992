"""The commit itself: nothing else is touched, hooks and signatures are honoured, and every state has its word."""

import hashlib
import json
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from policydiff.corpus import Corpus
from policydiff.errors import HistoryError, LookupFailedError, PolicydiffError, UsageError
from policydiff.history.commits import read_commits
from policydiff.history.repository import open_repository
from policydiff.history.saving import commit as mechanics
from policydiff.history.saving import message as messages
from policydiff.workflows.save import FaultsError, Wanted, save
from tests.history.data_repository import TEXTS, WIDER, DataRepository, table


def amend(repository: DataRepository, *texts: str) -> None:
    repository.ingest("city", table([*(texts or (WIDER,)), *TEXTS[max(1, len(texts)) :]]))


def hook(repository: DataRepository, name: str, script: str) -> None:
    path = repository.top / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def refused(repository: DataRepository, what: str, *names: str, **wanted: object) -> None:
    """A save is refused in one line, and nothing is altered."""
    before = repository.state()
    with pytest.raises(PolicydiffError, match=what) as raised:
        repository.save(*names, **wanted)
    assert "\n" not in str(raised.value)
    assert repository.state() == before
    assert repository.git("fsck", "--no-dangling") == ""
    left = [path.name for path in (repository.top / ".git").glob("policydiff/save-*")]
    assert left == []


# what is committed, and what is not touched


def test_the_whole_message(saved: DataRepository) -> None:
    amend(saved)
    saved.save()
    digest = saved.corpus.resolve("city").load().source.sha256
    before = json.loads(saved.git("show", "HEAD~:snapshots/city.json"))["source"]["sha256"]
    assert saved.message == (
        "city: 1 measure widened\n"
        "\n"
        "  #1: audience widened: 港澳 → 港澳台\n"
        "\n"
        "Policydiff-Kind: policy\n"
        "Policydiff-Snapshot: city\n"
        "Policydiff-Reader: city text 2.1 tab-table\n"
        f"Policydiff-Source: city sha256:{digest}\n"
        f"Policydiff-Source-Before: city sha256:{before}\n"
        "Policydiff-Version: 0.1.0"
    )
    trailers = saved.git("log", "-1", "--format=%(trailers:key=Policydiff-Kind,valueonly)").strip()
    assert trailers == "policy"
    assert next(read_commits(open_repository(saved.folder), [saved.head])).kind == "policy"


def test_what_else_is_staged_changed_or_new_stays_so(saved: DataRepository) -> None:
    (saved.top / "notes.txt").write_text("1\n")
    (saved.top / "moved.txt").write_text("the same in another place\n")
    saved.git("add", ".")
    saved.git("commit", "-qm", "notes")
    (saved.top / "notes.txt").write_text("2\n")
    saved.git("add", "notes.txt")
    (saved.top / "notes.txt").write_text("3\n")
    saved.git("mv", "moved.txt", "there.txt")
    (saved.top / "new.txt").write_text("new\n")
    saved.git("add", "new.txt")
    (saved.top / "untracked.txt").write_text("untracked\n")
    before = sorted(saved.status)
    amend(saved)
    saved.save()
    assert (
        sorted(saved.status)
        == before
        == ["?? untracked.txt", "A  new.txt", "MM notes.txt", "R  moved.txt -> there.txt"]
    )
    assert saved.files == ["M\tsnapshots/city.json", "M\tsnapshots/sources/city.txt"]
    assert saved.git("show", ":notes.txt") == "2\n"


def test_only_what_was_named(saved: DataRepository) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    saved.ingest("village", table(TEXTS[2:]))
    assert saved.save("town").files == ("snapshots/sources/town.txt", "snapshots/town.json")
    assert saved.status == ["?? snapshots/sources/village.txt", "?? snapshots/village.json"]
    assert saved.save(saved.path("village.json")).snapshots == ("village",)


def test_an_alias_means_its_snapshot(saved: DataRepository) -> None:
    saved.ingest("city", aliases=("c",))
    assert saved.save("c").subject == "city: 1 cell put right"


def test_a_source_belongs_to_its_snapshot(saved: DataRepository) -> None:
    saved.git("rm", "-q", "--cached", "snapshots/sources/city.txt")
    saved.git("commit", "-qm", "lost")
    found = saved.save(saved.path("sources", "city.txt"))
    assert (found.kind, found.files) == ("correction", ("snapshots/sources/city.txt",))


def test_files_of_no_snapshot_are_left_out(saved: DataRepository) -> None:
    (saved.folder / "README.md").write_text("what these are\n")
    found = saved.save()
    assert [(one.name, one.reason) for one in found.left_out] == [("snapshots/README.md", "strange")]
    refused(saved, "belongs to no snapshot of the folder", saved.path("README.md"))


@pytest.mark.parametrize("name", ["nobody", "city@HEAD", "-x", "--all", "", "HEAD", "ci ty", "../city", "a\x1bb"])
def test_names_that_mean_nothing(name: str, saved: DataRepository) -> None:
    with pytest.raises(PolicydiffError):
        saved.save(name)


def test_a_path_outside_the_folder(saved: DataRepository, tmp_path: Path) -> None:
    shutil.copy(saved.folder / "city.json", saved.top / "city.json")
    refused(saved, "belongs to no snapshot", str(saved.top / "city.json"))
    refused(saved, "outside the repository", str(tmp_path / "city.json"))


def test_a_dry_run_writes_nothing(saved: DataRepository) -> None:
    amend(saved)
    before, objects = saved.state(), saved.git("count-objects")
    found = saved.save(dry_run=True)
    assert (found.commit, found.kind, found.dry_run) == (None, "policy", True)
    assert (saved.state(), saved.git("count-objects")) == (before, objects)
    assert found.message == saved.save().message


def test_another_thing_was_staged_of_the_same_file(saved: DataRepository) -> None:
    amend(saved, WIDER)
    saved.git("add", "snapshots")
    amend(saved, WIDER, TEXTS[1].replace("推进", "探索"))
    saved.save()
    assert saved.status == []


def test_an_executable_bit_is_kept(saved: DataRepository) -> None:
    (saved.folder / "city.json").chmod(0o755)
    saved.git("commit", "-qam", "bit")
    amend(saved)
    saved.save()
    assert saved.git("ls-tree", "HEAD", "snapshots/city.json").startswith("100755 ")
    assert saved.status == []


def test_an_executable_bit_alone_is_nothing_to_save(saved: DataRepository) -> None:
    (saved.folder / "city.json").chmod(0o755)
    assert saved.save().kind is None


def test_line_ends_of_the_work_tree(saved: DataRepository) -> None:
    saved.git("config", "core.autocrlf", "true")
    (saved.top / ".gitattributes").write_text("snapshots/sources/* -text\n")
    amend(saved)
    path = saved.folder / "city.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert saved.save().kind == "policy"
    assert "\r" not in saved.git("show", "HEAD:snapshots/city.json")


def test_a_source_that_git_would_alter(saved: DataRepository) -> None:
    saved.git("config", "core.autocrlf", "input")
    saved.ingest("city", table([WIDER, *TEXTS[1:]]).replace("\n", "\r\n"))
    refused(saved, "snapshots/sources/city.txt: git would keep it otherwise than it was read")
    (saved.top / ".gitattributes").write_text("snapshots/sources/* -text -filter\n")
    assert saved.save().kind == "policy"
    command = ["git", "-C", str(saved.top), "cat-file", "blob", "HEAD:snapshots/sources/city.txt"]
    blob = subprocess.run(command, capture_output=True, check=True).stdout
    assert hashlib.sha256(blob).hexdigest() == saved.corpus.resolve("city").load().source.sha256


@pytest.mark.parametrize("rule", ["*.txt", "snapshots/", "town.json"])
def test_ignored_files(rule: str, saved: DataRepository) -> None:
    (saved.top / ".gitignore").write_text(rule + "\n")
    saved.ingest("town", table(TEXTS[:3]))
    refused(saved, "is ignored by git", "town")


def test_a_link(saved: DataRepository, tmp_path: Path) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    path = saved.folder / "town.json"
    path.rename(tmp_path / "town.json")
    path.symlink_to(tmp_path / "town.json")
    refused(saved, "is a link, of which git would keep the name alone", "town")


def test_a_linked_folder_of_sources(saved: DataRepository, tmp_path: Path) -> None:
    amend(saved)
    (saved.folder / "sources").rename(tmp_path / "sources")
    (saved.folder / "sources").symlink_to(tmp_path / "sources")
    refused(saved, "is a link", "city")


def test_a_snapshots_folder_that_is_a_link(saved: DataRepository) -> None:
    amend(saved)
    link = saved.top / "link"
    link.symlink_to("snapshots")
    assert save(["city"], Corpus(link), Wanted()).kind == "policy"
    assert saved.files == ["M\tsnapshots/city.json", "M\tsnapshots/sources/city.txt"]


def test_the_top_is_the_snapshots_folder(tmp_path: Path) -> None:
    repository = DataRepository(tmp_path / "data")
    repository.folder = repository.top
    repository.ingest("city")
    assert repository.save().files == ("city.json", "sources/city.txt")
    assert repository.save("city").kind is None


@pytest.mark.parametrize("folder", ["-rf", "数据 库", 'a"b', "a\tb\nc", "--", "a'$(x)"])
def test_folders_with_odd_names(folder: str, tmp_path: Path) -> None:
    repository = DataRepository(tmp_path / "data")
    repository.folder = repository.top / folder
    repository.folder.mkdir()
    repository.ingest("city")
    assert repository.save().files == (f"{folder}/city.json", f"{folder}/sources/city.txt")
    repository.ingest("city", table([WIDER]))
    assert repository.save("city").kind == "policy"
    assert repository.status == []


# messages


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("-m", "-m"),
        ("--amend", "--amend"),
        ("a`b`$(c);d", "a`b`$(c);d"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("# a comment", "city: # a comment"),
        ("Policydiff-Kind: extraction", "city: Policydiff-Kind: extraction"),
        ("修订\n\n第二段\nPolicydiff-Kind: extraction\n#x", "修订"),
        ("trailing\n\nPolicydiff-Kind: extraction\n", "trailing"),
    ],
)
def test_messages(message: str, subject: str, saved: DataRepository) -> None:
    saved.git("config", "commit.cleanup", "strip")
    amend(saved)
    saved.save(message=message)
    assert saved.subjects[0] == subject
    assert "\n\ncity: 1 measure widened\n\n  #1: audience" in saved.message
    assert next(read_commits(open_repository(saved.folder), [saved.head])).kind == "policy"
    kinds = saved.git("log", "-1", "--format=%(trailers:key=Policydiff-Kind,valueonly)").split()
    assert kinds == ["policy"]
    assert [line for line in saved.message.splitlines() if line.startswith("Policydiff-Kind")] == [
        "Policydiff-Kind: policy"
    ]


@pytest.mark.parametrize("message", ["", " ", "\n\t"])
def test_an_empty_message(message: str, saved: DataRepository) -> None:
    amend(saved)
    with pytest.raises(UsageError):
        saved.save(message=message)
    assert len(saved.subjects) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Policydiff-Kind: extraction",
        "#推动。",
        "-m 推动。",
        "Signed-off-by: 某 <a@b>",
        "# ------------------------ >8 ------------------------",
        "推动\x1b[31m红\x07。",
        "推动\u202e反。",
    ],
)
def test_texts_of_documents_are_data(text: str, saved: DataRepository) -> None:
    for setting in (("commit.cleanup", "scissors"), ("core.commentChar", "-")):
        saved.git("config", *setting)
    saved.ingest("city", table([*TEXTS, text]))
    saved.save()
    assert saved.subjects[0] == "city: 1 measure added"
    body = saved.message.split("\n\n")[1]
    assert body.startswith("  #6: added: ")
    assert all(sign.isprintable() or sign == "\n" for sign in saved.message)
    assert saved.git("log", "-1", "--format=%(trailers:only,unfold)").split("\n")[0] == "Policydiff-Kind: policy"


def test_a_long_body_is_cut(saved: DataRepository) -> None:
    saved.ingest("city", table([*TEXTS, *(f"推动第{number}类贸易。" for number in range(100))]))
    saved.save()
    lines = saved.message.split("\n\n")[1].splitlines()
    assert (len(lines), lines[-1]) == (41, "  and 60 more")


def test_settings_of_git_are_honoured(saved: DataRepository) -> None:
    (saved.top / "template").write_text("TEMPLATE\n")
    saved.git("config", "commit.template", "template")
    saved.git("config", "i18n.commitEncoding", "GBK")
    saved.git("config", "core.editor", "false")
    amend(saved)
    saved.save()
    assert saved.subjects[0] == "city: 1 measure widened"
    assert "港澳 → 港澳台" in saved.message


# hooks and signatures


def test_hooks_see_these_files_alone(saved: DataRepository) -> None:
    (saved.top / "staged.txt").write_text("staged\n")
    saved.git("add", "staged.txt")
    amend(saved)
    hook(saved, "pre-commit", "git diff --cached --name-only > seen; git diff --name-only >> seen; echo looked >&2")
    hook(saved, "prepare-commit-msg", "echo prepared $2 >> seen")
    hook(saved, "commit-msg", 'echo "Reviewed-by: 王" >> "$1"')
    hook(saved, "post-commit", "echo after >> seen")
    found = saved.save()
    assert (saved.top / "seen").read_text() == (
        "snapshots/city.json\nsnapshots/sources/city.txt\nprepared message\nafter\n"
    )
    assert found.said == ("looked",)
    assert saved.message.endswith("\nReviewed-by: 王")
    assert saved.status == ["A  staged.txt", "?? seen"]


@pytest.mark.parametrize("name", ["pre-commit", "prepare-commit-msg", "commit-msg", "reference-transaction"])
def test_a_hook_that_refuses(name: str, saved: DataRepository) -> None:
    (saved.top / "staged.txt").write_text("staged\n")
    saved.git("add", "staged.txt")
    amend(saved)
    hook(saved, name, "echo not on a Sunday >&2; exit 1")
    refused(saved, "git or a hook refuses the commit")
    (saved.top / ".git" / "hooks" / name).unlink()
    assert saved.save().kind == "policy"


def test_a_refused_first_commit(empty: DataRepository) -> None:
    empty.ingest("city")
    hook(empty, "pre-commit", "exit 1")
    refused(empty, "refuses the commit")
    assert empty.git("ls-files") == ""


def test_a_hook_that_fails_after_the_commit(saved: DataRepository) -> None:
    amend(saved)
    hook(saved, "post-commit", "exit 1")
    assert saved.save().commit == saved.head
    assert saved.status == []


def test_hooks_elsewhere(saved: DataRepository, tmp_path: Path) -> None:
    hook(saved, "pre-commit", "exit 1")
    (saved.top / ".git" / "hooks").rename(tmp_path / "hooks")
    saved.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    amend(saved)
    refused(saved, "refuses the commit")


def test_a_hook_that_adds_a_file(saved: DataRepository) -> None:
    (saved.top / "changes.md").write_text("old\n")
    saved.git("add", "changes.md")
    saved.git("commit", "-qm", "changes")
    hook(saved, "pre-commit", "echo new > changes.md; git add changes.md")
    amend(saved)
    found = saved.save()
    assert saved.files == ["M\tchanges.md", "M\tsnapshots/city.json", "M\tsnapshots/sources/city.txt"]
    assert "a hook added changes.md to the commit" in found.said
    assert saved.status == []


def test_a_hook_that_alters_what_was_checked(saved: DataRepository) -> None:
    amend(saved)
    copy = (saved.folder / "city.json").read_bytes()
    hook(
        saved,
        "pre-commit",
        "cp snapshots/city.json x; sed -i s/title/title/ snapshots/city.json; echo >> snapshots/city.json;"
        "git add snapshots/city.json; mv x snapshots/city.json",
    )
    refused(saved, "a hook altered snapshots/city.json")
    assert (saved.folder / "city.json").read_bytes() == copy


def test_a_hook_that_alters_the_first_commit(empty: DataRepository) -> None:
    empty.ingest("city")
    hook(empty, "pre-commit", "git rm -q --cached snapshots/city.json")
    refused(empty, "a hook altered snapshots/city.json")


def test_a_hook_that_alters_the_work_tree(saved: DataRepository) -> None:
    amend(saved)
    hook(saved, "pre-commit", "echo >> snapshots/city.json")
    saved.save()
    assert saved.status == [" M snapshots/city.json"]


def test_a_commit_that_comes_in_between_once(saved: DataRepository) -> None:
    amend(saved)
    other = "git update-ref HEAD $(echo other | git commit-tree -p HEAD 'HEAD^{tree}')"
    hook(saved, "pre-commit", f"[ -e .git/once ] || {{ touch .git/once; {other}; }}")
    assert saved.save().commit == saved.head
    assert saved.subjects == ["city: 1 measure widened", "other", "city: 5 measures, new"]
    assert saved.status == []


def test_commits_that_come_in_between_for_ever(saved: DataRepository) -> None:
    amend(saved)
    hook(saved, "pre-commit", "git update-ref HEAD $(date +%N | git commit-tree -p HEAD 'HEAD^{tree}')")
    with pytest.raises(HistoryError, match="another commit came in between; save again"):
        saved.save()
    assert saved.git("diff", "--name-only", "HEAD").split() == ["snapshots/city.json", "snapshots/sources/city.txt"]
    assert "city: 1 measure widened" not in saved.subjects


def fake_gpg(repository: DataRepository, script: str) -> None:
    program = repository.top.parent / "gpg"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\n{script}\n")
    program.chmod(0o755)
    repository.git("config", "gpg.program", str(program))
    repository.git("config", "commit.gpgSign", "true")


def test_commits_are_signed(saved: DataRepository) -> None:
    fake_gpg(saved, 'echo "[GNUPG:] SIG_CREATED " >&2; echo -----BEGIN PGP SIGNATURE-----')
    amend(saved)
    saved.save()
    assert "gpgsig -----BEGIN PGP SIGNATURE-----" in saved.git("cat-file", "commit", "HEAD")


def test_a_signature_that_cannot_be_made(saved: DataRepository) -> None:
    fake_gpg(saved, "echo no key >&2; exit 2")
    amend(saved)
    refused(saved, "refuses the commit")


# states of the repository


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    with pytest.raises(HistoryError, match="is in no git repository, so it has no history; run git init there"):
        save([], Corpus(tmp_path / "snapshots"), Wanted())


def test_a_bare_repository(tmp_path: Path) -> None:
    repository = DataRepository(tmp_path / "data", init=False)
    repository.folder.mkdir(parents=True)
    repository.git("init", "--bare", "-q", ".")
    with pytest.raises(HistoryError, match="is in a bare repository; clone it"):
        repository.save()


def diverged(repository: DataRepository) -> None:
    (repository.top / "a").write_text("1")
    repository.git("add", "a")
    repository.git("commit", "-qm", "a")
    repository.git("switch", "-qc", "other", "HEAD~")
    (repository.top / "a").write_text("2")
    repository.git("add", "a")
    repository.git("commit", "-qm", "b")
    amend(repository)


@pytest.mark.parametrize(
    ("command", "what"), [("merge", "a merge"), ("rebase", "a rebase"), ("cherry-pick", "a cherry-pick")]
)
def test_in_the_middle(command: str, what: str, saved: DataRepository) -> None:
    diverged(saved)
    saved.git("-c", "rebase.autoStash=true", command, "main", check=False)
    refused(saved, f"{what} is under way; finish it with --continue, or --abort it")


def test_a_bisection(saved: DataRepository) -> None:
    saved.git("bisect", "start")
    refused(saved, "a bisection is under way; run git bisect reset first")


def test_a_detached_head(saved: DataRepository) -> None:
    amend(saved)
    saved.git("switch", "-q", "--detach")
    refused(saved, "no branch is checked out, so a commit would be lost; run git switch -c NAME first")
    saved.git("switch", "-qc", "new")
    assert saved.save().kind == "policy"


def test_a_shallow_clone(saved: DataRepository, tmp_path: Path) -> None:
    amend(saved)
    saved.save()
    saved.git("clone", "-q", "--depth=1", f"file://{saved.top}", str(tmp_path / "clone"))
    clone = DataRepository(tmp_path / "clone", init=False)
    clone.ingest("city", table(TEXTS))
    assert clone.save().subject == "city: 1 measure narrowed"
    assert (clone.status, clone.git("rev-list", "--count", "HEAD").strip()) == ([], "2")


def test_no_identity(saved: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    amend(saved)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    with pytest.raises(HistoryError, match=r'git does not know who you are; run git config user.name "NAME" and git'):
        saved.save()
    saved.git("config", "user.name", "王")
    saved.git("config", "user.email", "wang@example.org")
    assert saved.save().kind == "policy"
    assert saved.git("log", "-1", "--format=%an <%ae>").strip() == "王 <wang@example.org>"


def test_the_index_is_held(saved: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mechanics, "_PATIENCE", 0.1)
    amend(saved)
    lock = saved.top / ".git" / "index.lock"
    lock.touch()
    refused(saved, r"index\.lock: another git process holds the index; wait for it; if none runs, remove this file")
    assert lock.exists()
    lock.unlink()
    assert saved.save().kind == "policy"


def test_the_branch_is_locked(saved: DataRepository) -> None:
    amend(saved)
    (saved.top / ".git" / "refs" / "heads" / "main.lock").touch()
    refused(saved, "git or a hook refuses the commit: .*main.lock")


def test_the_objects_cannot_be_written(saved: DataRepository) -> None:
    amend(saved)
    objects = saved.top / ".git" / "objects"
    blocked = saved.git("hash-object", "snapshots/city.json").strip()[:2]
    assert not (objects / blocked).exists()
    (objects / blocked).write_text("in the way")
    before = saved.head, saved.git("ls-files", "--stage")
    with pytest.raises(HistoryError, match="git refuses"):
        saved.save()
    (objects / blocked).unlink()
    assert (saved.head, saved.git("ls-files", "--stage")) == before
    assert saved.save().kind == "policy"


def test_a_folder_of_git_that_cannot_be_written(saved: DataRepository) -> None:
    amend(saved)
    shutil.rmtree(saved.top / ".git" / "policydiff")
    (saved.top / ".git" / "policydiff").write_text("in the way")
    with pytest.raises(PolicydiffError, match="cannot be locked"):
        saved.save()


def test_conflict_markers(saved: DataRepository) -> None:
    path = saved.folder / "city.json"
    path.write_text("<<<<<<< ours\n" + path.read_text("utf-8") + "=======\n>>>>>>> theirs\n", "utf-8")
    with pytest.raises(FaultsError, match="1 error, nothing was saved") as raised:
        saved.save()
    assert "a merge was left unfinished" in raised.value.found[0].finding.message


def test_an_unsettled_conflict(saved: DataRepository) -> None:
    saved.git("switch", "-qc", "other")
    amend(saved)
    saved.save()
    saved.git("switch", "-q", "main")
    saved.ingest("city", table([TEXTS[0].replace("港澳", "境外"), *TEXTS[1:]]))
    saved.git("stash", "-q")
    saved.git("merge", "-q", "other")
    saved.git("stash", "pop", check=False)
    refused(saved, "is in conflict; settle it")


def test_errors_refuse_and_warnings_pass(saved: DataRepository) -> None:
    saved.ingest("city", table([*TEXTS, "推动。"]), implements="nobody")
    with pytest.raises(FaultsError) as raised:
        saved.save()
    assert [one.finding.id for one in raised.value.found] == ["implements-dangling"]
    assert len(saved.subjects) == 1
    text = table(TEXTS).replace("市商务局", "某神秘机构")
    saved.ingest("town", text)
    assert saved.save("town").kind == "policy"  # unknown-body is a warning


def test_a_source_that_changed_behind_the_snapshot(saved: DataRepository) -> None:
    path = saved.folder / "sources" / "city.txt"
    path.write_text(path.read_text("utf-8") + "x", "utf-8")
    with pytest.raises(FaultsError) as raised:
        saved.save()
    assert [one.finding.id for one in raised.value.found] == ["source-changed"]


def test_a_missing_source(saved: DataRepository) -> None:
    (saved.folder / "sources" / "city.txt").unlink()
    with pytest.raises(FaultsError) as raised:
        saved.save()
    assert [one.finding.id for one in raised.value.found] == ["source-missing"]


def test_a_file_that_changes_while_it_is_saved(saved: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    amend(saved)
    path, known = saved.folder / "city.json", messages.message

    def slow(*arguments: object) -> str:
        path.write_text(path.read_text("utf-8") + " ", "utf-8")
        return known(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("policydiff.workflows.save.message", slow)
    with pytest.raises(HistoryError, match="changed while it was being saved; save again"):
        saved.save()
    assert len(saved.subjects) == 1


def test_a_submodule(saved: DataRepository, tmp_path: Path) -> None:
    outer = DataRepository(tmp_path / "outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(saved.top), "data")
    outer.git("commit", "-qm", "submodule")
    inner = DataRepository(tmp_path / "outer" / "data", init=False)
    inner.ingest("city", table([WIDER, *TEXTS[1:]]))
    assert inner.save().kind == "policy"
    assert (inner.status, " M data" in outer.status, outer.subjects) == ([], True, ["submodule"])


def test_an_index_of_another(saved: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    amend(saved)
    with monkeypatch.context() as patch:
        patch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        with pytest.raises(HistoryError, match="GIT_INDEX_FILE in the environment leads git elsewhere; unset it"):
            saved.save()
    assert (len(saved.subjects), (tmp_path / "index").exists()) == (1, False)


def test_a_git_folder_of_another(saved: DataRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = DataRepository(tmp_path / "other")
    amend(saved)
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(other.top / ".git"))
        with suppress(HistoryError):  # newer versions of GitPython lead git back
            saved.save()
    assert (other.head, other.git("ls-files"), other.status) == ("", "", [])


def test_a_git_folder_that_is_named_is_no_trouble(saved: DataRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    amend(saved)
    with monkeypatch.context() as patch:
        patch.setenv("GIT_DIR", str(saved.top / ".git"))
        assert saved.save().kind == "policy"
    assert saved.status == []


def test_a_folder_that_was_moved(saved: DataRepository) -> None:
    saved.folder.rename(saved.top / "data")
    saved.folder = saved.top / "data"
    refused(saved, "data/city.json: was moved here from snapshots/city.json; commit moves with git alone")
    saved.git("add", "-A")
    saved.git("commit", "-qm", "moved")
    assert saved.save().kind is None


def test_a_copy_in_another_folder_is_no_move(saved: DataRepository) -> None:
    shutil.copytree(saved.folder, saved.top / "data")
    saved.folder = saved.top / "data"
    assert saved.save().subject == "city: 5 measures, new"


def test_a_linked_work_tree(saved: DataRepository, tmp_path: Path) -> None:
    saved.git("worktree", "add", "-q", "-b", "other", str(tmp_path / "tree"))
    tree = DataRepository(tmp_path / "tree", init=False)
    tree.ingest("city", table([WIDER, *TEXTS[1:]]))
    assert tree.save().commit == tree.head
    assert (saved.status, saved.subjects, tree.status) == ([], ["city: 5 measures, new"], [])


def test_a_sparse_checkout(saved: DataRepository) -> None:
    saved.ingest("town", table(TEXTS[:3]))
    (saved.top / "other").mkdir()
    (saved.top / "other" / "file").write_text("x")
    saved.git("add", ".")
    saved.git("commit", "-qm", "more")
    saved.git("sparse-checkout", "set", "--no-cone", "/snapshots/", "!/snapshots/town.json")
    assert not (saved.top / "other").exists()
    assert saved.save().kind is None
    amend(saved)
    assert saved.save().left_out == ()
    assert (saved.status, saved.files) == ([], ["M\tsnapshots/city.json", "M\tsnapshots/sources/city.txt"])
    assert saved.git("ls-tree", "-r", "--name-only", "HEAD").split()[0] == "other/file"


def test_private_indexes_that_were_left_behind(saved: DataRepository) -> None:
    folder = saved.top / ".git" / "policydiff"
    for name, age in (("save-old", 2 * 86400), ("save-new", 60)):
        (folder / name).write_text("x")
        stamp = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (stamp, stamp))
    amend(saved)
    saved.save()
    assert sorted(path.name for path in folder.glob("save-*")) == ["save-new"]


def test_a_lookup_that_fails_says_what_was_meant(saved: DataRepository) -> None:
    (saved.folder / "city.json").unlink()
    with pytest.raises(LookupFailedError, match=r"did you mean city|there are city"):
        saved.save("ciyt")
