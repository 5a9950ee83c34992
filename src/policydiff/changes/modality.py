"""Words of force and the verb they govern: 支持…建设 for 建设, 试点开展 for 开展."""

from collections.abc import Sequence

from policydiff.changes.claim import Claim
from policydiff.changes.words import Words
from policydiff.registry.modality import HEDGE, force, forms_compound, is_verb
from policydiff.text.difference import Edit
from policydiff.text.fold import CLAUSE, SENTENCE


def claim_verb_behind(left: Words, right: Words, edits: Sequence[Edit]) -> tuple[list[Claim], list[Edit]]:
    """Claim a verb that gave its place to a hedge and went behind its object, or came back: 建设园区,
    支持园区建设; and the other edits.
    """
    claims: list[Claim] = []
    rest: list[Edit] = []
    for edit in edits:
        last = rest[-1] if rest else None
        if last and (rule := _verb_behind(left.text, right.text, last, edit)):
            rest.pop()
            claims.append(Claim(rule, Edit((last.left[0], edit.left[1]), (last.right[0], edit.right[1]))))
        else:
            rest.append(edit)
    return claims, rest


def _verb_behind(left: str, right: str, first: Edit, second: Edit) -> str | None:
    before, after = left[slice(*first.left)], right[slice(*first.right)]
    gone, come = left[slice(*second.left)], right[slice(*second.right)]
    between = left[first.left[1] : second.left[0]]
    if SENTENCE in between or CLAUSE in between:
        return None
    if not gone and before == come and is_verb(before) and _is_hedge(after):
        return "modality-weakened"
    if not come and after == gone and is_verb(after) and _is_hedge(before):
        return "modality-strengthened"
    return None


def _is_hedge(word: str) -> bool:
    known = force(word)
    return known is not None and known.kind == HEDGE


def with_verb(left: Words, right: Words, claim: Claim) -> Claim:
    """A hedge that forms one word with its verb is shown with it: 试点开展 for 开展."""
    removed, added = left.text[slice(*claim.edit.left)], right.text[slice(*claim.edit.right)]
    if bool(removed) == bool(added) or not forms_compound(removed or added):
        return claim
    verb = left.behind(claim.edit.left[1])
    if not is_verb(verb) or right.behind(claim.edit.right[1]) != verb:
        return claim
    (start, end), (begin, stop) = claim.edit.left, claim.edit.right
    return Claim(claim.rule, Edit((start, end + len(verb)), (begin, stop + len(verb))))
