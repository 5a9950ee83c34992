"""`policydiff correct`."""

from datetime import date

import click

from policydiff.cli.options import corpus, snapshots_option
from policydiff.cli.output import emit, tell
from policydiff.errors import UsageError


@click.command(name="correct")
@click.argument("name", metavar="ID[#MEASURE]")
@click.argument("field")
@click.option(
    "--read",
    required=True,
    metavar="X",
    help="What is read now, verbatim: the whole cell, or a part that stands in it once; '' where the cell is empty.",
)
@click.option("--should", required=True, metavar="Y", help="What it should be, verbatim; '' where nothing is to stand.")
@click.option("--why", required=True, metavar="Z", help="Why it is wrong.")
@click.option("--section", metavar="ID", help="The cell is that of this section.")
@click.option("--note", type=click.IntRange(min=1), metavar="N", help="The cell is that of the note at this place.")
@click.option("--by", metavar="NAME", help="Who says so.  [default: the user.name of git]")
@click.option("--when", metavar="DAY", help="On which day (2026-01-31).  [default: today]")
@click.option("--authority", metavar="TITLE", help="The paper by which the authority itself corrected it.")
@click.option("--authority-number", metavar="NUMBER", help="The number of that paper.")
@click.option("--authority-url", metavar="URL", help="Where that paper can be read.")
@snapshots_option
def command(
    name: str,
    field: str,
    read: str,
    should: str,
    why: str,
    section: str | None,
    note: int | None,
    by: str | None,
    when: str | None,
    authority: str | None,
    authority_number: str | None,
    authority_url: str | None,
    snapshots: str | None,
) -> None:
    """Put right a cell that the reader got wrong or that the authority corrected.

    FIELD is, of a measure: number, section, title, text, responsibility, guidance, reach,
    promoted, basis, field or remark; of a section (--section): label, title or intro; of a
    note (--note): text; else, of the document: title, document_number, issued or issuers.

    The correction is kept in corrections/ID.json beside the snapshots, and the source is read
    again with it, now and whenever it is read again. Nothing is committed: `policydiff save`
    commits the snapshot and its corrections together, as a commit of the kind correction.
    """
    from policydiff.model.correction import Authority, Correction
    from policydiff.report.terminal.lines import plain
    from policydiff.workflows.author import author
    from policydiff.workflows.correct import correct

    document, sign, measure = name.partition("#")
    if (bool(sign), section is not None, note is not None).count(True) > 1:
        raise UsageError("do not go together", where="#MEASURE, --section, --note", remedy="a cell is of one of them")
    if sign and not measure:
        raise UsageError("names no measure", where=name, remedy="write for example national#20")
    known = corpus(snapshots)
    paper = (authority or None, authority_number or None, authority_url or None)
    correction = Correction(
        measure=measure or None,
        section=section,
        note=note,
        field=field,
        read=read or None,
        should=should or None,
        why=why,
        by=author(by, known.folder),
        when=when if when is not None else date.today().isoformat(),
        authority=Authority(title=paper[0], number=paper[1], url=paper[2]) if any(paper) else None,
    )
    found = correct(document, correction, known)
    emit(f"{found.path}\n{found.snapshot}\n")
    tell(plain(found.finding.message))
