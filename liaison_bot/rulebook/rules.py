"""The Network's rules as the program uses them. Where they come from is `loading`'s matter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property

from liaison_bot.records.network import DeskKind

Texts = Mapping[str, str]
"""The same text in every language, by the language's code."""


def in_language(texts: Texts, language: str) -> str:
    """The text in this language; where it was left out, in the first language there is."""
    return texts.get(language) or next(iter(texts.values()), "")


CONSENT_BASIS = "consent_basis"
ASKED_BEFORE = frozenset({CONSENT_BASIS, "consent_by"})
"""The indicators that are there before a referral is sent, and that no later answer changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A member country. Office hours are local; `weekend` holds days as Python counts them, Monday 0.

    `calendar` is the code of its public holidays in the package `holidays`; `closed` and `opened` are days that are
    otherwise than weekend and calendar say.
    """

    code: str
    names: Texts
    also: tuple[str, ...]
    zone: str
    language: str
    calendar: str
    weekend: frozenset[int]
    opens: time
    closes: time
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What a desk starts with, a country's or an organisation's. `refers`: it may send and receive referrals."""

    code: str
    kind: DeskKind
    names: Texts
    also: tuple[str, ...]
    zone: str
    language: str
    refers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One possible answer. `also` are other words that people type for it.

    `asylum`: it tells of international protection, and is never shown to the child's country of origin.
    `sensitive`: it tells something about a child, so it is named to the parties only. `override`: a consent basis
    without consent, for which a titular officer answers. `asks`: of a question, the indicators that answer it.
    """

    code: str
    labels: Texts
    also: tuple[str, ...] = ()
    sensitive: bool = False
    asylum: bool = False
    override: bool = False
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """A list of possible answers, in the order in which they are shown."""

    name: str
    codes: tuple[Code, ...]

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {code.code: code for code in self.codes}

    def get(self, code: str) -> Code | None:
        """The entry of this code."""
        return self._by_code.get(code)

    def label(self, code: str, language: str) -> str:
        """How a code reads. A code that was taken from the list since reads as itself: what it said stays said."""
        entry = self.get(code)
        return in_language(entry.labels, language) if entry else code


class Quiet(StrEnum):
    """When nobody is reminded."""

    NEVER = "never"
    NIGHT = "night"
    """From nine in the evening until seven in the morning, where the desk is."""
    OFFICE_CLOSED = "office-closed"
    """Outside the office hours of the desk's country; at a desk that is no country's, at night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseRules:
    """How a deadline is chased: reminders at these percentages of the time, then a rung of the ladder at a time."""

    remind: tuple[int, ...]
    escalate: timedelta
    quiet: Quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """A level of urgency and how long each step may take. `rank` counts from 0, the most urgent.

    `working`: counted in working time (`working_time`), and not in hours of day and night.

    Receipt and decision run from sending, `answer` from a question, `progress` from acceptance, `confirmation` from
    the outcome, `withdrawal` (its receipt) from the withdrawal, `file` from the sending of the child's file or from
    the news that it is missing.
    """

    code: str
    labels: Texts
    also: tuple[str, ...]
    rank: int
    working: bool
    receipt: timedelta
    decision: timedelta
    answer: timedelta
    progress: timedelta
    confirmation: timedelta
    withdrawal: timedelta
    file: timedelta
    chase: ChaseRules


class IndicatorKind(StrEnum):
    """What an indicator's answer is."""

    CHOICE = "choice"
    CHOICES = "choices"
    COUNTRY = "country"
    """A member country by its code, or a code of the list, if there is one."""
    MONTH = "month"
    """A year and month, `2024-05`."""
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One field of what a referral says about a child.

    `more`: asked only of those who want to say more. `restricted`: never for the child's country of origin. `off`:
    neither asked nor kept, unless the operator turns the record of protection needs on. `longest` is in characters,
    0 where the answer is not a text.
    """

    name: str
    labels: Texts
    hints: Texts
    kind: IndicatorKind
    list: str | None
    required: bool
    more: bool
    restricted: bool
    off: bool
    longest: int
