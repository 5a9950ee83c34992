"""How well changes of known kind are found: `python -m tests.kinds.table [--seed N] [--number 1000]`."""

import argparse
from collections.abc import Sequence

from policydiff.corpus import Corpus
from tests.conftest import SNAPSHOTS
from tests.kinds.compared import changes_between
from tests.kinds.generator import KINDS, Case, cases
from tests.kinds.judge import Expected, Found, Verdict, judge
from tests.kinds.pairs import FIELDS, HELD_OUT, PAIRS, load
from tests.kinds.scores import Scores, rows


def measured(some: Sequence[Case]) -> tuple[Scores, list[tuple[Case, list[Verdict], list[Found]]]]:
    """The scores of these cases, and what was found for each."""
    scores, answers = Scores(), []
    for case in some:
        found = changes_between(case.left, case.right, case.left_region, case.right_region)
        verdicts = scores.add(case.expected, found, case.allowed)
        answers.append(
            (case, verdicts, [one for one in judge(case.expected, found)[1] if one.kind not in case.allowed])
        )
    return scores, answers


def misses(kind: str, answers: Sequence[tuple[Case, list[Verdict], list[Found]]]) -> list[str]:
    """The cases where a change of this kind was not found as expected, or was found without need."""
    lines = []
    for case, verdicts, extras in answers:
        wrong = [verdict for verdict in verdicts if verdict.expected.kind == kind and not verdict.right]
        more = [one for one in extras if one.kind == kind]
        if wrong or more:
            lines += ["", case.name, f"  < {case.left}", f"  > {case.right}"]
            lines += [f"  expected {_expected(one.expected)}; found {_found(one.found)}" for one in wrong]
            lines += [f"  extra {_found(one)}" for one in more]
    return lines


def _expected(one: Expected) -> str:
    return f"{one.kind} {one.direction or 'any'} 「{one.words.before}」→「{one.words.after}」×{one.count}"


def _found(one: Found | None) -> str:
    return "nothing" if one is None else f"{one.rule} 「{one.words.before}」→「{one.words.after}」×{one.count}"


def main() -> None:
    """Print the tables, or with `--show KIND` the misses of a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--pairs", action="store_true", help="the pairs made by hand instead of mutations")
    parser.add_argument("--fields", action="store_true", help="the pairs of other fields")
    parser.add_argument("--held-out", action="store_true", help="the pairs that were held out")
    parser.add_argument("--show", metavar="KIND", help=f"list the misses of a kind: {', '.join(KINDS)}, unclassified")
    told = parser.parse_args()
    if told.pairs or told.held_out or told.fields:
        some = load(HELD_OUT if told.held_out else FIELDS if told.fields else PAIRS)
    else:
        snapshots = [entry.load() for entry in Corpus(SNAPSHOTS).entries]
        some = list(cases(snapshots, told.number, told.seed))
    scores, answers = measured(some)
    print("\n".join(misses(told.show, answers) if told.show else rows(scores)))


if __name__ == "__main__":
    main()
