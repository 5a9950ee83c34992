"""`policydiff install-git`."""

import click

from policydiff.cli.options import corpus, snapshots_option
from policydiff.cli.output import one_line, tell
from policydiff.errors import UsageError


@click.command(name="install-git")
@click.option("--shared", is_flag=True, help="Write the attributes to .gitattributes, which the whole team has.")
@click.option("--force", is_flag=True, help="Overwrite settings of the same name that are not ours.")
@click.option("--undo", is_flag=True, help="Take out what was put in.")
@snapshots_option
def command(shared: bool, force: bool, undo: bool, snapshots: str | None) -> None:
    """Let git diff and merge the snapshots by measure, in this repository alone.

    The settings go to .git/config and name the Python that runs this; run it again after moving that.
    The attributes go to .git/info/attributes, or with --shared to .gitattributes.
    """
    if undo and (shared or force):
        raise UsageError("goes alone", where="--undo", remedy="leave --shared and --force out")
    from policydiff.workflows.install_git import install, uninstall

    folder = corpus(snapshots).folder
    done = uninstall(folder) if undo else install(folder, shared=shared, force=force)
    if not done.changed:
        tell("nothing was there to take out" if undo else "all was there already")
        return
    where = one_line(", ".join(map(str, (done.configuration, *done.attributes))))
    tell(f"{'taken out of' if undo else 'set up in'} {where}")
