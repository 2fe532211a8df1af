"""A country's working time: its office hours, without weekends and holidays. What is normal waits for it.

A length of 24 hours is one working day there, of however many hours its offices are open: “72 hours” and “3 working
days” say the same of a deadline. Pure, but for the holidays: those of the countries that ship are gathered beforehand,
for years to come, in `holidays.txt`. Any other year or country is asked of the package `holidays`, which takes 8 MB.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from importlib import resources
from zoneinfo import ZoneInfo

from liaison_bot.rulebook.rules import Country

GATHERED = resources.files("liaison_bot.rulebook") / "holidays.txt"
GATHERED_YEARS = range(2025, 2045)
_DAY = timedelta(days=1)
_FARTHEST = 3 * 366
"""Days looked at before giving up: an office that opens on fewer days than any deadline needs is a mistake."""


@dataclass(frozen=True)
class WorkingTime:
    """Lengths and stretches of time as one country's offices count them."""

    country: Country

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.country.zone)

    @cached_property
    def _open(self) -> timedelta:
        """How long an office is open on a working day."""
        opens = datetime.combine(date.min, self.country.opens)
        return datetime.combine(date.min, self.country.closes) - opens

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices are open: what the operator says of a day stands before weekend and holidays."""
        if day in self.country.closed:
            return False
        if day in self.country.opened:
            return True
        return day.weekday() not in self.country.weekend and day not in _holidays(self.country.calendar, day.year)

    def after(self, start: datetime, length: timedelta) -> datetime:
        """The moment, in UTC, when so much working time has passed: always one at which offices are open."""
        left = length * (self._open / _DAY)
        for opens, closes in self._stretches(start):
            begins = max(opens, start)
            if begins + left <= closes:
                return begins + left
            left -= closes - begins
        raise ValueError(f"the offices of {self.country.code} are never open for so long")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time passes from one moment to another; none when the second is not the later one."""
        passed = timedelta()
        for opens, closes in self._stretches(start):
            if opens >= end:
                break
            passed += max(min(closes, end) - max(opens, start), timedelta())
        return passed * (_DAY / self._open)

    def next_morning(self, start: datetime) -> datetime:
        """The next moment, in UTC and after this one, when offices open: today's where they are still closed."""
        for opens, _closes in self._stretches(start):
            if opens > start:
                return opens
        raise ValueError(f"the offices of {self.country.code} never open")

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of office hours, in UTC, from the one that is under way or comes next."""
        first = start.astimezone(self._zone).date()
        for count in range(_FARTHEST):
            day = first + count * _DAY
            if not self.is_working_day(day):
                continue
            opens, closes = self._at(day, self.country.opens), self._at(day, self.country.closes)
            if closes > start:
                yield opens, closes

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, self._zone).astimezone(UTC)


@cache
def _holidays(calendar: str, year: int) -> frozenset[date]:
    """A country's public holidays in a year."""
    with GATHERED.open(encoding="utf-8") as lines:
        for line in lines:
            country, of_year, *days = line.split()
            if (country, of_year) == (calendar, str(year)):
                return frozenset(map(date.fromisoformat, days))
    from liaison_bot.rulebook.gather import gather  # noqa: PLC0415 - slow to read, large, and hardly ever needed

    return gather(calendar, year)
