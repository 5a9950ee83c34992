"""The setting of a document: what its area words mean in it (试点地区, 全市, 各区)."""

import re
from dataclasses import dataclass, replace

from policydiff.model.document import Snapshot
from policydiff.registry.areas import Atoms, Pilot, extent_of, nation, pilot

_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of itself.

    `day` (a month, or a day) decides which zones and rounds there were; `region` is the division
    that it is of, None for the whole country; `groups` are divisions that a note takes apart.
    """

    series: str | None = None
    round: int | None = None
    day: str | None = None
    region: str | None = None
    groups: tuple[tuple[str, Atoms], ...] = ()

    @property
    def home(self) -> Atoms:
        """The land that the document can speak of."""
        return extent_of(self.region) if self.region else nation()

    @property
    def pilot(self) -> Pilot | None:
        """The areas that 试点地区 means in it, if they are known."""
        return pilot(self.series, self.round, self.day)

    def group_within(self, atoms: Atoms) -> Atoms | None:
        """The part of a division that a note says is meant."""
        return next((group for code, group in self.groups if extent_of(code) == atoms), None)

    def with_group(self, code: str, atoms: Atoms) -> "Setting":
        return replace(self, groups=(*self.groups, (code, atoms & extent_of(code))))


PLAIN = Setting()


def setting_of(snapshot: Snapshot) -> Setting:
    """The setting that a snapshot's head gives: the notes are read by `area_notes`."""
    months = [f"{year}-{int(month):02}" for year, month in _MONTH.findall(snapshot.title)]
    return Setting(
        snapshot.series,
        snapshot.round,
        snapshot.issued or max(months, default=None),
        snapshot.region.code if snapshot.region else None,
    )
