"""Every word the bot says: one Fluent file a language, beside this module. Adding a file adds a language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

from liaison_bot.chat.text import fold
from liaison_bot.errors import LiaisonError


class MissingWords(LiaisonError, LookupError):  # noqa: N818 - says what is so
    """A key that no catalogue of this language has, or whose values were not given: a bug, found by the tests."""


class Words:
    """One language's words."""

    def __init__(self, language: str, text: str) -> None:
        self.language = language
        # Without isolation marks: what is put in is never right-to-left, and the marks would show in plain text.
        self._bundle = FluentBundle([language], use_isolating=False)
        # Without where in the file each piece of a sentence stood: nobody asks, and it takes 1.4 MB.
        self._bundle.add_resource(FluentParser(with_spans=False).parse(text))
        self._fixed: dict[str, str] = {}
        self._typed: dict[str, tuple[str, ...]] = {}

    def __call__(self, key: str, **values: str | int) -> str:
        """Say something. Raises `MissingWords`."""
        if values:
            return self._said(key, values)
        if key not in self._fixed:
            self._fixed[key] = self._said(key, values)
        return self._fixed[key]

    def has(self, key: str) -> bool:
        """Tell whether this language has a key."""
        return self._bundle.has_message(key)

    def typed(self, key: str) -> tuple[str, ...]:
        """The words that people may type for something, the one to show first."""
        if key not in self._typed:
            self._typed[key] = tuple(word.strip() for word in self(key).split(",")) if self.has(key) else ()
        return self._typed[key]

    def day(self, day: date) -> str:
        """A date with its weekday."""
        return _day(day, self.language)

    def stored_day(self, day: str) -> str:
        """A date as it is stored, `2026-11-23`."""
        return self.day(date.fromisoformat(day))

    def stored_month(self, month: str) -> str:
        """A month as it is stored, `2026-11`."""
        return format_date(date.fromisoformat(f"{month}-01"), "LLLL y", self.language)

    def moment(self, instant: datetime, zone: str) -> str:
        """An instant on the reader's clock: weekday, date, time, the zone's city, and the offset from UTC."""
        return _moment(instant.replace(second=0, microsecond=0), zone, self.language)

    def zone(self, zone: str) -> str:
        """A time zone by its city."""
        return _city(zone, self.language)

    def all_of(self, items: Iterable[str]) -> str:
        """Several things in a row, with the language's “and”."""
        every = list(items)
        return every[0] if len(every) == 1 else format_list(every, "standard", self.language)

    def language_name(self, language: str) -> str:
        """What a language is called in this one."""
        return Locale(language).get_display_name(self.language) or language

    def _said(self, key: str, values: dict[str, str | int]) -> str:
        try:
            pattern = self._bundle.get_message(key).value
        except LookupError:
            raise MissingWords(f"{self.language}: {key}") from None
        if pattern is None:
            raise MissingWords(f"{self.language}: {key}")
        said, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise MissingWords(f"{self.language}: {key}: {errors[0]}")
        return str(said)


class Catalogues:
    """All the languages that the Network uses."""

    def __init__(self, words: Mapping[str, Words], default: str) -> None:
        self.all = words
        self.default = default

    def of(self, language: str) -> Words:
        """The words of a language, or of the default one where it has no catalogue."""
        return self.all.get(language) or self.all[self.default]

    def typed(self, key: str) -> frozenset[str]:
        """All words of all languages that people may type for something, folded for comparison."""
        return frozenset(fold(word) for words in self.all.values() for word in words.typed(key))


def shipped_languages() -> tuple[str, ...]:
    """The languages there is a file for."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".ftl") for file in files if file.name.endswith(".ftl")))


def load_catalogues(languages: Iterable[str], default: str) -> Catalogues:
    """Read the catalogues of these languages."""
    texts = {language: read_catalogue(language) for language in languages}
    return Catalogues({language: Words(language, text) for language, text in texts.items()}, default)


def read_catalogue(language: str) -> str:
    """The text of a language's file."""
    return resources.files(__name__).joinpath(f"{language}.ftl").read_text("utf-8")


@lru_cache(maxsize=4096)
def _moment(instant: datetime, zone: str, language: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    offset = local.strftime("%z")
    sign = "−" if offset.startswith("-") else "+"
    where = f"{_city(zone, language)}, UTC{sign}{offset[1:3]}:{offset[3:5]}"
    return f"{_day(local.date(), language)}, {local:%H:%M} ({where})"


@lru_cache(maxsize=1024)
def _day(day: date, language: str) -> str:
    return format_date(day, "full", language)


@lru_cache(maxsize=1024)
def _city(zone: str, language: str) -> str:
    return get_timezone_location(zone, language, return_city=True)
