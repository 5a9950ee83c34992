"""A comparison as Markdown, for a pull request or a page."""

from pathlib import Path

from policydiff.report.dossier.parts import Dossier
from policydiff.report.markdown.parts import page


def render(dossier: Dossier, template: Path | None = None) -> str:
    """What matters first, then what changed, then what stands alone; the long rest folded. Or as a `template` says.

    Raises:
        UsageError: the template cannot be used.
    """
    if template is None:
        return page(dossier)
    from policydiff.report.markdown.template import fill

    return fill(template, dossier)
