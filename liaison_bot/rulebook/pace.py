"""How a level of urgency counts: hours of day and night, or the working time of the desk whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from liaison_bot.rulebook.rules import Urgency
from liaison_bot.rulebook.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Pace:
    """One level's lengths, and how they run. `offices` are the desks that have a working time of their own."""

    hours: Urgency
    offices: Mapping[str, WorkingTime]

    def office(self, desk: str) -> WorkingTime | None:
        """Whose working time counts for this desk; None where hours of day and night do."""
        return self.offices.get(desk) if self.hours.working else None

    def after(self, desk: str, start: datetime, length: timedelta) -> datetime:
        """When so much of a desk's time has passed."""
        office = self.office(desk)
        return office.after(start, length) if office else start + length

    def between(self, desk: str, start: datetime, end: datetime) -> timedelta:
        """How much of a desk's time passes; none when the end is not the later one."""
        office = self.office(desk)
        return office.between(start, end) if office else max(end - start, timedelta())
