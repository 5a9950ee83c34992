"""The `policydiff` command: its subcommands, and one line for every kind of trouble."""

import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn, TextIO

import click

from policydiff.cli.output import one_line, tell, tell_trouble
from policydiff.errors import PolicydiffError, did_you_mean

EXIT_TROUBLE = 2
_COMMANDS = {
    "ingest": "Read a source document into a snapshot.",
    "reread": "Read the kept sources again, with their corrections.",
    "correct": "Put right a cell that was read wrong.",
    "list": "List the snapshots.",
    "show": "Show a snapshot or one of its measures.",
    "validate": "Check snapshots and say what is wrong, where.",
    "compare": "Compare two snapshots measure by measure.",
    "report": "Write a comparison as a page, a document, a sheet or data.",
    "log": "Show what each commit did to snapshots and measures.",
    "blame": "Show which commit last changed each measure.",
    "waive": "Accept single findings or differences, until a day.",
    "review": "Decide on links, the most doubtful first.",
    "save": "Commit what is unsaved, one kind of change a commit.",
    "trace": "Follow a measure through all documents.",
    "lineages": "List the families of measures over all snapshots.",
    "lifecycle": "Say what became of measures from round to round.",
    "ci": "Judge a change of the snapshots in CI.",
    "init": "Lay out a new data repository.",
    "install-git": "Let git diff and merge snapshots by measure in this repository.",
    "git-diff": "Show git how a snapshot differs (git calls this).",
    "git-merge": "Merge a snapshot by measure (git calls this).",
}
_TYPED = tuple(name for name in _COMMANDS if not name.startswith("git-"))


class _Commands(click.Group):
    """Subcommands by name, each in a module of its own that is imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"policydiff.cli.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in _COMMANDS and not name.startswith("-"):
            ctx.fail(f"there is no command “{name}”; {did_you_mean(name, _TYPED)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policydiff")
def policydiff() -> None:
    """Say, with evidence, how policy measures change between documents."""


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 findings or differences, 2 trouble."""
    gc.set_threshold(100_000, 20, 20)  # nearly all objects of a run live until its end
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_characters(stream)
    sys.exit(run())


def run(arguments: Sequence[str] | None = None, told: Callable[[str], None] | None = None) -> int:
    """Run one command, that of the command line if none is given; its exit code. `told` hears of trouble, in one
    line, which goes to standard error otherwise.
    """
    told = told or tell_trouble
    try:
        code = policydiff.main(None if arguments is None else list(arguments), standalone_mode=False)
    except PolicydiffError as error:
        told(one_line(str(error)))
    except click.exceptions.NoArgsIsHelpError as error:
        tell(error.format_message())
    except click.ClickException as error:
        told(one_line(_described(error)))
    except (click.Abort, KeyboardInterrupt):
        told("stopped")
    except MemoryError:
        told("there is not enough memory for this")
    else:
        return code if isinstance(code, int) else 0
    return EXIT_TROUBLE


def _never_fail_on_characters(stream: TextIO) -> None:
    """A terminal that cannot show a character gets its code instead of an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")


def _described(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "policydiff"
    return f"{error.format_message()} (see {path} --help)"
