"""The audit trail's proof: each entry is tied to the one before, so none can be altered or removed unnoticed."""

from collections.abc import Iterable

from liaison_bot.records.audit import START, ChainedEntry, chain


def first_broken(entries: Iterable[ChainedEntry]) -> tuple[int, int | None]:
    """How many entries hold from the first on, and the number of the first that does not; None where all hold."""
    previous, expected = START, 1
    for found in entries:
        if found.number != expected or found.hash != chain(previous, found.number, found.entry):
            return expected - 1, found.number
        previous, expected = found.hash, expected + 1
    return expected - 1, None
