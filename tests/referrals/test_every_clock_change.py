"""Over every change of the members' clocks for ten years, and every new year: no reminder skipped, none twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from clock_changes import Change, changes, new_years
from liaison_bot.records.chases import Chase, Hand
from liaison_bot.referrals.chasing import reached, scheduled, stages
from liaison_bot.rulebook import Pace, load_rulebook
from liaison_bot.rulebook.working_time import WorkingTime
from liaison_bot.words import load_catalogues

RULES = load_rulebook()
MOMENTS = (*changes(), *new_years())
DESK = "the desk"
STEP = timedelta(minutes=30)
NIGHT = (time(1), time(4))
"""Office hours in which the clocks change: the hour that is missing, or there twice, is among them."""


def office(change: Change, hours: tuple[time, time] | None = None) -> WorkingTime:
    """The offices of the change's country, in the change's zone; with hours of their own, on Sundays too.

    Clocks change on Sundays: other offices are closed meanwhile.
    """
    country = replace(RULES.country(change.country), zone=change.zone)
    if hours:
        country = replace(country, opens=hours[0], closes=hours[1], weekend=frozenset())
    return WorkingTime(country)


def pace(level: str, change: Change, hours: tuple[time, time] | None = None) -> Pace:
    return replace(RULES.pace(level), offices={DESK: office(change, hours)})


def local(moment: datetime, change: Change) -> datetime:
    return moment.astimezone(ZoneInfo(change.zone))


def test_the_changes_are_those_of_the_zone_data() -> None:
    assert len(changes()) > 100
    assert {change.forward for change in changes()} == {timedelta(hours=1), timedelta(hours=-1)}
    assert {change.country for change in changes()} >= {"CA", "MX", "US"}
    for change in changes():
        just_before, just_after = local(change.at - timedelta(seconds=1), change), local(change.at, change)
        jump = just_after.replace(tzinfo=None) - just_before.replace(tzinfo=None)
        assert jump == change.forward + timedelta(seconds=1), change
    midnight = {time(0), time(1)}
    assert any(local(change.at, change).time() in midnight for change in changes()), "one at midnight too"


def said(chase: Chase, with_pace: Pace, zone: str) -> list[tuple[int, datetime]]:
    """Which stages a bot does that looks whenever something is due, and when."""
    done = []
    chase = scheduled(chase, with_pace, zone)
    while (now := chase.next) is not None:
        every = stages(chase, with_pace)
        number = reached(chase, with_pace, now)
        assert with_pace.readable(DESK, zone, now) == now, "at an hour at which it can be read"
        assert every[number].at <= now, "none before its time"
        first = [with_pace.readable(DESK, zone, stage.at) for stage in every[chase.stage : number + 1]]
        assert first == [now] * len(first), "none later than it could be, and passed over is only what waited as well"
        done.append((number, now))
        chase = scheduled(replace(chase, stage=number + 1), with_pace, zone)
    assert done[-1][0] == len(stages(chase, with_pace)) - 1, "the last is always said"
    return done


@pytest.mark.parametrize(("level", "starts"), [("emergency", 24), ("urgent", 32), ("normal", 2)])
def test_every_stage_is_said_once_and_in_its_order(level: str, starts: int) -> None:
    for change in MOMENTS:
        with_pace = pace(level, change)
        every = timedelta(hours=96 if level == "normal" else 48) / starts
        for number in range(starts):
            since = change.at - every * number - timedelta(minutes=17)
            due = with_pace.after(DESK, since, with_pace.hours.receipt)
            chase = Chase(reference="R-000000", hand=Hand.REFERRAL, desk=DESK, urgency=level, since=since, due=due)
            done = said(chase, with_pace, change.zone)
            times = [at for _, at in done]
            assert times == sorted(set(times)), (change, since)
            if level == "emergency":
                assert [number for number, _ in done] == list(range(len(stages(chase, with_pace)))), (change, since)
                assert times[2] - since == with_pace.hours.receipt, "hours are hours, whatever the clocks show"


def readable(
    moments: Sequence[datetime], change: Change, with_pace: Pace, hours: tuple[time, time], days: WorkingTime | None
) -> None:
    """What `Pace.readable` should say of these moments, by looking at the clock on the wall at each of them."""
    opens, closes = hours
    following: datetime | None = None
    for moment in reversed(moments):
        wall = local(moment, change)
        if opens <= wall.time() < closes and (days is None or days.is_working_day(wall.date())):
            following = moment
        if following is not None:
            assert with_pace.readable(DESK, change.zone, moment) == following, (change, wall)
    assert following is not None
    assert following < change.at, "moments before the change and after it were looked at"


def test_a_night_ends_at_seven_on_the_wall_whatever_the_clocks_did_in_it() -> None:
    for change in MOMENTS:
        readable(change.around(30, STEP), change, pace("urgent", change), (time(7), time(21)), None)


@pytest.mark.parametrize("hours", [None, NIGHT], ids=["by day", "while the clocks change"])
def test_offices_open_on_the_wall_s_hour_whatever_the_clocks_did_in_the_night(hours: tuple[time, time] | None) -> None:
    for change in MOMENTS:
        working = office(change, hours)
        open_hours = (working.country.opens, working.country.closes)
        readable(change.around(100, STEP), change, pace("normal", change, hours), open_hours, working)


@pytest.mark.parametrize("hours", [None, NIGHT], ids=["by day", "while the clocks change"])
def test_working_time_is_measured_as_it_was_given_and_never_runs_back(hours: tuple[time, time] | None) -> None:
    for change in MOMENTS:
        working, start = office(change, hours), change.at - timedelta(hours=30)
        length, before = timedelta(hours=5), start
        for number in range(1, 7):
            due = working.after(start, length * number)
            assert due > before, change
            assert abs(working.between(start, due) - length * number) < timedelta(milliseconds=1), change
            assert abs(working.after(before, length) - due) < timedelta(milliseconds=1) or number == 1, change
            before = due


def test_a_day_begins_where_it_does_at_a_midnight_that_is_missing_or_there_twice() -> None:
    for change in MOMENTS:
        middle = local(change.at, change).date()
        for day in (middle + timedelta(days=number) for number in range(-2, 3)):
            begins = datetime.combine(day, time(), ZoneInfo(change.zone)).astimezone(UTC)
            assert local(begins, change).date() == day, change
            assert local(begins - timedelta(seconds=1), change).date() == day - timedelta(days=1), change


def test_an_hour_that_is_there_twice_is_written_so_that_it_can_be_told_apart() -> None:
    words = load_catalogues(("es", "en", "fr"), "es")
    back = [change for change in changes() if change.forward < timedelta()]
    assert back
    for change in back:
        first, second = change.at - timedelta(minutes=30), change.at + timedelta(minutes=30)
        assert local(first, change).replace(tzinfo=None) == local(second, change).replace(tzinfo=None)
        for language in ("es", "en", "fr"):
            told = words.of(language)
            assert told.moment(first, change.zone) != told.moment(second, change.zone), change


def test_holidays_go_by_the_day_there_on_both_sides_of_midnight_at_the_turn_of_the_year() -> None:
    for change in new_years():
        if local(change.at, change).date() != date(local(change.at, change).year, 1, 1):
            continue
        working = WorkingTime(replace(office(change).country, opens=time(0), closes=time(23, 59)))
        assert not working.is_working_day(local(change.at, change).date()), change
        assert local(working.after(change.at, timedelta()), change).date() > local(change.at, change).date(), change
