"""What commands with a gate have in common: `compare` and `report`. Today is asked for here, and nowhere below."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policydiff.cli.output import tell
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from policydiff.compare.editions.period import Period
    from policydiff.corpus import Corpus
    from policydiff.model.gate import Verdict
    from policydiff.workflows.compare import Compared
    from policydiff.workflows.gate import Gate

Command = TypeVar("Command", bound=Callable[..., Any])


def gate_options(command: Command) -> Command:
    """`--fail-on`, `--gate` and `--base`."""
    for option in (
        click.option(
            "--base",
            metavar="REV",
            help="Judge by the configuration, waivers and decisions of the commit at which this line left REV.",
        ),
        click.option("--gate", is_flag=True, help="Exit with 1 if there is what [gate] of the configuration fails on."),
        click.option(
            "--fail-on",
            multiple=True,
            metavar="WHAT",
            help="Exit with 1 if there is a difference of this rule, kind or severity (or a worse one) that no waiver"
            " accepts; may be repeated.",
        ),
    ):
        command = option(command)
    return command


def new_option(command: Command) -> Command:
    """`--new`."""
    help_ = "With a gate and --since: gate what new snapshots change against what they follow."
    return click.option("--new", is_flag=True, help=help_)(command)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options of a gate, and for whom and in which language it is told."""

    fail_on: tuple[str, ...]
    gate: bool
    base: str | None
    new: bool = False
    profile: str | None
    language: str

    @property
    def is_gated(self) -> bool:
        """Whether there is a gate; what only a gate needs goes with one.

        Raises:
            UsageError: there is none, and something asks for one.
        """
        if not (self.fail_on or self.gate):
            for option, value in (("--base", self.base), ("--new", self.new)):
                if value:
                    raise UsageError("goes with --fail-on or --gate", where=option, remedy="add one of them")
        return bool(self.fail_on or self.gate)


def today() -> str:
    """The day of the calendar, in ISO form."""
    from datetime import date

    return date.today().isoformat()


def compare_gated(
    left: str, right: str, data: "Corpus", embeddings: str | None, wanted: Wanted
) -> "tuple[Compared, Verdict | None]":
    """The comparison of two snapshots, and what the gate says of it; None where there is none."""
    from policydiff.workflows.compare import compare_by_name

    if not wanted.is_gated:
        return compare_by_name(left, right, data, embeddings, wanted.profile), None
    from policydiff.workflows.gate import gate_comparison

    gate = _gate(data, wanted, (wanted.base, None), "--base")
    found = compare_by_name(left, right, gate.judge.corpus(data), embeddings, severities=gate.severities)
    return found, gate_comparison(found, gate)


def period_gated(between: tuple[str, str | None], names: tuple[str, ...], data: "Corpus", wanted: Wanted) -> "Period":
    """What changed since a revision, with what the gate says of it if there is one."""
    from policydiff.workflows.period import period

    since, until = between
    if not wanted.is_gated:
        return period(since, data, names, until, profile=wanted.profile)
    from policydiff.workflows.gate import gate_period, with_verdict

    gate = _gate(data, wanted, between, "--since")
    found = period(since, gate.judge.corpus(data), names, until, severities=gate.severities)
    return with_verdict(found, gate_period(found, gate))


def _gate(data: "Corpus", wanted: Wanted, between: tuple[str | None, str | None], option: str) -> "Gate":
    from policydiff.workflows.gate import Asked, gate_of
    from policydiff.workflows.judging.judge import judge_of

    asked = Asked(
        today=today(), fail_on=wanted.fail_on, as_configured=wanted.gate, profile=wanted.profile, new=wanted.new
    )
    return gate_of(asked, judge_of(data, *between, option=option))


def told(verdict: "Verdict | None", language: str) -> bool:
    """Tell a verdict on standard error; whether it fails.

    Raises:
        GateError: something could not be compared, which never passes.
    """
    if verdict is None:
        return False
    from policydiff.report.gate import to_text
    from policydiff.workflows.gate import require_compared

    tell(to_text(verdict, language), nl=False)
    require_compared(verdict)
    return not verdict.passes
