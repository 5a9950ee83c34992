"""Fit the aligner's model to the labelled pairs: `python -m tests.calibration [--statutes FOLDER] [--write]`.

Each pair of documents is measured by a model that was fitted without it. With --write the model
fitted to all and the background counts replace those of the package.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from policydiff.align.candidates import Place
from policydiff.align.context import ContextEvidence
from policydiff.align.features import TextEvidence
from policydiff.align.profile import Profile
from policydiff.align.rarity import Background
from policydiff.model.document import Measure
from tests.calibration.evidence import Seen, counted, profiles, see
from tests.calibration.labels import ROOT, Labelled, mutated, repository, statutes

DATA = ROOT / "src" / "policydiff" / "align" / "data"
FAMILY_WEIGHT = {"localisation": 3.0, "made": 0.15, "mutated": 0.1}
"""Made documents hold many more hard links than real ones; with full weight they would spoil the base rates."""
STRENGTH = 0.3
"""Inverse strength of the ridge penalty on standardised evidence."""
STATUTE_WEIGHT = 0.5
"""What a measure of a statute counts in the background: so statutes and policies have about the same say."""
THRESHOLD = 0.47
Rows = Mapping[Place, Sequence[float]]
Logistic = tuple[float, Sequence[float]]


def fit(data: Sequence[tuple[Seen, Rows]]) -> Logistic:
    """A constant and weights for evidence as it is, fitted on standardised evidence."""
    rows, wanted, weights = [], [], []
    for seen, evidence in data:
        for place, row in evidence.items():
            pair = seen.ids(place)
            if seen.labelled.counts(pair):
                rows.append(list(row))
                wanted.append(pair in seen.labelled.certain)
                weights.append(FAMILY_WEIGHT.get(seen.labelled.family, 1.0))
    table = np.array(rows)
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit((table - mean) / spread, wanted, sample_weight=weights)
    slopes = model.coef_[0] / spread
    return float(model.intercept_[0] - (slopes * mean).sum()), [float(slope) for slope in slopes]


def probabilities(model: Logistic, evidence: Rows) -> dict[Place, float]:
    constant, weights = model
    return {
        place: 1 / (1 + math.exp(-max(-30.0, min(30.0, constant + float(np.dot(weights, row))))))
        for place, row in evidence.items()
    }


def left_out(data: Sequence[tuple[Seen, Rows]]) -> list[dict[Place, float]]:
    """For each pair of documents the probabilities by a model fitted to the others, without copies of its documents."""
    found = []
    for seen, evidence in data:
        others = [(other, rows) for other, rows in data if other is not seen and not _copied(other, seen)]
        found.append(probabilities(fit(others), evidence))
    return found


def _copied(other: Seen, seen: Seen) -> bool:
    """Whether a mutated pair is made of a document of another pair."""
    return other.labelled.family == "mutated" and bool(other.labelled.sources & seen.labelled.sources)


def tally(seen: Seen, found: Mapping[Place, float], threshold: float) -> tuple[int, int, int]:
    """Links that are right, links that are wrong, and links there are."""
    pairs = {seen.ids(place) for place, probability in found.items() if probability >= threshold}
    pairs = {pair for pair in pairs if seen.labelled.counts(pair)}
    return len(pairs & seen.labelled.certain), len(pairs - seen.labelled.certain), len(seen.labelled.certain)


def ratios(right: int, wrong: int, there: int) -> str:
    """Precision, recall and their harmonic mean."""
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / there if there else 1.0
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * right / max(1, right + wrong + there):.3f}"


def report(seen: Sequence[Seen], found: Sequence[Mapping[Place, float]], threshold: float) -> None:
    families: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one, probability in zip(seen, found, strict=True):
        counts = tally(one, probability, threshold)
        families[one.labelled.family] = [a + b for a, b in zip(families[one.labelled.family], counts, strict=True)]
        print(f"{one.labelled.name:52} {ratios(*counts)}  links {counts[2]}")
    for family, sums in families.items():
        print(f"{family + ', together':52} {ratios(*sums)}  links {sums[2]}")


def reliability(seen: Sequence[Seen], found: Sequence[Mapping[Place, float]], families: set[str]) -> None:
    """The reliability table, expected calibration error and Brier score over candidates of 0.05 and more."""
    points = [
        (probability, seen_one.ids(place) in seen_one.labelled.certain)
        for seen_one, probabilities_ in zip(seen, found, strict=True)
        if seen_one.labelled.family in families
        for place, probability in probabilities_.items()
        if probability >= 0.05 and seen_one.labelled.counts(seen_one.ids(place))
    ]
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for point in points:
        bins[min(9, int(point[0] * 10))].append(point)
    error = 0.0
    for at, members in sorted(bins.items()):
        said, held = (sum(values) / len(members) for values in zip(*members, strict=True))
        error += abs(said - held) * len(members) / len(points)
        print(f"{at / 10:.1f}-{at / 10 + 0.1:.1f}  pairs {len(members):4}  said {said:.3f}  held {held:.3f}")
    brier = sum((probability - true) ** 2 for probability, true in points) / len(points)
    base = sum(true for _, true in points) / len(points)
    print(f"ECE {error:.3f}  Brier {brier:.4f}  base rate's {base * (1 - base):.4f}")


def reviewed(seen: Sequence[Seen], found: Sequence[Mapping[Place, float]], families: set[str]) -> None:
    """How many errors a review of the most doubtful pairs removes, as many as a tenth of the links."""
    questions, links, errors = [], 0, 0
    for one, probabilities_ in zip(seen, found, strict=True):
        if one.labelled.family not in families:
            continue
        known = {one.ids(place): p for place, p in probabilities_.items() if one.labelled.counts(one.ids(place))}
        links += sum(p >= THRESHOLD for p in known.values())
        errors += len(one.labelled.certain - known.keys())
        for pair, p in known.items():
            wrong = (p >= THRESHOLD) != (pair in one.labelled.certain)
            errors += wrong
            questions.append((1 - p if p >= THRESHOLD else p, wrong))
    questions.sort(key=lambda question: -question[0])
    for share in (0.05, 0.1, 0.2):
        asked = questions[: round(links * share)]
        print(
            f"review of {len(asked)} ({share:.0%} of {links} links) removes {sum(w for _, w in asked)} of {errors} errors"
        )


def write(text: Logistic, context: Logistic, known: Background, data: str) -> None:
    """The model and the background as data of the package."""
    DATA.mkdir(exist_ok=True)

    def named(model: Logistic, names: Sequence[str]) -> dict[str, object]:
        constant, weights = model
        rounded = {name: round(weight, 4) for name, weight in zip(names, weights, strict=True)}
        return {"constant": round(constant, 4), "weights": rounded}

    content = {
        "source": f"Logistic regressions fitted by tests/calibration to {data}",
        "date": date.today().isoformat(),
        "threshold": THRESHOLD,
        "text": named(text, TextEvidence._fields),
        "context": named(context, ContextEvidence._fields),
    }
    (DATA / "model.json").write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    by_count: dict[float, list[str]] = defaultdict(list)
    for name, count in known.counts.items():
        by_count[count].append(name)
    lines = [f'    "{n}": {json.dumps(" ".join(sorted(by_count[n])), ensure_ascii=False)}' for n in sorted(by_count)]
    head = {
        "source": f"How many measures of {data} bear a pair of characters, a word (=), a concept (#) or an instrument (!).",
        "date": date.today().isoformat(),
        "measures": known.measures,
        "known": "".join(sorted(known.known)),
    }
    body = "".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n" for key, value in head.items())
    (DATA / "background.json").write_text("{\n" + body + '  "counts": {\n' + ",\n".join(lines) + "\n  }\n}\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statutes", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--texts", action="store_true")
    told = parser.parse_args()
    labelled = [*repository(), *(statutes(told.statutes) if told.statutes else ()), *mutated((101, 102))]
    known = _Documents(labelled)
    seen = [see(one, *known.sides(one), known.background(one)) for one in labelled]
    texts: list[tuple[Seen, Rows]] = [(one, one.texts) for one in seen]
    by_text = left_out(texts)
    contexts: list[tuple[Seen, Rows]] = [(one, one.context(found)) for one, found in zip(seen, by_text, strict=True)]
    found = left_out(contexts)
    if told.texts:
        report(seen, by_text, THRESHOLD)
    print("Each pair of documents by a model fitted without it")
    report(seen, found, THRESHOLD)
    reliability(seen, found, {"localisation", "rounds", "statutes"})
    reviewed(seen, found, {"localisation", "rounds", "statutes"})
    if told.write:
        write(fit(texts), fit(contexts), known.background(None, least=1.5), _described(labelled))


def _described(labelled: Sequence[Labelled]) -> str:
    return f"{len(labelled)} labelled pairs of documents (tests/gold/README.md)"


class _Documents:
    """The profiles of all labelled documents, each made once."""

    def __init__(self, labelled: Sequence[Labelled]) -> None:
        self._profiles: dict[tuple[str, ...], list[Profile]] = {}
        self._copies: set[tuple[str, ...]] = set()
        self._statutes: set[tuple[str, ...]] = set()
        for one in sorted(labelled, key=lambda one: one.family == "mutated"):
            for side in (one.left, one.right):
                if one.family == "mutated" and _key(side) not in self._profiles:
                    self._copies.add(_key(side))
                self._profiles.setdefault(_key(side), profiles(side))
                if one.family == "statutes":
                    self._statutes.add(_key(side))

    def sides(self, one: Labelled) -> tuple[list[Profile], list[Profile]]:
        return self._profiles[_key(one.left)], self._profiles[_key(one.right)]

    def background(self, without: Labelled | None, least: float = 0.0) -> Background:
        """The counts of all documents but mutated ones, or of those that are not in a labelled pair."""
        left_out = set() if without is None else {_key(without.left), _key(without.right)}
        return counted(
            (
                (one, STATUTE_WEIGHT if key in self._statutes else 1.0)
                for key, one in self._profiles.items()
                if key not in self._copies | left_out
            ),
            least,
        )


def _key(side: Sequence[Measure]) -> tuple[str, ...]:
    return tuple(measure.text for measure in side)


if __name__ == "__main__":
    main()
