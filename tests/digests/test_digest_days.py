"""A digest's day and hour: on each working day once, never before its hour, through every clock change."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.digests.days import comes_on, coming, is_open, moment
from liaison_bot.records.digests import Rhythm
from liaison_bot.rulebook import load_rulebook
from liaison_bot.rulebook.pace import EVENING
from liaison_bot.rulebook.working_time import WorkingTime

RULES = load_rulebook()
ZONES = sorted(
    {country.zone for country in RULES.countries}
    | {"America/Tijuana", "America/Vancouver", "America/St_Johns", "America/Los_Angeles", "America/Havana"}
)
"""The members' capitals, other hours that officers of theirs live by, and one where midnight itself is left out."""
FIRST, LAST = date(2026, 1, 1), date(2036, 12, 31)
OFFICES: list[Callable[[date], bool]] = [WorkingTime(country).is_working_day for country in RULES.countries]
DAYS = st.dates(FIRST, LAST)
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0, fold=0))
BEAT = timedelta(minutes=10)


def change_dates(zone: str) -> Iterator[date]:
    """The days on which a zone's clock is changed."""
    day = FIRST
    while day < LAST:
        there = ZoneInfo(zone)
        if (
            datetime.combine(day, time(), there).utcoffset()
            != datetime.combine(day + timedelta(days=1), time(), there).utcoffset()
        ):
            yield day
        day += timedelta(days=1)


CHANGES = [(zone, day) for zone in ZONES for day in change_dates(zone)]


def made(zone: str, at: time, around: date) -> list[date]:
    """The local days for which a bot that looks every few minutes, and notes what it made, makes a daily digest."""
    now = moment(around - timedelta(days=2), time(), zone)
    end = moment(around + timedelta(days=3), time(), zone)
    noted: list[date] = []
    while now < end:
        day = now.astimezone(ZoneInfo(zone)).date()
        if is_open(now, at, zone) and day not in noted:
            local = now.astimezone(ZoneInfo(zone))
            assert local.time() >= at or local.fold, "never before its hour, the first time it comes"
            noted.append(day)
        now += BEAT
    return noted


def test_there_are_clock_changes_to_try() -> None:
    assert len(CHANGES) > 100


@pytest.mark.parametrize(
    "at", [time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(3), time(8), time(23, 40)]
)
def test_around_every_clock_change_each_day_has_one_digest(at: time) -> None:
    for zone, day in CHANGES:
        expected = [day + timedelta(days=count) for count in range(-2, 3)]
        assert made(zone, at, day) == expected, (zone, day)


@given(st.sampled_from(CHANGES), HOURS.filter(lambda at: at < time(23, 45)))
def test_at_any_hour_around_any_clock_change_each_day_has_one_digest(change: tuple[str, date], at: time) -> None:
    zone, day = change
    assert made(zone, at, day) == [day + timedelta(days=count) for count in range(-2, 3)]


@given(st.sampled_from(ZONES), DAYS, HOURS)
def test_the_moment_is_on_its_own_day_and_not_before_its_hour(zone: str, day: date, at: time) -> None:
    local = moment(day, at, zone).astimezone(ZoneInfo(zone))
    assert local.date() == day
    assert local.time() >= at
    assert local.replace(tzinfo=None) - datetime.combine(day, at) <= timedelta(hours=1)


def test_an_hour_that_is_left_out_is_an_hour_later_and_one_that_comes_twice_is_the_first() -> None:
    assert moment(date(2027, 3, 14), time(2, 30), "America/Toronto") == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)
    assert moment(date(2027, 11, 7), time(1, 30), "America/Toronto") == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)


@given(DAYS, st.sampled_from(OFFICES))
def test_weekly_is_once_in_a_week_in_which_anybody_works(day: date, is_working_day: Callable[[date], bool]) -> None:
    monday = day - timedelta(days=day.weekday())
    week = [monday + timedelta(days=count) for count in range(7)]
    weekly = [one for one in week if comes_on(one, Rhythm.WEEKLY, is_working_day)]
    assert weekly == [one for one in week if is_working_day(one)][:1]


@given(DAYS, st.sampled_from(OFFICES))
def test_daily_is_on_working_days_and_never_is_never(day: date, is_working_day: Callable[[date], bool]) -> None:
    assert comes_on(day, Rhythm.DAILY, is_working_day) == is_working_day(day)
    assert not comes_on(day, Rhythm.OFF, is_working_day)


@given(st.sampled_from(ZONES), DAYS, HOURS, st.integers(0, 24 * 60), st.sampled_from(OFFICES))
def test_what_is_said_to_come_next_is_what_comes(
    zone: str, day: date, at: time, minutes: int, is_working_day: Callable[[date], bool]
) -> None:
    now = datetime.combine(day, time(), UTC) + timedelta(minutes=minutes)
    for found in coming(now, at, zone, Rhythm.DAILY, is_working_day):
        assert is_working_day(found)
        assert not is_open(now, at, zone) or found > now.astimezone(ZoneInfo(zone)).date()
        assert is_open(moment(found, at, zone), at, zone)


def test_in_the_evening_a_digest_that_was_missed_is_over_unless_it_was_wanted_so_late() -> None:
    zone = "America/Tegucigalpa"
    assert is_open(moment(date(2027, 6, 7), time(20, 59), zone), time(8), zone)
    assert not is_open(moment(date(2027, 6, 7), EVENING, zone), time(8), zone)
    assert is_open(moment(date(2027, 6, 7), time(23), zone), time(20), zone)
