"""The reference of the codes that are no rules: relations, uptake, applicability, severities, from their words."""

from generate.markdown import cell, table
from policydiff.changes.catalogue import SEVERITIES
from policydiff.model.comparison import APPLICABILITIES, RELATIONS, UPTAKES
from policydiff.report.dossier.glossary import terms_of
from policydiff.report.wording import words

_HEAD = """# Relations, uptake, applicability

The codes that stand in the JSON of a comparison and in its tables, with the words that reports have for them. What they
mean exactly, and how they are told apart: [definitions](../method/definitions.md). The kinds of change:
[rules of change](rules.md).

"""
_MATTERS = (
    ("relation", RELATIONS, "Relation of a link"),
    ("uptake", UPTAKES, "Uptake of a measure of the left document"),
    ("applicability", APPLICABILITIES, "Applicability of a measure to the place of the right document"),
    ("severity", tuple(reversed(SEVERITIES)), "Severity of a change"),
)


def page() -> str:
    """The whole page."""
    shown = _HEAD
    for matter, codes, title in _MATTERS:
        english, chinese = (terms_of(matter, codes, words(language)).terms for language in ("en", "zh"))
        rows = [
            (f'<code id="{matter}-{one.code}">{one.code}</code>', cell(one.name), cell(one.meaning), cell(other.name))
            for one, other in zip(english, chinese, strict=True)
        ]
        shown += f"## {title} {{#{matter}}}\n\n" + table(("code", "in reports", "meaning", "in Chinese"), rows)
    return shown
