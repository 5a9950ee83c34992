"""`policydiff init`."""

from pathlib import Path

import click

from policydiff.cli.output import tell, tell_written
from policydiff.errors import UsageError
from policydiff.report.printable import plain


@click.command(name="init")
@click.argument("folder", type=click.Path(path_type=Path), default=Path(), metavar="[FOLDER]")
@click.option(
    "--ci",
    type=click.Choice(("github", "gitlab", "none")),
    default="github",
    show_default=True,
    help="The service whose runs judge each change.",
)
@click.option(
    "--from",
    "source",
    metavar="REQUIREMENT",
    help="What pip installs policydiff from in CI and in hooks: a version, a URL, a folder.  [default: what this one"
    " was installed from]",
)
@click.option("--no-git", is_flag=True, help="Make no git repository where there is none.")
@click.option("--update", is_flag=True, help="Only bring the copies of the schemas up to this release.")
@click.pass_context
def command(context: click.Context, folder: Path, ci: str, source: str | None, no_git: bool, update: bool) -> None:
    """Lay out a data repository in FOLDER, or here: snapshots, schemas for editors, hooks, CI, configuration.

    What is there is kept: no file is ever changed, and what was kept is said. All files are written, or none.
    Where FOLDER is in no git repository, one is begun.
    """
    from policydiff.workflows import init

    if update:
        for name in ("ci", "source", "no_git"):
            if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
                raise UsageError("goes alone", where="--update", remedy="leave the other options out")
        done = init.update(folder)
    else:
        given, is_sure = (source, True) if source is not None else init.installed_from()
        done = init.init(folder, ci=ci, source=given, git=not no_git)
        if not is_sure:
            tell(f"CI and hooks will install {given}; name another place with --from")
    for name in done.written:
        tell_written(folder / name)
    for name in done.kept:
        tell(f"kept as it is: {plain(str(folder / name))}")
    if done.began:
        tell(f"a git repository was begun in {plain(str(folder.resolve()))}")
    if not done.written:
        tell("all was there already")
    elif not update:
        tell(f"next: read {plain(str(folder / 'README.md'))}, and ingest a first document")
