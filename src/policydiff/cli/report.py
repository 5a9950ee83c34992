"""`policydiff report`."""

from pathlib import Path

import click

from policydiff.cli.options import corpus, embeddings_option, lang_option, language, snapshots_option


@click.command(name="report")
@click.argument("left")
@click.argument("right")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File to write; its end says the format (see above). May be repeated: one comparison, several files.",
)
@click.option(
    "--template",
    "templates",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own page for HTML (.html.j2) or Markdown (.md.j2), or a document whose styles Word takes (.docx).",
)
@click.option(
    "--profile",
    type=click.Choice(("unit", "enterprise", "researcher")),
    help="Whose severities: the implementing unit's, an enterprise's or a researcher's."
    "  [default: the one configured, else researcher]",
)
@embeddings_option
@lang_option
@snapshots_option
def command(
    left: str,
    right: str,
    outputs: tuple[Path, ...],
    templates: tuple[Path, ...],
    profile: str | None,
    embeddings: str | None,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Write the comparison of LEFT with RIGHT as a file to send round: .html, .docx, .xlsx, .md, .csv, .zip or .json.

    LEFT and RIGHT are named as for compare.
    """
    from policydiff.workflows.compare import compare_by_name
    from policydiff.workflows.report import check_outputs, dossier, prepare, write_report

    data = corpus(snapshots)
    check_outputs(outputs, templates, data)
    prepare(outputs)
    found = compare_by_name(left, right, data, embeddings, profile)
    for path in write_report(dossier(found, language(lang)), outputs, templates):
        click.echo(f"written: {path}", err=True)
