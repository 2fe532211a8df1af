"""Reading the data files: those that ship, each replaced whole by a file of the same name in the operator's folder.

Whole files are replaced, and entries never merged: what an operator reads in a file is all that holds.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from liaison_bot.errors import ConfigError
from liaison_bot.records.network import DeskKind
from liaison_bot.rulebook import checks
from liaison_bot.rulebook.book import Rulebook
from liaison_bot.rulebook.entries import DAYS, STRICT, CodeEntry, Entries, IndicatorEntry, UrgencyEntry
from liaison_bot.rulebook.rules import ChaseRules, Code, CodeList, Country, Indicator, Quiet, Seat, Urgency
from liaison_bot.toml_file import KeyPath, Toml, name_type, parse, read_text

T = TypeVar("T")
LANGUAGES = ("en", "es", "fr")
"""The languages of the files that ship."""
FILES = ("countries.toml", "codes.toml", "urgency.toml", "indicators.toml")


def load_rulebook(
    folder: Path | None = None, languages: Iterable[str] = LANGUAGES, *, record_protection_need: bool = False
) -> Rulebook:
    """Read and check everything. `languages` are those in which every text must be there.

    `record_protection_need` turns the indicators on that are off unless an operator decides otherwise.

    Raises `ConfigError` with every mistake in every file, each with its file, line and key, what was found, and what
    is allowed. Only what depends on a file that is not TOML at all is left for the next time.
    """
    own, problems = _look_into(folder) if folder else ({}, [])
    files: dict[str, Toml] = {}
    for name in FILES:
        try:
            files[name] = parse(read_text(own[name]), str(own[name])) if name in own else _shipped(name)
        except ConfigError as wrong:
            problems.extend(wrong.problems)
    if len(files) < len(FILES):
        raise ConfigError(*problems)
    rulebook = _Reader(_entries(tuple(languages)), problems, frozenset(own)).read(files)
    if problems:
        raise ConfigError(*problems)
    if record_protection_need:
        return replace(rulebook, indicators=tuple(replace(one, off=False) for one in rulebook.indicators))
    return rulebook


@cache
def _entries(languages: tuple[str, ...]) -> Entries:
    """Kept, for cattrs keeps what it compiles for each class of entries."""
    return Entries(languages, LANGUAGES)


def _shipped(name: str) -> Toml:
    text = resources.files("liaison_bot").joinpath("data", name).read_text("utf-8")
    return parse(text, f"liaison_bot/data/{name}")


def _look_into(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """The operator's own files. One whose name is misspelt would replace nothing, and nobody would notice."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError as wrong:
        return {}, [f"{folder}: cannot be read as a folder: {wrong.strerror}"]
    problems = []
    for path in found:
        if path.name not in FILES:
            near = difflib.get_close_matches(path.name, FILES, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            problems.append(f"{path}: unknown file{meant}; allowed: {', '.join(FILES)}")
    return {path.name: path for path in found}, problems


def _asked(indicators: Toml) -> set[str]:
    """The lists that indicators name, also those that have a mistake elsewhere."""
    entries = indicators.told.get("indicator")
    named = [entry.get("list") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return {name for name in named if isinstance(name, str)}


class _Reader:
    """Reads the four files, collecting what is wrong."""

    def __init__(self, entries: Entries, problems: list[str], own: frozenset[str]) -> None:
        """`own`: the names of the files that are the operator's."""
        self._entries = entries
        self._problems = problems
        self._own = own

    def read(self, files: Mapping[str, Toml]) -> Rulebook:
        """Make what can be made. It is only of use when there were no problems."""
        countries, seats = self._read_desks(files["countries.toml"])
        urgencies = self._read_urgencies(files["urgency.toml"])
        indicators = self._read_indicators(files["indicators.toml"], files["codes.toml"])
        lists = self._read_lists(files["codes.toml"], _asked(files["indicators.toml"]))
        if "codes.toml" in self._own:  # those that ship may well ask for what an operator's own indicators lack
            self._problems += checks.check_asked(files["codes.toml"], indicators, lists)
        levels = (Code(code=level.code, labels=level.labels, also=level.also) for level in urgencies)
        lists[checks.URGENCY] = CodeList(checks.URGENCY, tuple(levels))
        return Rulebook(countries, seats, lists, urgencies, indicators)

    def _read_desks(self, toml: Toml) -> tuple[tuple[Country, ...], tuple[Seat, ...]]:
        self._check_keys(toml, ("country", "organisation"))
        members = self._structure(toml, "country", self._entries.country)
        others = self._structure(toml, "organisation", self._entries.organisation)
        countries = tuple(
            Country(
                code=entry.code,
                names=self._entries.texts(entry),
                also=entry.also,
                zone=entry.zone,
                language=entry.language,
                calendar=entry.calendar,
                weekend=frozenset(DAYS.index(day) for day in entry.weekend),
                opens=entry.opens,
                closes=entry.closes,
                closed=frozenset(entry.closed),
                opened=frozenset(entry.opened),
            )
            for entry in members.values()
        )
        seats = {path: self._seat(entry, DeskKind.COUNTRY, refers=True) for path, entry in members.items()}
        seats |= {path: self._seat(entry, DeskKind(entry.kind), refers=entry.refers) for path, entry in others.items()}
        self._problems += checks.check_desks(toml, seats, members)
        return countries, tuple(seats.values())

    def _seat(self, entry: Any, kind: DeskKind, *, refers: bool) -> Seat:
        return Seat(
            code=entry.code,
            kind=kind,
            names=self._entries.texts(entry),
            also=entry.also,
            zone=entry.zone,
            language=entry.language,
            refers=refers,
        )

    def _read_lists(self, toml: Toml, asked: set[str]) -> dict[str, CodeList]:
        self._problems += checks.check_list_names(toml, asked)
        lists: dict[str, CodeList] = {}
        for name in toml.told:
            entries = self._structure(toml, name, self._entries.code)
            codes = {path: self._code(entry) for path, entry in entries.items()}
            self._problems += checks.check_list(toml, name, codes)
            lists[name] = CodeList(name, tuple(codes.values()))
        return lists

    def _code(self, entry: CodeEntry) -> Code:
        return Code(
            code=entry.code,
            labels=self._entries.texts(entry),
            also=entry.also,
            sensitive=entry.sensitive,
            asylum=entry.asylum,
            override=entry.override,
            asks=entry.asks,
        )

    def _read_urgencies(self, toml: Toml) -> tuple[Urgency, ...]:
        self._check_keys(toml, ("urgency",))
        entries = self._structure(toml, "urgency", self._entries.urgency)
        levels = {path: self._urgency(entry, rank) for rank, (path, entry) in enumerate(entries.items())}
        self._problems += checks.check_urgencies(toml, levels)
        return tuple(levels.values())

    def _urgency(self, entry: UrgencyEntry, rank: int) -> Urgency:
        return Urgency(
            code=entry.code,
            labels=self._entries.texts(entry),
            also=entry.also,
            rank=rank,
            working=entry.counts == "working-time",
            receipt=timedelta(hours=entry.hours.receipt),
            decision=timedelta(hours=entry.hours.decision),
            answer=timedelta(hours=entry.hours.answer),
            progress=timedelta(hours=entry.hours.progress),
            confirmation=timedelta(hours=entry.hours.confirmation),
            withdrawal=timedelta(hours=entry.hours.withdrawal),
            file=timedelta(hours=entry.hours.file),
            chase=ChaseRules(
                remind=entry.chase.remind,
                escalate=timedelta(hours=entry.chase.escalate),
                quiet=Quiet(entry.chase.quiet),
            ),
        )

    def _read_indicators(self, toml: Toml, codes: Toml) -> tuple[Indicator, ...]:
        self._check_keys(toml, ("indicator",))
        entries = self._structure(toml, "indicator", self._entries.indicator)
        self._problems += checks.check_indicators(toml, entries, codes)
        return tuple(self._indicator(entry) for entry in entries.values())

    def _indicator(self, entry: IndicatorEntry) -> Indicator:
        told: Any = entry  # with its texts, which only the made class has
        return Indicator(
            name=entry.name,
            labels=self._entries.texts(told.label),
            hints=self._entries.texts(told.hint),
            kind=entry.kind,
            list=entry.list,
            required=entry.required,
            more=entry.more,
            restricted=entry.class_ == "restricted",
            off=entry.off,
            longest=entry.longest or 0,
        )

    def _check_keys(self, toml: Toml, known: Sequence[str]) -> None:
        self._problems += [toml.unknown_key((key,), known) for key in toml.told if key not in known]
        self._problems += [
            toml.problem((key,), "is missing", f"one table [[{key}]] or more") for key in known if key not in toml.told
        ]

    def _structure(self, toml: Toml, key: str, wanted: type[T]) -> dict[KeyPath, T]:
        """Every entry of a list of tables that will do, by its place; the others' mistakes are noted."""
        told = toml.told.get(key, [{}])
        if not isinstance(told, list) or not told:
            found = "an empty list" if told == [] else name_type(told)
            self._problems.append(toml.problem((key,), f"found {found}", f"one table [[{key}]] or more"))
            return {}
        made: dict[KeyPath, T] = {}
        for number in range(len(told) if key in toml.told else 0):
            entry, problems = STRICT.structure(toml, (key, number), wanted)
            self._problems += problems
            if entry is not None:
                made[key, number] = entry
        return made
