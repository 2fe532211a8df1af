"""Time zones by the towns of a country.

The towns of the countries that ship are gathered beforehand in `towns.txt`, and looked up on the disk: a line for each,
the largest first, with its country, its zone and its names. Once GeoNames' cities had been read, a bot was 28 MB larger
for good, and 75 MB while it read them; and somebody asks for a zone once in a post. A country that was added to the
rules is asked of GeoNames itself.
"""

from collections.abc import Iterable, Iterator
from importlib import resources

GATHERED = resources.files("liaison_bot.network") / "towns.txt"
COUNTRIES = frozenset({"BZ", "CA", "CR", "DO", "GT", "HN", "MX", "NI", "PA", "SV", "US"})
"""Those whose towns are in the file."""
Town = tuple[str, str, tuple[str, ...]]
"""Its country, its zone, and its names, folded."""


def zone_of(name: str, countries: Iterable[str]) -> str | None:
    """The zone of the largest town of this folded name in these countries; those that ship come before others."""
    return next((zone for _, zone, names in _towns(frozenset(countries)) if name in names), None)


def names_in(countries: Iterable[str]) -> Iterator[str]:
    """All names of the towns in these countries, folded."""
    return (name for _, _, names in _towns(frozenset(countries)) for name in names)


def _towns(countries: frozenset[str]) -> Iterator[Town]:
    with GATHERED.open(encoding="utf-8") as lines:
        for line in lines:
            country, zone, names = line.rstrip("\n").split(" ", 2)
            if country in countries:
                yield country, zone, tuple(names.split("|"))
    if added := countries - COUNTRIES:
        from liaison_bot.network.gather import gather  # noqa: PLC0415 - reads all of GeoNames' cities

        yield from gather(added)
