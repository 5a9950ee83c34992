"""`policydiff review`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.options import corpus, embeddings_option, lang_option, language, snapshots_option, terminal_columns
from policydiff.cli.output import emit, tell
from policydiff.errors import UsageError

if TYPE_CHECKING:
    from policydiff.compare.questions import Question
    from policydiff.report.terminal.review import ReviewPage
    from policydiff.workflows.review import Review
    from policydiff.workflows.sitting import Sitting


@click.command(name="review")
@click.argument("left")
@click.argument("right")
@click.option("--by", metavar="NAME", help="Who decides.  [default: the user.name of git]")
@click.option("--list", "listing", is_flag=True, help="List the decisions and the open questions.")
@click.option(
    "--export",
    "export_to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write decisions and open questions to a file.",
)
@click.option(
    "--import",
    "import_from",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take up the answers in such a file.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many questions.")
@embeddings_option
@lang_option
@snapshots_option
def command(
    left: str,
    right: str,
    by: str | None,
    listing: bool,
    export_to: Path | None,
    import_from: Path | None,
    limit: int | None,
    embeddings: str | None,
    lang: str | None,
    snapshots: str | None,
) -> None:
    """Decide on the links of LEFT and RIGHT, the most doubtful first.

    Decisions are kept beside the snapshots, in decisions/LEFT--RIGHT.json, and outrank the matcher.
    """
    if sum(map(bool, (listing, export_to, import_from))) > 1:
        raise UsageError("do not go together", where="--list, --export, --import", remedy="use one at a time")
    interactive = not (listing or export_to or import_from)
    if interactive and not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise UsageError("the questions need a terminal", where="review", remedy="use --list, or --export and --import")
    from policydiff.report.terminal.review import ReviewPage
    from policydiff.workflows.author import author
    from policydiff.workflows.review import Review
    from policydiff.workflows.sitting import Sitting

    known = corpus(snapshots)
    name = author(by, known.folder) if interactive or import_from else ""
    review = Review(left, right, known, embeddings)
    colour = interactive and "NO_COLOR" not in os.environ
    page = ReviewPage(review.left, review.right, language(lang), columns=terminal_columns(), colour=colour)
    if export_to:
        review.export(export_to, limit)
        emit(f"{export_to}\n")
    elif import_from:
        _import(review, page, import_from, name)
    elif listing:
        state = review.state(limit)
        meant = [(one.left, one.right) for one in state.resolved.meanings]
        emit(page.list(state.kept.decisions, meant, state.resolved.rulings.stale, state.questions))
    else:
        _walk(Sitting(review, name, limit), review, page)


def _import(review: "Review", page: "ReviewPage", path: Path, by: str) -> None:
    kept, merged = review.take_in(path, by)
    emit(f"{kept.path}\n")
    for before, after in merged.replaced:
        tell(page.replaced(before.decision, after.decision))
    stale = len(merged.resolved.rulings.stale)
    tell(
        f"{len(merged.added)} added, {len(merged.replaced)} replaced, {len(merged.unchanged)} unchanged; "
        f"decisions: {len(merged.decisions.decisions)}, stale: {stale}",
    )


def _walk(sitting: "Sitting", review: "Review", page: "ReviewPage") -> None:
    """Ask until nothing is open or the reader has had enough; `said` is what became of the last key."""
    from policydiff.report.terminal.review import Place

    said = ""
    while (question := sitting.question) is not None:
        place = Place(number=sitting.number, total=sitting.total, answered=sitting.answered)
        click.clear()
        emit(page.question(question, review.link(question), place) + said, colour=True)
        key = _key()
        if key == "q":
            break
        said = _press(key, question, sitting, page)
    state = review.state()
    path = os.path.relpath(state.kept.path)
    emit(page.sentence("review.end", answered=sitting.answered, open=len(state.questions), path=path))


def _press(key: str, question: "Question", sitting: "Sitting", page: "ReviewPage") -> str:
    """Do what a key asks for; a key without a meaning does nothing."""
    from policydiff.model.decision import LINKED, PARTLY, UNRELATED

    verdicts = {"y": LINKED, "n": UNRELATED, "p": PARTLY}
    if key in verdicts:
        return page.sentence("review.saved", sitting.answer(question, verdicts[key]).decision)
    if key == "s":
        sitting.skip()
    elif key == "b":
        undone = sitting.back()
        return page.sentence("review.taken-back", undone.decision) if undone else ""
    elif key == "w":
        return _reason(sitting, page)
    return ""


def _reason(sitting: "Sitting", page: "ReviewPage") -> str:
    """Ask for the reason of the last answer; an empty line gives none."""
    if sitting.last is None:
        return page.sentence("review.no-answer")
    why = _line(page.sentence("review.why", sitting.last.decision).rstrip("\n"))
    return page.sentence("review.saved", sitting.give_reason(sitting.last, why).decision) if why else ""


def _key() -> str:
    """The key that is pressed, whatever its case or width; `q` where the terminal is gone.

    What is typed faster than it can be read is not taken for an answer to a question unseen.
    """
    import unicodedata

    try:
        typed = click.getchar()
    except (EOFError, OSError):
        return "q"
    return unicodedata.normalize("NFKC", typed)[:1].lower() if typed else "q"


def _line(prompt: str) -> str:
    """A typed line without what is not printable; nothing where it is broken off."""
    try:
        typed = click.prompt(prompt, default="", show_default=False)
    except click.Abort:
        return ""
    return "".join(sign for sign in typed if sign.isprintable()).strip()
