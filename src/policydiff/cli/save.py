"""`policydiff save`."""

import shlex

import click

from policydiff.cli.options import corpus, lang_option, language, snapshots_option
from policydiff.cli.output import emit, tell

_KINDS = ("policy", "extraction", "correction", "decision")


@click.command(name="save")
@click.argument("names", nargs=-1, metavar="[ID|PATH]...")
@click.option("--kind", type=click.Choice(_KINDS), help="Save the changes of this kind alone.  [default: found out]")
@click.option("--message", metavar="TEXT", help="Subject of the commit.  [default: what changed in measures]")
@click.option("--dry-run", is_flag=True, help="Say what would be committed, write nothing.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@lang_option
@snapshots_option
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    kind: str | None,
    message: str | None,
    dry_run: bool,
    format_: str,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Commit snapshots with their sources, corrections and decisions, all or those named, one kind a commit.

    Kinds: policy (a document is new or amended), extraction (read otherwise), correction (put right), decision.
    With --kind extraction, a named snapshot with another source is a better print of the same document.
    """
    from policydiff.model.finding import Report
    from policydiff.report.findings import RENDERERS as FINDINGS
    from policydiff.report.terminal.saved import RENDERERS, SavedPage
    from policydiff.workflows.save import FaultsError, Wanted, save

    own = "policydiff save"
    if snapshots and context.get_parameter_source("snapshots") is click.core.ParameterSource.COMMANDLINE:
        own += f" --snapshots {shlex.quote(snapshots)}"
    wanted = Wanted(kind=kind, message=message, dry_run=dry_run, command=own)
    try:
        saved = save(names, corpus(snapshots), wanted)
    except FaultsError as error:
        tell(FINDINGS["text"](Report(findings=error.found)), nl=False)
        raise
    page = SavedPage(
        commit=saved.commit,
        kind=saved.kind,
        message=saved.message,
        files=saved.files,
        left_out=tuple((one.name, one.reason, one.kind) for one in saved.left_out),
        notes=(*saved.said, *saved.doubts),
        language=language(lang),
    )
    emit(RENDERERS[format_](page, saved), is_data=format_ == "json")
    for line in page.beside():
        tell(line)
