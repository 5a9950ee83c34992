"""An analyst's decisions: their files, what they rule for two snapshots, and what is worth deciding."""

from policydiff.decisions.files import dump_decisions, load_decisions, mirrored
from policydiff.decisions.resolve import Resolved, resolve

__all__ = ["Resolved", "dump_decisions", "load_decisions", "mirrored", "resolve"]
