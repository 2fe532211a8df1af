"""Time zones as people name them: by the IANA name, or by a city in any of the languages."""

import difflib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_time, get_timezone_location

from liaison_bot.chat.text import fold
from liaison_bot.network import towns
from liaison_bot.rulebook import Rulebook
from liaison_bot.words import Words

_CLOSE = 0.75
_LONGEST = 60
_LEFT_OUT = ("Etc/", "SystemV/", "posix/", "right/")
"""Names whose sign is the wrong way round for most readers, and those that only machines use."""


def offered(rulebook: Rulebook) -> tuple[str, ...]:
    """The zones of the member countries' desks, each once, in their order."""
    return tuple(dict.fromkeys(country.zone for country in rulebook.countries))


def find_zone(typed: str, languages: Iterable[str], countries: Iterable[str]) -> str | None:
    """The zone somebody means, or None. Of cities with one name, the largest in a member country is meant."""
    wanted = fold(typed)
    return _named(tuple(languages)).get(wanted) or towns.zone_of(wanted, countries)


def near_zone(typed: str, languages: Iterable[str], countries: Iterable[str]) -> str | None:
    """The zone whose name, or city, is nearest to what was typed."""
    wanted, named = fold(typed[:_LONGEST]), _named(tuple(languages))
    if found := difflib.get_close_matches(wanted, named, n=1, cutoff=_CLOSE):
        return named[found[0]]
    if found := difflib.get_close_matches(wanted, towns.names_in(countries), n=1, cutoff=_CLOSE):
        return towns.zone_of(found[0], countries)
    return None


def time_of_day(words: Words, now: datetime, zone: str) -> str:
    """What the clock says in a zone now, with its city: for lists, where the date would be too much."""
    return f"{format_time(now.astimezone(ZoneInfo(zone)), 'HH:mm', locale=words.language)} ({words.zone(zone)})"


@cache
def _named(languages: tuple[str, ...]) -> Mapping[str, str]:
    """Zones by their names, by the last part of them, and by their cities as each language writes them.

    Former names are known in full only: their cities would lead to a zone that is called after another one.
    """
    every = {name for name in available_timezones() if "/" in name and not name.startswith(_LEFT_OUT)}
    current = sorted(every & _listed())
    known = {"utc": "UTC"} | {fold(zone): zone for zone in sorted(every)}
    for zone in current:
        for language in languages:
            known.setdefault(fold(get_timezone_location(zone, language, return_city=True)), zone)
    for zone in current:
        known.setdefault(fold(zone.rpartition("/")[2]), zone)
    return known


def _listed() -> frozenset[str]:
    """The zones in use today, by the table that comes with the zones' data."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    return frozenset(line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#"))
