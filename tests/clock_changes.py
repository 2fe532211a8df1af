"""When the clocks of the member countries change, found in the zone data itself, and the turns of the year between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from liaison_bot.rulebook import load_rulebook

FIRST_YEAR, YEARS = 2026, 10
ELSEWHERE = "America/Havana"
"""No member's, but of the same region, and its clocks change at midnight: a day that has none, and one that has two."""
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True)
class Change:
    """A moment at which a zone's clocks jump, or a year begins there. `forward` is how far they jump."""

    at: datetime
    zone: str
    country: str
    forward: timedelta

    def __str__(self) -> str:
        return f"{self.zone} {self.at:%Y-%m-%d %H:%M}Z"

    def around(self, hours: int, every: timedelta) -> Sequence[datetime]:
        """Moments before and after."""
        count = timedelta(hours=hours) // every
        return [self.at + number * every for number in range(-count, count + 1)]


@cache
def changes() -> tuple[Change, ...]:
    """Each of ten years, once for all zones in which it is the same: 72 zones have some 160."""
    found: dict[tuple[datetime, timedelta, timedelta], Change] = {}
    for zone, country in _zones():
        for at, before, after in _of(ZoneInfo(zone)):
            found.setdefault((at, before, after), Change(at, zone, country, after - before))
    return tuple(found.values())


@cache
def new_years() -> tuple[Change, ...]:
    """When each of ten years begins, once for all zones in which that is the same moment."""
    found: dict[datetime, Change] = {}
    for zone, country in _zones():
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
            at = datetime(year + 1, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
            found.setdefault(at, Change(at, zone, country, timedelta()))
    return tuple(found.values())


def _zones() -> Iterator[tuple[str, str]]:
    """The zones of the member countries, as the zone data itself lists them, with the country's code."""
    members = {country.code for country in load_rulebook().countries}
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    for line in table.splitlines():
        code, _, rest = line.partition("\t")
        if code in members:
            yield rest.split("\t")[1], code
    yield ELSEWHERE, "MX"


def _of(zone: ZoneInfo) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Each change of a zone: the first second after it, and the offsets before and after."""
    start = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    for number in range(YEARS * 366):
        low, high = start + number * _DAY, start + (number + 1) * _DAY
        before, after = _offset(low, zone), _offset(high, zone)
        if before == after:
            continue
        while high - low > _SECOND:
            middle = low + (high - low) // 2
            low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
        yield high.replace(microsecond=0), before, after


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
