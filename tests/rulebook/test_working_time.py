"""Deadlines in a country's working time: its offices, weekends and holidays, through every change of its clocks."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.rulebook import load_rulebook
from liaison_bot.rulebook.gather import gathered
from liaison_bot.rulebook.working_time import GATHERED, WorkingTime

RULES = load_rulebook()
OFFICES = {country.code: WorkingTime(country) for country in RULES.countries}
DAY = timedelta(days=1)


def there(code: str, text: str) -> datetime:
    """A moment on a country's clock, in UTC."""
    zone = ZoneInfo(OFFICES[code].country.zone)
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("code", "start", "days", "due"),
    [
        ("MX", "2026-06-01 10:00", 3, "2026-06-04 10:00"),
        ("MX", "2026-06-05 10:00", 1, "2026-06-08 10:00"),  # over a weekend
        ("MX", "2026-06-06 23:00", 0, "2026-06-08 09:00"),  # asked at night on a Saturday
        ("US", "2026-11-25 10:00", 1, "2026-11-27 10:00"),  # Thanksgiving
        ("HN", "2026-09-14 10:00", 1, "2026-09-16 10:00"),  # Independence of Central America
        ("CA", "2026-10-30 10:00", 1, "2026-11-02 10:00"),  # the clocks go back in between
        ("CA", "2027-03-12 10:00", 1, "2027-03-15 10:00"),  # and forward
    ],
)
def test_a_deadline_passes_over_what_is_not_working_time(code: str, start: str, days: int, due: str) -> None:
    assert OFFICES[code].after(there(code, start), days * DAY) == there(code, due)


def test_an_operators_own_days_stand_before_weekend_and_holidays() -> None:
    own = replace(RULES.country("HN"), closed=frozenset({date(2026, 6, 2)}), opened=frozenset({date(2026, 6, 6)}))
    office = WorkingTime(own)
    assert office.after(there("HN", "2026-06-01 10:00"), DAY) == there("HN", "2026-06-03 10:00")
    assert office.after(there("HN", "2026-06-05 10:00"), DAY) == there("HN", "2026-06-06 10:00")


def test_the_gathered_holidays_are_what_the_package_computes_now() -> None:
    assert GATHERED.read_text(encoding="utf-8") == gathered(), "run python -m liaison_bot.rulebook.gather"


def test_the_holidays_of_the_countries_that_ship_are_known_without_the_package() -> None:
    script = """
import sys
from datetime import date
from liaison_bot.rulebook import load_rulebook
from liaison_bot.rulebook.working_time import WorkingTime
offices = [WorkingTime(country) for country in load_rulebook().countries]
print([office.country.code for office in offices if office.is_working_day(date(2027, 1, 1))], "holidays" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "[] False\n"


@pytest.mark.parametrize(
    ("calendar", "holiday"),
    [
        ("MX", date(2019, 9, 16)),  # before those that are gathered
        ("MX", date(2047, 9, 16)),  # and after them
        ("CL", date(2026, 9, 18)),  # a country that was added to the rules
    ],
)
def test_any_other_holiday_is_asked_of_the_package(calendar: str, holiday: date) -> None:
    office = WorkingTime(replace(RULES.country("HN"), calendar=calendar, weekend=frozenset()))
    assert not office.is_working_day(holiday)
    assert office.is_working_day(holiday + 5 * DAY)


def test_offices_that_never_open_are_an_error_and_not_an_endless_search() -> None:
    first = date(2026, 1, 1)
    shut = replace(RULES.country("HN"), closed=frozenset(first + count * DAY for count in range(4 * 366)))
    with pytest.raises(ValueError, match="never open"):
        WorkingTime(shut).after(there("HN", "2026-01-02 10:00"), DAY)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - given UTC
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=20))


@given(st.sampled_from(sorted(OFFICES)), moments, lengths, lengths)
def test_a_deadline_is_in_office_hours_and_is_measured_as_it_was_made(
    code: str, start: datetime, length: timedelta, more: timedelta
) -> None:
    office = OFFICES[code]
    due = office.after(start, length)
    local = due.astimezone(ZoneInfo(office.country.zone))
    assert office.is_working_day(local.date())
    assert office.country.opens <= local.time() <= office.country.closes
    assert abs(office.between(start, due) - length) < timedelta(milliseconds=1)
    assert office.after(start, length + more) > due
    assert abs(office.after(due, more) - office.after(start, length + more)) < timedelta(milliseconds=1)
    assert office.between(due, start) == timedelta()
