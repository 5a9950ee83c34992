"""A comparison as Markdown, for a pull request or a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policydiff.model.comparison import Change
from policydiff.report.decided import said, said_of_stale
from policydiff.report.headline import (
    by_applicability,
    edition,
    effects,
    ground,
    headline,
    keyed,
    reading,
    remark,
    selected,
)
from policydiff.report.sentences import sentence
from policydiff.report.terminal import plain
from policydiff.report.view import ADDED, REMOVED, AloneView, LinkView, Segment, View
from policydiff.report.wording import Words, sureness, words

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:@])")
_MARK = {REMOVED: ("<del>", "</del>"), ADDED: ("<ins>", "</ins>")}


def render(view: View, language: str) -> str:
    """The comparison in Markdown: removed words in `del`, added ones in `ins`."""
    return "\n".join(_lines(_escaped(view), words(language))) + "\n"


def _escaped(view: View) -> View:
    """A view whose revisions, which may bear any sign, can stand in a text."""
    found = view.comparison
    sides = [
        replace(side, edition=replace(side.edition, revision=escape(side.edition.revision)))
        if side.edition and side.edition.revision
        else side
        for side in (found.left, found.right)
    ]
    return replace(view, comparison=replace(found, left=sides[0], right=sides[1]))


def escape(text: str) -> str:
    """A text in which nothing is Markdown or HTML; its own line breaks become breaks."""
    lines = (_SPECIAL.sub(lambda sign: f"&#{ord(sign.group())};", plain(line)) for line in text.split("\n"))
    return "<br>".join(lines)


def _lines(view: View, say: Words) -> Iterator[str]:
    names = {"left": view.comparison.left.label, "right": view.comparison.right.label}
    yield f"# {say('comparison', **names)}"
    yield ""
    if told := reading(view.comparison, say):
        yield f"> **{told}**\n"
    if view.selection:
        yield f"{escape(selected(view, say))}\n"
    if view.only:
        yield say("only", kinds=say("list-and").join(say(f"kind.{kind}") for kind in view.only))
    if not (view.only or view.selection):
        yield headline(view, say)
        yield f"\n{by_applicability(view, say) or ''}".rstrip("\n")
    yield ""
    if view.only:
        links = (*view.changed, *view.localised, *view.identical)
        yield from _links(say("links", count=len(links)), links, say)
        return
    editions = (edition(side, say) for side in (view.comparison.left, view.comparison.right))
    yield from (f"> {told}\n" for told in editions if told)
    yield from (
        f"> {escape(say('mind', document=name, message=remark(finding, say)))}\n" for name, finding in view.findings
    )
    yield from (f"> {escape(said_of_stale(stale, view.comparison, say))}\n" for stale in view.comparison.stale)
    yield from _links(say("changed", count=view.counts["changed"]), view.changed, say)
    yield from _left_out(say(keyed("left-only", view), count=len(view.left_only), **names), view, say)
    yield from _alone(say(keyed("right-only", view), count=len(view.right_only), **names), view.right_only, say)
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
        said_first = (say(f"relation.{view.link.relation}"), effects(view, say), rests_on)
        yield f"- **{left} → {right}** {say('list-and').join(part for part in said_first if part)}"
        if view.inline:
            yield from (f"  <br>{_marked(segments)}" for segments in view.inline.values())
        else:
            for measure in (*view.left, *view.right):
                yield from (f"  <br>{measure.id} {_marked(segments)}" for segments in measure.fields.values())
        yield from (f"  - {_change(change, say)}" for change in view.changes)
    yield ""


def _change(change: Change, say: Words) -> str:
    severity = say(f"severity.{change.severity}")
    if change.severity == "error":
        severity = f"**{severity}**"
    return say(
        "change",
        kind=say(f"kind.{change.kind}"),
        severity=severity,
        sentence=escape(sentence(change, say, whole=False)),
    )


def _marked(segments: Sequence[Segment]) -> str:
    text = ""
    for segment in segments:
        before, after = _MARK.get(segment.mark, ("", ""))
        text += before + escape(segment.text) + after
    return text


def _left_out(title: str, view: View, say: Words) -> Iterator[str]:
    """What is left out, by applicability where that is known, each with the words that decided."""
    if not any(name for name, _ in view.left_out):
        yield from _alone(title, view.left_only, say)
        return
    yield f"## {title}"
    yield ""
    for name, group in view.left_out:
        shown = say(f"applicability-group.{name}", count=len(group))
        yield from _alone(shown, group, say, level="###")


def _alone(title: str, measures: Sequence[AloneView], say: Words, level: str = "##") -> Iterator[str]:
    if not measures:
        return
    yield f"{level} {title}"
    yield ""
    for view in measures:
        name = f"{escape(view.title)}：" if view.title else ""
        yield f"- **{view.one_sided.measure}** {name}{escape(view.text)}"
        why = ground(view, say)
        if why:
            yield f"  <br>← {escape(why)}"
    yield ""
