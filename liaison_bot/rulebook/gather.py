"""Build `holidays.txt`: the public holidays of the countries that ship, from the package `holidays` (MIT licence).

Run ``python -m liaison_bot.rulebook.gather`` after that package was updated; a test says when the file is behind.
"""

from datetime import date
from pathlib import Path

from holidays import country_holidays

from liaison_bot.rulebook.entries import SHIPPED_CALENDARS
from liaison_bot.rulebook.working_time import GATHERED, GATHERED_YEARS


def gather(calendar: str, year: int) -> frozenset[date]:
    """Return a year's public holidays: a set of its own for each year, for threads ask side by side."""
    return frozenset(country_holidays(calendar, years=year))


def gathered() -> str:
    """Return the text of `holidays.txt`."""
    return "".join(
        f"{calendar} {year} {' '.join(day.isoformat() for day in sorted(gather(calendar, year)))}\n"
        for calendar in sorted(SHIPPED_CALENDARS)
        for year in GATHERED_YEARS
    )


def main() -> None:
    """Write the file beside this module."""
    Path(str(GATHERED)).write_text(gathered(), encoding="utf-8")


if __name__ == "__main__":
    main()
