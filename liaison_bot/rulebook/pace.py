"""How a level of urgency counts: hours of day and night, or the working time of the desk whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from liaison_bot.rulebook.rules import Quiet, Urgency
from liaison_bot.rulebook.working_time import WorkingTime

MORNING, EVENING = time(7), time(21)
"""Between them somebody can be expected to read a reminder that is not an emergency's. Inferred."""


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

    def readable(self, desk: str, zone: str, at: datetime) -> datetime:
        """The first moment, from this one on, at which somebody at the desk can be expected to read a reminder."""
        quiet = self.hours.chase.quiet
        if quiet is Quiet.NEVER:
            return at
        office = self.offices.get(desk)
        if quiet is Quiet.OFFICE_CLOSED and office:
            return office.after(at, timedelta())
        return _morning(at, ZoneInfo(zone))


def _morning(at: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself by day; in the evening or at night, the next morning."""
    local = at.astimezone(zone)
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
