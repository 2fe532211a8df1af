"""The words the name screen knows, read from two files on first use.

`lexicon.toml` is kept by hand; `gathered.toml` is made from Faker and GeoNames by `gather`. Reading both costs some
tens of milliseconds and a few megabytes, paid by the first text that is screened and not by the import.
"""

import tomllib
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache
from importlib.resources import files

HAND = files("liaison_bot.privacy.guard") / "lexicon.toml"
GATHERED = files("liaison_bot.privacy.guard") / "gathered.toml"


class Trait(Flag):
    """What a word can be. A word has several: *Santiago* is a given name, a surname and a place."""

    STRONG = auto()  # a given name and nothing else, in whatever case
    CAPITAL = auto()  # a given name when it has a capital
    WEAK = auto()  # a given name if the neighbours say so
    PAIR = auto()  # a given name beside a surname only
    SURNAME = auto()  # a surname and nothing else
    COMMON_SURNAME = auto()  # a surname that is an ordinary word too
    PLACE = auto()  # a town or a region
    WORD = auto()  # a word of the work or of everyday speech


NOTHING = Trait(0)
GIVEN = Trait.STRONG | Trait.CAPITAL | Trait.WEAK
ANY_GIVEN = GIVEN | Trait.PAIR
ANY_SURNAME = Trait.SURNAME | Trait.COMMON_SURNAME
ANY_NAME = ANY_GIVEN | ANY_SURNAME


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Single words with their traits, and phrases of several words by their first word, the longest first."""

    words: dict[str, Trait]
    places: dict[str, tuple[tuple[str, ...], ...]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]

    def traits(self, word: str) -> Trait:
        """Return what the folded `word` can be; nothing for a word never heard of."""
        return self.words.get(word, NOTHING)


@cache
def lexicon() -> Lexicon:
    """Return the words, read once."""
    hand, found = by_hand(), _read(GATHERED.read_text(encoding="utf-8"))
    weak, capital, pair = hand["weak"], hand["capital"], hand["pair"]
    common = hand["common_surnames"] | hand["vocabulary"]
    given = (found["given"] | hand["more_given"]) - hand["ordinary"] - weak - capital - pair
    surnames = found["surnames"] | hand["more_surnames"] | hand["common_surnames"]
    places = found["places"] | hand["regions"]
    layers = (
        (Trait.STRONG, given - hand["vocabulary"]),
        (Trait.CAPITAL, capital),
        (Trait.WEAK, weak),
        (Trait.PAIR, pair),
        (Trait.SURNAME, surnames - common),
        (Trait.COMMON_SURNAME, surnames & common),
        (Trait.PLACE, {place for place in places if " " not in place}),
        (Trait.WORD, hand["vocabulary"] | found["words"]),
    )
    words: dict[str, Trait] = {}
    for trait, members in layers:
        for word in members:
            words[word] = words.get(word, NOTHING) | trait
    return Lexicon(words, _by_first_word(places), _by_first_word(hand["phrases"]))


@cache
def by_hand() -> dict[str, frozenset[str]]:
    """Return the lists of `lexicon.toml` by their key."""
    return _read(HAND.read_text(encoding="utf-8"))


def group(key: str) -> frozenset[str]:
    """Return one list of `lexicon.toml`."""
    return by_hand()[key]


def _read(text: str) -> dict[str, frozenset[str]]:
    return {key: _entries(value) for key, value in tomllib.loads(text).items()}


def _entries(value: str) -> frozenset[str]:
    if "|" in value:
        return frozenset(" ".join(entry.split()) for entry in value.split("|"))
    return frozenset(value.split())


def _by_first_word(entries: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        parts = tuple(entry.replace("-", " ").split(" "))
        if len(parts) > 1:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(many, key=len, reverse=True)) for first, many in found.items()}
