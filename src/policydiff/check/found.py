"""A fault together with the check that found it."""

from dataclasses import dataclass

from policydiff.check.catalogue import Check
from policydiff.check.fault import Fault


@dataclass(frozen=True, slots=True)
class Found:
    """A fault with the check that found it."""

    check: Check
    fault: Fault

    @property
    def severity(self) -> str:
        """How serious the fault is."""
        return self.fault.severity or self.check.severity
