"""Dates as people type them, and months as people read them."""

import re
from datetime import date, time, timedelta

from babel.dates import format_date, parse_date

from liaison_bot.chat.forms import Option
from liaison_bot.chat.text import fold

_MONTHS_BACK = 24
_MONTHS = 12
_DAYS_FROM_TODAY = {
    0: ("today", "hoy", "aujourd'hui"),
    1: ("tomorrow", "mañana", "demain"),
    -1: ("yesterday", "ayer", "hier"),
}
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.h]\s*(\d{2})?)?\s*(?:([ap])\.?\s?m\.?)?")
_NOON = 12
_NUMBERS = re.compile(r"^\d{1,4}[-/. ]\d{1,2}([-/. ]\d{1,4})?$")


def read_day(typed: str, language: str, today: date) -> date | None:
    """Read a date typed as ISO, as numbers in the language's order, or as today and its neighbours.

    A date without a year is the next one to come. None when it cannot be read.
    """
    folded = fold(typed)
    for days, words in _DAYS_FROM_TODAY.items():
        if folded in {fold(word) for word in words}:
            return today + timedelta(days=days)
    if not _NUMBERS.match(typed.strip()):
        return None
    numbers = typed.strip().replace("-", "/").replace(".", "/").replace(" ", "/")
    if language == "en" and _either_order(numbers):
        return None  # 4/1 is April in Washington and January in Belmopan: better asked again than misread
    without_year = numbers.count("/") == 1
    try:
        read = parse_date(f"{numbers}/{today.year}" if without_year else numbers, locale=language)
    except (ValueError, IndexError):
        return None
    if without_year and read < today:
        return _next_year(read)
    return read


def read_time(typed: str) -> time | None:
    """Read a time of day: `8`, `08:00`, `8h30`, `8 am`, `8:30 p. m.`. None when it cannot be read."""
    found = _TIME.fullmatch(typed.strip().casefold())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def recent_months(today: date, language: str) -> tuple[Option, ...]:
    """The last two years' months, this one first, as `2026-11`."""
    months = []
    year, month = today.year, today.month
    for _ in range(_MONTHS_BACK):
        first = date(year, month, 1)
        months.append(Option(f"{first:%Y-%m}", format_date(first, "LLLL y", language)))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return tuple(months)


def _either_order(numbers: str) -> bool:
    first, second, *_ = (int(number) for number in numbers.split("/"))
    return first != second and max(first, second) <= _MONTHS


def _next_year(day: date) -> date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return None
