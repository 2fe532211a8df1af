"""When digests come where nobody has chosen: the table `[digests]` of config.toml."""

from dataclasses import dataclass
from datetime import time
from typing import Literal, NewType

from liaison_bot.records.digests import DigestRules, Rhythm
from liaison_bot.strict import Kind

_At = NewType("_At", time)
_EIGHT = _At(time(8))
KINDS = (
    Kind(_At, time, "a time of day in whole minutes, such as 08:00:00", lambda at: at.second == at.microsecond == 0),
)


@dataclass(frozen=True, kw_only=True)
class DigestsTable:
    """The table as it is written."""

    at: _At = _EIGHT
    officers: Literal["daily", "weekly", "off"] = "daily"
    coordinators: Literal["daily", "weekly", "off"] = "weekly"
    partners: Literal["weekly", "off"] = "weekly"
    charts: bool = True

    def rules(self) -> DigestRules:
        """What holds for those who have chosen nothing."""
        return DigestRules(
            at=self.at,
            officers=Rhythm(self.officers),
            coordinators=Rhythm(self.coordinators),
            partners=Rhythm(self.partners),
            charts=self.charts,
        )
