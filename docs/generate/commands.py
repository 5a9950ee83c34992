"""The reference of commands, from the commands themselves."""

import re

import click

from generate.markdown import cell, code, table
from policydiff.cli.main import policydiff

_HEAD = """# Commands

Every command takes `--help`. An *ID* may be an alias, and may have `@REV` behind it where editions are read
([history](../method/history.md)). The snapshots are those of the nearest folder `snapshots/` upwards. Data goes to
standard output, words about it to standard error; what the exit code says: [exit codes](exit-codes.md).

"""


def page() -> str:
    """The whole page: a table of all commands, then each of them."""
    context = click.Context(policydiff, info_name="policydiff")
    names = policydiff.list_commands(context)
    found = [(name, command) for name in names if (command := policydiff.get_command(context, name))]
    rows = [(f"[`{name}`](#{name})", cell(_summary(context, name))) for name, _ in found]
    return _HEAD + table(("command", "what it does"), rows) + "".join(_command(context, *one) for one in found)


def _summary(context: click.Context, name: str) -> str:
    formatter = click.HelpFormatter(width=1000)
    policydiff.format_commands(context, formatter)
    found = re.search(rf"^\s+{re.escape(name)}  +(.+)$", formatter.getvalue(), re.M)
    return found[1] if found else ""


def _command(parent: click.Context, name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    options = [record for option in command.get_params(context) if (record := option.get_help_record(context))]
    return (
        f"## policydiff {name} {{#{name}}}\n\n"
        f"```text\npolicydiff {name} {usage}\n```\n\n{_help(command)}\n\n"
        + table(("option", "meaning"), [(code(option), cell(meaning)) for option, meaning in options])
    )


def _help(command: click.Command) -> str:
    """The help as paragraphs; one that click is told not to wrap keeps its lines."""
    paragraphs = (command.help or "").split("\n\n")
    shown = [
        f"```text\n{part[2:]}\n```" if part.startswith("\b\n") else cell(part) for part in map(str.rstrip, paragraphs)
    ]
    return "\n\n".join(shown)
