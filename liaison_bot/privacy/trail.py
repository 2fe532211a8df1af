"""The audit trail's proof: each entry is tied to the one before, so none can be altered or removed unnoticed.

Entries cut off at the end leave no trace in what remains: whoever wants to notice compares the last hash, which
`doctor` shows, with the one that was noted earlier.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from liaison_bot.records.audit import START, ChainedEntry, chain


@dataclass(frozen=True, slots=True)
class Proof:
    """How many entries hold from the first on, and the hash of the last of them.

    `broken` is the number of the first that does not hold. `unreadable`: one of those that follow is no entry at all.
    """

    count: int
    last: str
    broken: int | None = None
    unreadable: bool = False


def prove(entries: Iterable[ChainedEntry]) -> Proof:
    """Follow the trail from its first entry. One that cannot even be read, or hashed, is a broken one."""
    held = Proof(0, START)
    trail = iter(entries)
    while True:
        try:
            found = next(trail, None)
            fits = found is not None and found.number == held.count + 1
            holds = fits and found is not None and found.hash == chain(held.last, found.number, found.entry)
        except (TypeError, ValueError, AttributeError, KeyError, OverflowError):
            return Proof(held.count, held.last, unreadable=True)
        if found is None:
            return held
        if not holds:
            return Proof(held.count, held.last, found.number)
        held = Proof(found.number, found.hash)
