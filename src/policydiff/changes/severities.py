"""How severe a change of each rule is, for one reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policydiff.changes.catalogue import GATE_RULES, RESEARCHER
from policydiff.model.comparison import Change


@dataclass(frozen=True, slots=True)
class Severities:
    """The severity of every rule, by its id, for the reader that `profile` names."""

    profile: str
    levels: Mapping[str, str]

    def of(self, change: Change) -> str:
        """The severity of a change."""
        return self.levels[change.rule]


def severities_for(profile: str = RESEARCHER, overrides: Mapping[str, str] = MappingProxyType({})) -> Severities:
    """The severities of the catalogue for a profile, but for the rules that `overrides` gives others."""
    return Severities(profile, {rule.id: overrides.get(rule.id, rule.severity[profile]) for rule in GATE_RULES})


FOR_RESEARCHERS = severities_for()
"""What counts where nobody says for whom."""
