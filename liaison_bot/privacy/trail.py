"""The audit trail's proof: each entry is tied to the one before, so none can be altered or removed unnoticed.

Entries cut off at the end leave no trace in what remains, and whoever can write to the database can make all of it
anew, for no key is in the hashes. Only what was noted elsewhere shows that: `doctor` shows the count and the last hash
(a `Note`), and tells whether the trail still holds the ones of another day.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from liaison_bot.records.audit import START, ChainedEntry, chain

_NOTE = re.compile(r"(\d{1,18}):([0-9a-f]{16,64})", re.ASCII)
_HASH_SHOWN = 32


@dataclass(frozen=True, slots=True)
class Note:
    """The trail's end on some day: its number, and how its hash begins."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash[:_HASH_SHOWN]}"


def read_note(typed: str) -> Note | None:
    """Read COUNT:HASH, as `doctor` shows it; at least 16 hexadecimal digits of the hash."""
    found = _NOTE.fullmatch(typed.strip().lower())
    return Note(int(found[1]), found[2]) if found else None


@dataclass(frozen=True, slots=True)
class Proof:
    """How many entries hold from the first on, and the hash of the last of them.

    `broken` is the number of the first that does not hold. `unreadable`: one of those that follow is no entry at all.
    `noted`: the trail holds the end that was noted on another day; None where none was given.
    """

    count: int
    last: str
    broken: int | None = None
    unreadable: bool = False
    noted: bool | None = None


def prove(entries: Iterable[ChainedEntry], note: Note | None = None) -> Proof:
    """Follow the trail from its first entry. One that cannot even be read, or hashed, is a broken one."""
    held = Proof(0, START, noted=_is(note, 0, START))
    trail = iter(entries)
    while True:
        try:
            found = next(trail, None)
            fits = found is not None and found.number == held.count + 1
            holds = fits and found is not None and found.hash == chain(held.last, found.number, found.entry)
        except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
            return replace(held, unreadable=True)
        if found is None:
            return held
        if not holds:
            return replace(held, broken=found.number)
        held = Proof(found.number, found.hash, noted=held.noted or _is(note, found.number, found.hash))


def _is(note: Note | None, number: int, proof: str) -> bool | None:
    return None if note is None else note.number == number and proof.startswith(note.hash)
