"""A comparison as Markdown, for a pull request or a page."""

import re
from collections.abc import Iterator, Sequence

from policydiff.report.columns import column_lines
from policydiff.report.decided import said, said_of_stale
from policydiff.report.terminal import plain
from policydiff.report.view import ADDED, REMOVED, AloneView, LinkView, Segment, View
from policydiff.report.wording import Words, sureness, words

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:@])")
_MARK = {REMOVED: ("<del>", "</del>"), ADDED: ("<ins>", "</ins>")}


def render(view: View, language: str) -> str:
    """The comparison in Markdown: removed words in `del`, added ones in `ins`."""
    return "\n".join(_lines(view, words(language))) + "\n"


def escape(text: str) -> str:
    """A text in which nothing is Markdown or HTML; its own line breaks become breaks."""
    lines = (_SPECIAL.sub(lambda sign: f"&#{ord(sign.group())};", plain(line)) for line in text.split("\n"))
    return "<br>".join(lines)


def _lines(view: View, say: Words) -> Iterator[str]:
    names = {"left": view.comparison.left.id, "right": view.comparison.right.id}
    yield f"# {say('comparison', **names)}"
    yield ""
    if view.only:
        yield say("only", kinds=say("list-and").join(say(f"kind.{kind}") for kind in view.only))
    else:
        yield say("headline", **names, **view.counts)
    yield ""
    if view.only:
        yield from _links(
            say("links", count=len(view.changed) + len(view.localised) + len(view.identical)),
            (*view.changed, *view.localised, *view.identical),
            say,
        )
        return
    yield from (f"> {escape(say('mind', document=name, message=finding.message))}\n" for name, finding in view.findings)
    yield from (f"> {escape(said_of_stale(stale, view.comparison, say))}\n" for stale in view.comparison.stale)
    yield from _links(say("changed", count=view.counts["changed"]), view.changed, say)
    yield from _alone(say("left-only", count=len(view.left_only), **names), view.left_only)
    yield from _alone(say("right-only", count=len(view.right_only), **names), view.right_only)
    yield from _links(say("localised-links", count=view.counts["localised"]), view.localised, say)
    yield from _links(say("identical-links", count=view.counts["identical"]), view.identical, say)


def _links(title: str, links: Sequence[LinkView], say: Words) -> Iterator[str]:
    if not links:
        return
    yield f"## {title}"
    yield ""
    for view in links:
        left, right = "+".join(view.link.left), "+".join(view.link.right)
        decision, confidence = view.link.decision, say("confidence", value=sureness(view.link.confidence))
        rests_on = escape(said(decision, say)) if decision else confidence
        yield f"- **{left} → {right}** {say(f'relation.{view.link.relation}')}, {rests_on}"
        if view.inline:
            yield from (f"  <br>{_marked(segments)}" for segments in view.inline.values())
        else:
            for measure in (*view.left, *view.right):
                yield from (f"  <br>{measure.id} {_marked(segments)}" for segments in measure.fields.values())
        yield from (f"  <br>{_marked(segments)}" for segments in column_lines(view, say))
    yield ""


def _marked(segments: Sequence[Segment]) -> str:
    text = ""
    for segment in segments:
        before, after = _MARK.get(segment.mark, ("", ""))
        text += before + escape(segment.text) + after
    return text


def _alone(title: str, measures: Sequence[AloneView]) -> Iterator[str]:
    if not measures:
        return
    yield f"## {title}"
    yield ""
    for view in measures:
        name = f"{escape(view.title)}：" if view.title else ""
        yield f"- **{view.one_sided.measure}** {name}{escape(view.text)}"
    yield ""
