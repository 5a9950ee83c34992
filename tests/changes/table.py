"""The catalogue as the table that `docs/changes.md` carries; `python -m tests.changes.table` writes it there."""

from policydiff.changes.catalogue import PROFILES, RULES
from policydiff.report.wording import LANGUAGES, words
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "changes.md"
BEGIN, END = "<!-- catalogue: python -m tests.changes.table -->\n", "<!-- end of catalogue -->"


def catalogue_table() -> str:
    """A row a rule: what it says, its mirror, its severities."""
    english, chinese = words("en"), words("zh")
    assert LANGUAGES == ("zh", "en")
    rows = [
        f"| `{rule.id}` | {english(f'rule.{rule.id}')} | {chinese(f'rule.{rule.id}')} | "
        f"{'itself' if rule.mirror == rule.id else f'`{rule.mirror}`'} | "
        + " | ".join(rule.severity[profile] for profile in PROFILES)
        + " |\n"
        for rule in RULES
    ]
    head = f"| rule | says | in Chinese | mirror | {' | '.join(PROFILES)} |\n"
    return head + "|---" * (4 + len(PROFILES)) + "|\n" + "".join(rows)


def kept_table(page: str) -> str:
    """The table that a page carries."""
    return page.split(BEGIN)[1].split(END, maxsplit=1)[0]


if __name__ == "__main__":
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text(before + BEGIN + catalogue_table() + END + rest.split(END)[1], "utf-8")
