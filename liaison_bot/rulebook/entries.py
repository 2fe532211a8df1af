"""What one entry of each data file must be, key by key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, make_dataclass
from datetime import date, datetime, time
from typing import Any, Literal, NewType, TypeVar, cast
from zoneinfo import ZoneInfo

from liaison_bot.records.network import DeskKind
from liaison_bot.rulebook.rules import IndicatorKind, Texts
from liaison_bot.strict import Kind, Strict

T = TypeVar("T")
LONGEST_LABEL = 75
"""In characters: what every chat can show as a choice."""
LONGEST_TEXT = 280
LONGEST_HOURS = 24 * 366
WHOLE = 100
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHIPPED_CALENDARS = frozenset({"BZ", "CA", "CR", "DO", "GT", "HN", "MX", "NI", "PA", "SV", "US"})
"""Calendars that need no looking up: reading the package `holidays` takes longer than everything else at start."""

CodeWord = NewType("CodeWord", str)
CountryCode = NewType("CountryCode", str)
DeskCode = NewType("DeskCode", str)
FieldName = NewType("FieldName", str)
Label = NewType("Label", str)
Question = NewType("Question", str)
Zone = NewType("Zone", str)
Calendar = NewType("Calendar", str)
Hours = NewType("Hours", float)
Longest = NewType("Longest", int)
Day = NewType("Day", date)
Percent = NewType("Percent", int)


def _like(pattern: str) -> Any:
    return re.compile(pattern).fullmatch


def _is_label(text: str) -> bool:
    """No comma: it separates the answers where several may be given."""
    return _is_text(text, LONGEST_LABEL) and "," not in text


def _is_text(text: str, longest: int = LONGEST_TEXT) -> bool:
    return 0 < len(text) <= longest and text == text.strip() and text.isprintable()


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a name at all; a folder of zones
        return False
    return True


def _is_calendar(code: str) -> bool:
    if code in SHIPPED_CALENDARS:
        return True
    from holidays import list_supported_countries  # noqa: PLC0415 - slow, and only for calendars that do not ship

    return code in list_supported_countries()


STRICT = Strict(
    (
        Kind(
            CodeWord,
            str,
            "small letters a-z, digits and single hyphens, at most 40 characters",
            _like(r"(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*"),
        ),
        Kind(CountryCode, str, "the two capital letters of ISO 3166-1, such as HN", _like("[A-Z]{2}")),
        Kind(DeskCode, str, "2 to 12 capital letters", _like("[A-Z]{2,12}")),
        Kind(
            FieldName,
            str,
            "small letters a-z, digits and underscores, at most 40 characters",
            _like("[a-z][a-z0-9_]{0,39}"),
        ),
        Kind(Label, str, f"a text of 1 to {LONGEST_LABEL} characters on one line, without commas", _is_label),
        Kind(Question, str, f"a text of 1 to {LONGEST_TEXT} characters on one line", _is_text),
        Kind(Zone, str, "an IANA time zone such as America/Tegucigalpa", _is_zone),
        Kind(
            Calendar,
            str,
            "a country code of the package `holidays`, such as HN",
            _is_calendar,
        ),
        Kind(
            Hours,
            float,
            f"a number of hours, more than 0 and at most {LONGEST_HOURS}",
            lambda hours: 0 < hours <= LONGEST_HOURS,
        ),
        Kind(Percent, int, "a whole number of percent from 1 to 100", lambda percent: 0 < percent <= WHOLE),
        Kind(Day, date, "a day without quotation marks, such as 2026-12-24", lambda day: not isinstance(day, datetime)),
        Kind(
            Longest,
            int,
            f"a whole number of characters from 1 to {LONGEST_TEXT}",
            lambda longest: 0 < longest <= LONGEST_TEXT,
        ),
    )
)


@dataclass(frozen=True, kw_only=True)
class CountryEntry:
    """`[[country]]` in countries.toml, besides its names."""

    code: CountryCode
    also: tuple[Label, ...] = ()
    zone: Zone
    language: str
    calendar: Calendar
    weekend: tuple[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], ...]
    opens: time
    closes: time
    closed: tuple[Day, ...] = ()
    opened: tuple[Day, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OrganisationEntry:
    """`[[organisation]]` in countries.toml, besides its names."""

    code: DeskCode
    kind: Literal[DeskKind.SECRETARIAT, DeskKind.ORGANISATION]
    also: tuple[Label, ...] = ()
    zone: Zone
    language: str
    refers: bool


@dataclass(frozen=True, kw_only=True)
class CodeEntry:
    """An entry of any list in codes.toml, besides its labels."""

    code: CodeWord
    also: tuple[Label, ...] = ()
    sensitive: bool = False
    asylum: bool = False
    override: bool = False
    asks: tuple[FieldName, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HoursEntry:
    """`[urgency.hours]` in urgency.toml."""

    receipt: Hours
    decision: Hours
    answer: Hours
    progress: Hours
    confirmation: Hours
    withdrawal: Hours
    file: Hours


@dataclass(frozen=True, kw_only=True)
class ChaseEntry:
    """`[urgency.chase]` in urgency.toml."""

    remind: tuple[Percent, ...]
    escalate: Hours
    quiet: Literal["never", "night", "office-closed"]


@dataclass(frozen=True, kw_only=True)
class UrgencyEntry:
    """`[[urgency]]` in urgency.toml, besides its labels."""

    code: CodeWord
    also: tuple[Label, ...] = ()
    counts: Literal["hours", "working-time"]
    hours: HoursEntry
    chase: ChaseEntry


@dataclass(frozen=True, kw_only=True)
class IndicatorEntry:
    """`[[indicator]]` in indicators.toml, besides its label and hint, which are tables."""

    name: FieldName
    kind: IndicatorKind
    list: FieldName | None = None
    required: bool
    more: bool
    class_: Literal["party", "restricted"]
    off: bool = False
    longest: Longest | None = None


@dataclass(frozen=True, kw_only=True)
class _Texts:
    """A table of nothing but texts."""


class Entries:
    """The entries with their texts in certain languages: `needed` must be there, and `known` may."""

    def __init__(self, needed: Iterable[str], known: Iterable[str]) -> None:
        self._needed = tuple(needed)
        self._all = tuple(dict.fromkeys((*self._needed, *known)))
        self.country = self._with_texts(CountryEntry, Label)
        self.organisation = self._with_texts(OrganisationEntry, Label)
        self.code = self._with_texts(CodeEntry, Label)
        self.urgency = self._with_texts(UrgencyEntry, Label)
        texts: Any = self._with_texts(_Texts, Question)
        self.indicator = _extended(
            IndicatorEntry, [("label", texts, field()), ("hint", texts | None, field(default=None))]
        )

    def texts(self, entry: Any) -> Texts:
        """An entry's texts, by language."""
        return {language: getattr(entry, language) for language in self._all if getattr(entry, language, None)}

    def _with_texts(self, base: type[T], kind: Any) -> type[T]:
        needed = [(language, kind, field()) for language in self._needed]
        known = [(language, kind | None, field(default=None)) for language in self._all[len(needed) :]]
        return _extended(base, needed + known)


def _extended(base: type[T], fields: list[tuple[str, Any, Any]]) -> type[T]:
    made = make_dataclass(base.__name__, fields, bases=(base,), frozen=True, kw_only=True)
    return cast("type[T]", made)
