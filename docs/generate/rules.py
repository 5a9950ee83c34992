"""The reference of the rules of change, from their catalogue and their sentences."""

from generate.markdown import cell, table
from policydiff.changes.catalogue import KINDS, PROFILES, RULES, SEVERITIES, Rule
from policydiff.report.wording import words

_HEAD = """# Rules of change

A rule is a kind and a direction, with an id that is public and never given to another rule; a renamed one keeps
answering to its old name. Its *mirror* is what the same difference is called when the documents change places. The last
columns are how severe such a change is for each reader ([profiles](../method/changes.md#for-whom-profiles)): reports
write **major** for `error` (`!!`, in Chinese 重要), **notable** for `warning` (`!`, 注意), and minor for `info`
(no mark, 一般). A data repository can [set other severities](configuration.md). How to add a rule:
[write a detector](../howto/write-a-detector.md).

"""


def page() -> str:
    """The whole page, kind by kind."""
    english, chinese = words("en"), words("zh")
    shown = _HEAD
    for kind in KINDS:
        rules = [rule for rule in RULES if rule.kind == kind]
        rows = [
            (
                f'<code id="{rule.id}">{rule.id}</code>',
                cell(english(f"rule.{rule.id}")),
                cell(chinese(f"rule.{rule.id}")),
                _mirror(rule),
                *(_severity(rule.severity[profile]) for profile in PROFILES),
            )
            for rule in rules
        ]
        head = ("rule", "says", "in Chinese", "mirror", *PROFILES)
        meaning = f"{english(f'meaning.kind.{kind}')} {chinese(f'kind.{kind}')}：{chinese(f'meaning.kind.{kind}')}"
        shown += f"## {kind} {{#kind-{kind}}}\n\n{cell(meaning)}\n\n" + table(head, rows)
    return shown


def _mirror(rule: Rule) -> str:
    return "itself" if rule.mirror == rule.id else f"[`{rule.mirror}`](#{rule.mirror})"


def _severity(level: str) -> str:
    return f"**{level}**" if level == SEVERITIES[-1] else level
