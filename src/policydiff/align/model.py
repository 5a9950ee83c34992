"""The model: evidence to probability, by logistic regressions fitted to labelled pairs.

The weights are data (`data/model.json`), written by `python -m tests.calibration`, which also says
on which labels they rest and how well the probabilities hold.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policydiff.align.context import ContextEvidence
from policydiff.align.features import TextEvidence

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: a constant and the weight of each number of the evidence."""

    constant: float
    weights: tuple[float, ...]

    def __call__(self, evidence: Sequence[float]) -> float:
        """The probability of a link."""
        total = self.constant + math.fsum(w * value for w, value in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Model:
    """One regression on the texts, one on the surroundings, and the probability from which a pair is a link."""

    text: Logistic
    context: Logistic
    threshold: float


@cache
def model() -> Model:
    """The model that comes with the package."""
    data = json.loads((_DATA / "model.json").read_text("utf-8"))
    return Model(
        _logistic(data["text"], TextEvidence._fields),
        _logistic(data["context"], ContextEvidence._fields),
        data["threshold"],
    )


def _logistic(data: Mapping[str, Any], names: Sequence[str]) -> Logistic:
    return Logistic(data["constant"], tuple(data["weights"][name] for name in names))
