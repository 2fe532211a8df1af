"""`doctor` tells of digests that somebody should have and has not, in counts."""

from datetime import UTC, datetime, timedelta

import pytest

from digesting import Reader
from liaison_bot.beat import tick
from liaison_bot.chat import Account, TryLater, Where
from liaison_bot.doctor import Finding, examine
from liaison_bot.records.digests import DigestRules, Rhythm
from liaison_bot.records.network import Absence
from trouble import give_up_all
from world import PLATFORM, World

OFFICERS = DigestRules(coordinators=Rhythm.OFF, partners=Rhythm.OFF, charts=False)
"""Nine have one; in Panama and Toronto, where one of them is each, eight o'clock is an hour earlier in November."""


@pytest.fixture
def reader(world: World) -> Reader:
    world.limited(digests=OFFICERS)
    return Reader(world)


def found(world: World) -> Finding:
    """What it says of digests."""
    (told,) = [
        one
        for one in examine(world.store, world.services, frozenset({PLATFORM}), world.clock())
        if one.about == "digests"
    ]
    return told


def test_where_each_was_made_and_said_nothing_is_left(world: World, reader: Reader) -> None:
    reader.at("2026-11-24T08:01")
    reader.beat()
    assert reader.read("ana") == [], "nothing waits for her desk, so there is nothing to say"
    world.clock.move(hours=1)
    assert found(world) == Finding(
        "digests", "0 due today and not made; 0 waiting; 0 could not be delivered in the last 7 days"
    )


def test_those_that_nobody_made_are_counted_and_after_the_operator_s_time_it_warns(
    world: World, reader: Reader
) -> None:
    reader.at("2026-11-24T07:30")
    in_the_east = found(world)
    assert in_the_east.found.startswith("2 due today and not made, the oldest since 2026-11-24 13:00 UTC; 0 waiting;")
    assert not in_the_east.well
    reader.beat()
    reader.at("2026-11-24T08:09")
    assert found(world).found.startswith("7 due today and not made, the oldest since 2026-11-24 14:00 UTC; 0 waiting;")
    assert found(world).well, "they may still come in their time"
    reader.at("2026-11-24T08:11")
    assert not found(world).well
    world.limited(late=timedelta(hours=1), digests=OFFICERS)
    assert found(world).well
    reader.at("2026-11-24T23:30")
    assert found(world).found.startswith("7 due today"), "that it is too late for them does not make them sent"
    assert not found(world).well
    reader.at("2026-11-25T06:30")
    assert found(world).found.startswith("0 due today"), "it is another day"


def test_whoever_wants_none_or_is_away_misses_none(world: World, reader: Reader) -> None:
    world.told("carlos", "resumen nunca")
    with world.store.begin() as uow:
        today = datetime(2026, 11, 24, tzinfo=UTC).date()
        uow.members.add_absence(Absence(world.people["luis"].id, today, today))
        uow.commit()
    reader.at("2026-11-24T08:30")
    assert found(world).found.startswith("7 due today and not made")
    reader.at("2026-11-28T12:00")
    assert found(world).found.startswith("0 due today and not made"), "nobody has one on a Saturday"


def test_those_that_were_made_and_cannot_be_said_now_wait(world: World, reader: Reader) -> None:
    def busy(_to: Account | Where, _key: str) -> None:
        raise TryLater

    world.sent("luis", "HN")
    reader.forget()
    reader.at("2026-11-24T08:01")
    reader.platform.fails = busy
    reader.beat()
    waiting = found(world)
    assert waiting.found.startswith("0 due today and not made; 2 waiting, the oldest since 2026-11-24 14:01 UTC;")
    assert waiting.well
    world.clock.move(minutes=10)
    assert not found(world).well
    reader.platform.fails = lambda _to, _key: None
    reader.deliver()
    assert found(world).well


def test_other_notices_that_wait_are_no_digests(world: World, reader: Reader) -> None:
    reader.at("2026-11-24T08:01")
    reader.beat()
    world.sent("ana", "MX")
    world.clock.move(hours=1)
    assert found(world).found.startswith("0 due today and not made; 0 waiting;")


def test_those_that_could_not_be_delivered_are_told_for_a_week(world: World, reader: Reader) -> None:
    reader.at("2026-11-27T08:01")
    tick(world.store, world.services, world.clock)
    world.clock.move(minutes=1)
    assert give_up_all(world) == 9
    told = found(world)
    assert told.found == "0 due today and not made; 0 waiting; 9 could not be delivered in the last 7 days"
    assert not told.well
    world.clock.move(days=8)
    assert found(world).found.endswith("; 0 could not be delivered in the last 7 days")
