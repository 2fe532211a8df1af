"""On which days a digest comes, and at which moment. Pure.

The hour is a wall clock's. Where a clock change leaves it out, the digest comes when the clock has gone so far; where
it comes twice, the first one is meant. A digest whose moment was missed is caught up on the same local day, and until
an hour at which it is still read; after that, it is over.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from liaison_bot.records.digests import Rhythm
from liaison_bot.rulebook.pace import EVENING

IsWorkingDay = Callable[[date], bool]
AHEAD = 15
"""Days looked ahead for the next digest: an office that is closed for longer than two weeks has none to tell of."""
_DAY = timedelta(days=1)
_WEEK = 7
_LATE = EVENING.replace(hour=EVENING.hour - 1)
"""Whoever wants a digest at this hour or later reads in the evening: theirs can be caught up until midnight."""


def comes_on(day: date, rhythm: Rhythm, is_working_day: IsWorkingDay) -> bool:
    """Tell whether there is a digest on this day: a working day; weekly, the first one of its week."""
    if rhythm is Rhythm.OFF or not is_working_day(day):
        return False
    return rhythm is Rhythm.DAILY or not any(map(is_working_day, _earlier_in_week(day)))


def moment(day: date, at: time, zone: str) -> datetime:
    """When the clock of a zone shows this hour on this day, in UTC."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def has_come(now: datetime, at: time, zone: str) -> bool:
    """Tell whether this hour of the day has come."""
    return moment(now.astimezone(ZoneInfo(zone)).date(), at, zone) <= now


def is_open(now: datetime, at: time, zone: str) -> bool:
    """Tell whether today's digest may be made now: its hour has come, and the day is not over for its reader."""
    return has_come(now, at, zone) and (at >= _LATE or now.astimezone(ZoneInfo(zone)).time() < EVENING)


def coming(now: datetime, at: time, zone: str, rhythm: Rhythm, is_working_day: IsWorkingDay) -> Iterator[date]:
    """The next days on which a digest comes whose moment is still ahead."""
    today = now.astimezone(ZoneInfo(zone)).date()
    for count in range(AHEAD):
        day = today + count * _DAY
        if comes_on(day, rhythm, is_working_day) and moment(day, at, zone) > now:
            yield day


def _earlier_in_week(day: date) -> Iterator[date]:
    monday = day - day.weekday() * _DAY
    return takewhile(lambda earlier: earlier < day, (monday + count * _DAY for count in range(_WEEK)))
