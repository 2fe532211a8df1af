"""What must hold between entries of the data files. What a single key must be stands in `entries`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from liaison_bot.chat.text import fold
from liaison_bot.records.network import DeskKind
from liaison_bot.records.referrals import BROAD_SERVICE
from liaison_bot.rulebook.entries import CountryEntry, IndicatorEntry
from liaison_bot.rulebook.rules import (
    ASKED_BEFORE,
    CONSENT_BASIS,
    Code,
    CodeList,
    Indicator,
    IndicatorKind,
    Seat,
    Texts,
    Urgency,
)
from liaison_bot.toml_file import KeyPath, Toml, show

URGENCY = "urgency"
SERVICE = "service"
CONSENT_WITHDRAWN = "consent-withdrawn"
QUESTION = "question"
NEEDED_LISTS = (
    "rejection",
    "outcome",
    "closure",
    "withdrawal",
    "erasure",
    "reopening",
    "return",
    "lowering",
    QUESTION,
    "progress",
    "institution",
    SERVICE,
    CONSENT_BASIS,
    "file_channel",
)
"""The lists that the lifecycle asks for, whatever the indicators are."""
SKELETON = ("to", URGENCY, SERVICE, "follows")
"""What a referral says besides its indicators: no indicator may be called so."""
_LIST_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WEEK = 7
_LISTED = frozenset({IndicatorKind.CHOICE, IndicatorKind.CHOICES})


class _Worded(Protocol):
    """Anything that has a code and words that people type for it."""

    @property
    def code(self) -> str: ...

    @property
    def also(self) -> tuple[str, ...]: ...


def check_desks(toml: Toml, seats: Mapping[KeyPath, Seat], members: Mapping[KeyPath, CountryEntry]) -> Iterator[str]:
    """One secretariat; no name for two desks; a language that the desk has a name in; office days and hours."""
    yield from _check_words(toml, seats, {path: seat.names for path, seat in seats.items()})
    for path, seat in seats.items():
        if seat.language not in seat.names:
            yield toml.problem((*path, "language"), f"found {show(seat.language)}", ", ".join(seat.names))
    coordinating = [path for path, seat in seats.items() if seat.kind is DeskKind.SECRETARIAT]
    if "organisation" in toml.told and len(coordinating) != 1:
        yield toml.problem(("organisation",), f"found {len(coordinating)} of kind secretariat", "exactly one")
    for path, entry in members.items():
        if len(set(entry.weekend)) != len(entry.weekend):
            yield toml.problem((*path, "weekend"), "a day is there twice", "each day once")
        if len(set(entry.weekend)) == _WEEK:
            yield toml.problem((*path, "weekend"), "found all seven days", "at least one day with office")
        if entry.closes <= entry.opens:
            found = f"found {entry.closes.isoformat()}"
            yield toml.problem((*path, "closes"), found, f"a time after {entry.opens.isoformat()}, when it opens")


def check_list_names(toml: Toml, asked: set[str]) -> Iterator[str]:
    """Every list that the lifecycle asks for is there; one that nothing asks for is a slip of the pen."""
    for name in NEEDED_LISTS:
        if name not in toml.told:
            yield toml.problem((name,), "the list is missing", f"one table [[{name}]] or more")
    known = (*NEEDED_LISTS, *sorted(asked - set(NEEDED_LISTS)))
    for name in toml.told:
        if name == URGENCY:
            yield toml.problem((name,), "the levels of urgency stand in urgency.toml")
        elif not _LIST_NAME.fullmatch(name):
            yield toml.problem((name,), "not the name of a list", "small letters a-z, digits and underscores")
        elif name not in known and asked:  # without indicators that can be read, nobody can say
            yield toml.unknown_key((name,), known)


def check_list(toml: Toml, name: str, codes: Mapping[KeyPath, Code]) -> Iterator[str]:
    """No code and no word twice; overrides only of consent; consent can always be withdrawn."""
    yield from _check_words(toml, codes, {path: code.labels for path, code in codes.items()})
    if name != CONSENT_BASIS:
        for path, code in codes.items():
            if code.override:
                yield toml.problem((*path, "override"), "found true", f"false, but in the list {CONSENT_BASIS}")
    elif codes and all(code.override for code in codes.values()):
        yield toml.problem((name,), "every entry is an override", "at least one that is consent")
    told = toml.told[name]
    whole = isinstance(told, list) and len(codes) == len(told)  # an entry that will not do may be the one
    if (
        name == "service"
        and whole
        and BROAD_SERVICE not in {code.code for code in codes.values() if not code.sensitive}
    ):
        yield toml.problem((name,), f"{BROAD_SERVICE} is missing, or sensitive: it stands for the services that are")
    if name == "withdrawal" and whole and CONSENT_WITHDRAWN not in {code.code for code in codes.values()}:
        yield toml.problem((name,), f"{CONSENT_WITHDRAWN} is missing: consent can be withdrawn at any time")


def check_asked(toml: Toml, indicators: Iterable[Indicator], lists: Mapping[str, CodeList]) -> Iterator[str]:
    """Only a question asks, and for indicators that are there: consent is given before anything is sent, and not so."""
    names = {indicator.name for indicator in indicators} - ASKED_BEFORE
    for name, codes in lists.items():
        for number, code in enumerate(codes.codes):
            if code.asks and name != QUESTION:
                yield toml.problem((name, number, "asks"), "is there", f"no such key, but in the list {QUESTION}")
                continue
            for asked in code.asks:
                if names and asked not in names:
                    yield toml.problem((name, number, "asks"), f"found {show(asked)}", f"of: {_names(names)}")


def check_urgencies(toml: Toml, levels: Mapping[KeyPath, Urgency]) -> Iterator[str]:
    """No word for two levels; and nobody must decide before they must have received."""
    yield from _check_words(toml, levels, {path: level.labels for path, level in levels.items()})
    for path, level in levels.items():
        if level.decision < level.receipt:
            hours = level.receipt.total_seconds() / 3600
            found = f"found {level.decision.total_seconds() / 3600:g}"
            yield toml.problem((*path, "hours", "decision"), found, f"at least the {hours:g} hours of receipt")
        if list(level.chase.remind) != sorted(set(level.chase.remind)):
            found = f"found {list(level.chase.remind)}"
            yield toml.problem((*path, "chase", "remind"), found, "each percentage once, the smallest first")


def check_indicators(toml: Toml, entries: Mapping[KeyPath, IndicatorEntry], codes: Toml) -> Iterator[str]:
    """Names that are free; lists that exist, where they belong; a consent basis that must be given."""
    first: dict[str, KeyPath] = {}
    for path, entry in entries.items():
        if entry.name in SKELETON:
            yield toml.problem((*path, "name"), f"found {show(entry.name)}", "a name that is not already a referral's")
        if first.setdefault(entry.name, path) != path:
            yield _twice(toml, (*path, "name"), entry.name, first[entry.name])
        yield from _check_kind(toml, path, entry, codes)
        if entry.required and (entry.more or entry.off):
            other = "more" if entry.more else "off"
            yield toml.problem((*path, other), "found true", "false, where required is true")
    if "indicator" in toml.told and len(entries) == len(toml.told["indicator"]):
        basis = [entry for entry in entries.values() if entry.name == CONSENT_BASIS]
        if not any(entry.required and entry.list == CONSENT_BASIS for entry in basis):
            yield toml.problem(
                ("indicator",),
                f"{CONSENT_BASIS} is missing or not required: nothing is sent without consent or an override",
                f'name = "{CONSENT_BASIS}", list = "{CONSENT_BASIS}", required = true',
            )


def _check_kind(toml: Toml, path: KeyPath, entry: IndicatorEntry, codes: Toml) -> Iterator[str]:
    if entry.list is None and entry.kind in _LISTED:
        yield toml.problem((*path, "list"), f"is missing, which kind {entry.kind} needs", "a list of codes.toml")
    elif entry.list is not None and entry.kind not in {*_LISTED, IndicatorKind.COUNTRY}:
        yield toml.problem((*path, "list"), f"found {show(entry.list)}", f"no list, with kind {entry.kind}")
    elif entry.list is not None and entry.list not in codes.told:
        yield toml.problem(
            (*path, "list"), f"found {show(entry.list)}", f"a list of {codes.name}: {_names(codes.told)}"
        )
    if entry.kind is IndicatorKind.TEXT and entry.longest is None:
        yield toml.problem((*path, "longest"), "is missing, which kind text needs", "a number of characters")
    elif entry.kind is not IndicatorKind.TEXT and entry.longest is not None:
        yield toml.problem((*path, "longest"), f"found {entry.longest}", f"nothing, with kind {entry.kind}")


def _check_words(toml: Toml, entries: Mapping[KeyPath, _Worded], texts: Mapping[KeyPath, Texts]) -> Iterator[str]:
    """What somebody types must mean one thing: no word, however it is spelt, stands for two entries."""
    meant: dict[str, KeyPath] = {}
    for path, entry in entries.items():
        meant.setdefault(fold(entry.code), path)
    for path, entry in entries.items():
        if meant[fold(entry.code)] != path:
            yield _twice(toml, (*path, "code"), entry.code, meant[fold(entry.code)])
            continue
        words = [*((key, word) for key, word in texts[path].items()), *(("also", word) for word in entry.also)]
        for key, word in words:
            other = meant.setdefault(fold(word), path)
            if other != path:
                found = f"{show(word)} already means {show(entries[other].code)}"
                yield toml.problem((*path, key), found, "a word that stands for one entry only")


def _twice(toml: Toml, path: KeyPath, word: str, first: KeyPath) -> str:
    line = toml.line(first)
    return toml.problem(path, f"{show(word)} is there twice" + (f", first in line {line}" if line else ""), "each once")


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
