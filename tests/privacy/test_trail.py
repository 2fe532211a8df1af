"""The trail's proof: whatever was done to an entry, the first one that is touched is named."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.privacy.trail import Note, Proof, prove, read_note
from liaison_bot.records.audit import START, AuditEntry, ChainedEntry, chain

NOW = datetime(2026, 3, 8, 15, 30, tzinfo=UTC)
COUNT = 8


def entry(number: int) -> AuditEntry:
    return AuditEntry(
        at=NOW + timedelta(seconds=number), person=number, desk="HN", roles="titular", command=f"c{number}"
    )


def chained(entries: list[AuditEntry]) -> list[ChainedEntry]:
    trail: list[ChainedEntry] = []
    last = START
    for number, one in enumerate(entries, 1):
        last = chain(last, number, one)
        trail.append(ChainedEntry(number, one, last))
    return trail


TRAIL = chained([entry(number) for number in range(1, COUNT + 1)])
numbers = st.integers(1, COUNT)


def test_a_whole_trail_holds_and_ends_with_its_last_hash() -> None:
    assert prove(TRAIL) == Proof(COUNT, TRAIL[-1].hash)
    assert prove([]) == Proof(0, START)


@given(numbers, st.sampled_from([field.name for field in fields(AuditEntry)]))
def test_an_entry_that_was_altered_is_named(number: int, field: str) -> None:
    found = TRAIL[number - 1]
    value: Any = {"at": NOW, "person": None}.get(field, "altered")
    altered = replace(found, entry=replace(found.entry, **{field: value}))
    trail = [*TRAIL[: number - 1], altered, *TRAIL[number:]]
    assert prove(trail) == Proof(number - 1, TRAIL[number - 2].hash if number > 1 else START, number)


@given(numbers)
def test_an_entry_that_was_altered_with_its_hash_gives_away_the_next(number: int) -> None:
    last = TRAIL[number - 2].hash if number > 1 else START
    forged = entry(99)
    trail = [*TRAIL[: number - 1], ChainedEntry(number, forged, chain(last, number, forged)), *TRAIL[number:]]
    assert prove(trail).broken == (number + 1 if number < COUNT else None), "the last one is tied to nothing yet"
    assert prove(trail).last != TRAIL[-1].hash, "which is why the last hash is shown"


@given(st.integers(1, COUNT - 1))
def test_an_entry_that_was_removed_gives_away_the_next(number: int) -> None:
    trail = [*TRAIL[: number - 1], *TRAIL[number:]]
    assert prove(trail).broken == number + 1
    assert prove(trail).count == number - 1


@given(st.integers(0, COUNT - 1))
def test_a_trail_that_was_cut_off_at_the_end_has_another_last_hash_and_count(kept: int) -> None:
    proof = prove(TRAIL[:kept])
    assert (proof.count, proof.broken) == (kept, None)
    assert proof.last != TRAIL[-1].hash


@given(st.permutations(TRAIL))
def test_entries_in_another_order_are_named(trail: list[ChainedEntry]) -> None:
    if trail == TRAIL:
        return
    first = next(at for at, (found, right) in enumerate(zip(trail, TRAIL, strict=True)) if found != right)
    assert prove(trail).broken == trail[first].number
    assert prove(trail).count == first


@given(numbers, numbers)
def test_entries_whose_contents_were_exchanged_are_named(one: int, other: int) -> None:
    if one == other:
        return
    trail = list(TRAIL)
    trail[one - 1] = replace(TRAIL[one - 1], entry=TRAIL[other - 1].entry)
    trail[other - 1] = replace(TRAIL[other - 1], entry=TRAIL[one - 1].entry)
    assert prove(trail).broken == min(one, other)


@given(st.integers(0, COUNT))
def test_an_entry_that_was_put_in_between_is_named(after: int) -> None:
    last = TRAIL[after - 1].hash if after else START
    forged = ChainedEntry(after + 1, entry(99), "0" * 64)
    tied = replace(forged, hash=chain(last, after + 1, forged.entry))
    assert prove([*TRAIL[:after], forged, *TRAIL[after:]]).broken == after + 1
    told = prove([*TRAIL[:after], tied, *TRAIL[after:]])
    assert told.broken == (after + 1 if after < COUNT else None), "there are two of that number then"


def test_what_cannot_be_read_is_no_entry() -> None:
    def trail() -> Iterator[ChainedEntry]:
        yield from TRAIL[:3]
        raise ValueError("a date that is none")

    assert prove(trail()) == Proof(3, TRAIL[2].hash, unreadable=True)


@pytest.mark.parametrize("value", [None, "yesterday", 7])
def test_what_cannot_be_hashed_is_no_entry(value: Any) -> None:
    odd = replace(TRAIL[3], entry=replace(TRAIL[3].entry, at=value))
    assert prove([*TRAIL[:3], odd, *TRAIL[4:]]) == Proof(3, TRAIL[2].hash, unreadable=True)


@given(numbers, st.integers(16, 64))
def test_the_end_that_was_noted_on_any_day_is_found_again(number: int, digits: int) -> None:
    note = Note(number, TRAIL[number - 1].hash[:digits])
    assert prove(TRAIL, note).noted is True
    assert prove(TRAIL[: number - 1], note).noted is False, "cut off"


def test_a_trail_that_was_made_anew_holds_in_itself_and_not_what_was_noted() -> None:
    note = Note(COUNT, TRAIL[-1].hash)
    anew = chained([replace(entry(number), command="forged") for number in range(1, COUNT + 1)])
    proof = prove(anew, note)
    assert (proof.count, proof.broken, proof.noted) == (COUNT, None, False)


def test_an_empty_trail_can_be_noted_too() -> None:
    assert prove(TRAIL, Note(0, START)).noted is True
    assert prove([]).noted is None


@given(numbers)
def test_a_note_is_read_as_it_is_shown(number: int) -> None:
    note = Note(number, TRAIL[number - 1].hash)
    read = read_note(f" {note} ".upper())
    assert read is not None
    assert prove(TRAIL, read).noted is True


@pytest.mark.parametrize(
    "typed", ["", "8", "8:", "8:abc", ":0123456789abcdef", "8:0123456789abcdeg", "-1:0123456789abcdef"]
)
def test_what_is_no_note_is_not_read_as_one(typed: str) -> None:
    assert read_note(typed) is None
