"""What the detectors must reach on these cases: the one place to raise it.

RAISE THESE when the detectors of all kinds are in: they were set while locality and wording alone were found.
Due are, on 1,000 mutations: detected 0.98, right kind 0.95, false extras 0.01.
"""

SAMPLE = 240
SEED = 20

DETECTED = 0.12
RIGHT_KIND = 0.12
RIGHT_DIRECTION = 0.07
EXACT_WORDS = 0.10
FALSE_EXTRAS = 0.03
"""At most so many of all changes found; the others are shares of the expected changes, at least."""

PAIRS_WHOLLY_RIGHT = 0.12
HELD_OUT_WHOLLY_RIGHT = 0.08
"""Shares of the pairs made by hand for which all is right and nothing more is found."""

CHANGES_FOR_A_MOVE = 2.3
"""At most so many changes, wording aside, for a sentence or clause that was moved; LOWER THIS to 0."""
