"""Many digests due at one hour: a few at a time, one after the other, each once, and nobody forgotten."""

from datetime import timedelta
from itertools import pairwise

import pytest

from digesting import Reader
from liaison_bot.beat import tick
from liaison_bot.digests.making import SPACING
from liaison_bot.records.network import Link, Role, Tenure
from world import World, account

MORNING = "2026-11-30 08:00"
BEAT = timedelta(seconds=20)
PEOPLE = 230


@pytest.fixture
def crowd(reader: Reader) -> Reader:
    """Honduras has very many alternates, and a referral waits for all of them."""
    world = reader.world
    reader.at("2026-11-27 15:00")
    world.sent("luis", "HN", urgency="normal")
    with world.store.begin() as uow:
        for number in range(PEOPLE):
            person = uow.members.add_person("HN", f"Officer {number}", "es", "America/Tegucigalpa")
            uow.members.add_tenure(Tenure(person.id, Role.ALTERNATE, world.clock().date()))
            uow.members.link(Link(account(f"officer-{number}"), person.id, world.clock()))
        uow.commit()
    reader.forget()
    return reader


def beats(world: World, count: int) -> list[int]:
    """So many beats, at their distance; how many digests each of them made."""
    made = []
    for _ in range(count):
        made.append(tick(world.store, world.services, world.clock))
        world.clock.move(seconds=BEAT.total_seconds())
    return made


def test_no_beat_makes_more_than_it_can_say_until_the_next_and_all_are_made(crowd: Reader) -> None:
    crowd.at(MORNING)
    made = beats(crowd.world, 6)
    assert max(made) <= BEAT / SPACING
    crowd.deliver()
    officers = [f"officer-{number}" for number in range(PEOPLE)]
    assert [len(crowd.read(user)) for user in officers] == [1] * PEOPLE
    assert beats(crowd.world, 1) == [0]


def test_they_are_said_one_after_the_other(crowd: Reader) -> None:
    crowd.at(MORNING)
    beats(crowd.world, 6)
    with crowd.world.store.begin() as uow:
        leased = uow.outbox.lease(crowd.world.clock() + timedelta(hours=1), timedelta(0), 1000)
    made = sorted(one.parcel.made for one in leased)
    assert len(made) > PEOPLE
    assert all(after - before >= SPACING / 2 for before, after in pairwise(made))


def test_after_an_outage_at_that_hour_they_are_spread_all_the_same(crowd: Reader) -> None:
    crowd.at("2026-11-30 12:00")
    made = beats(crowd.world, 4)
    assert made[0] == BEAT / SPACING
    assert made[-1] == 0


def test_a_bot_that_dies_before_the_commit_has_made_nothing_and_the_next_one_makes_all(
    crowd: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    crowd.at("2026-11-30 12:00")
    with monkeypatch.context() as broken:
        broken.setattr("storage.outbox.SqlOutbox.put", cut)
        with pytest.raises(KeyboardInterrupt):
            tick(crowd.world.store, crowd.world.services, crowd.world.clock)
    beats(crowd.world, 4)
    crowd.deliver()
    assert len(crowd.read("officer-1")) == 1
