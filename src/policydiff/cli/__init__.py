"""The command line: parse, call a workflow, echo, exit code. Commands are imported when called."""

from policydiff.cli.main import main

__all__ = ["main"]
