"""What went wrong is said in the operator's room: once, in counts and times, and only where nobody else reads it."""

import asyncio
import logging
from datetime import timedelta

import pytest

from liaison_bot.alarm import Alarm
from liaison_bot.beat import tick
from liaison_bot.chat import Account, Audience, TryLater, Unreachable, Where
from liaison_bot.testing import FakePlatform
from world import PLATFORM, World

ROOM = Where(PLATFORM, "operators")


@pytest.fixture
def alarm(world: World, platform: FakePlatform) -> Alarm:
    platform.audiences[ROOM] = Audience.MEMBERS
    return Alarm(world.store, world.services, world.clock, {PLATFORM: platform}, ROOM)


def told(alarm: Alarm, platform: FakePlatform) -> list[str]:
    """What is said in the room in one round."""
    before = len(platform.said[ROOM])
    asyncio.run(alarm.round())
    return [message.plain for message in platform.said[ROOM][before:]]


def late(world: World, *, hours: float = 3) -> None:
    tick(world.store, world.services, world.clock)
    world.clock.move(hours=hours)
    tick(world.store, world.services, world.clock)


def give_up_all(world: World) -> int:
    with world.store.begin() as uow:
        leased = uow.outbox.lease(world.clock(), timedelta(0), 100)
        for parcel in leased:
            uow.outbox.give_up(parcel.id, world.clock(), "gone")
        uow.commit()
    return len(leased)


def test_where_all_is_well_nothing_is_said(world: World, alarm: Alarm, platform: FakePlatform) -> None:
    world.sent()
    late(world, hours=0.1)
    assert told(alarm, platform) == []


def test_a_late_tick_is_told_once_with_what_it_missed(world: World, alarm: Alarm, platform: FakePlatform) -> None:
    reference = world.sent(urgency="emergency")
    late(world)
    (said,) = told(alarm, platform)
    assert "Nadie revisó los plazos desde 2026-11-23 15:00 UTC hasta 2026-11-23 18:00 UTC." in said
    assert "venció un aviso de plazo" in said
    assert reference not in said
    assert told(alarm, platform) == []
    give_up_all(world)
    told(alarm, platform)
    world.clock.move(hours=1)
    late(world)
    assert len(told(alarm, platform)) == 1, "another time is told again"


def test_what_was_given_up_is_counted_and_names_nobody(world: World, alarm: Alarm, platform: FakePlatform) -> None:
    references = [world.sent() for _ in range(3)]
    count = give_up_all(world)
    assert count == 3
    (said,) = told(alarm, platform)
    assert "No se pudieron entregar 3 avisos." in said
    assert not [text for text in (*references, "Luis", "Ana") if text in said]
    world.clock.move(minutes=1)
    assert told(alarm, platform) == []


def test_what_waits_for_long_is_told_once_and_what_waits_a_moment_is_not(
    world: World, alarm: Alarm, platform: FakePlatform
) -> None:
    world.sent()
    world.clock.move(minutes=9)
    assert told(alarm, platform) == []
    world.clock.move(minutes=1)
    (said,) = told(alarm, platform)
    assert "Espera un aviso sin entregar, desde 2026-11-23 15:00 UTC." in said
    world.clock.move(hours=5)
    assert told(alarm, platform) == []


@pytest.mark.parametrize("audience", [Audience.OUTSIDERS, Audience.OPEN, Audience.UNKNOWN])
def test_nothing_is_said_where_others_read_or_nobody_knows_who_does(
    world: World, alarm: Alarm, platform: FakePlatform, audience: Audience, caplog: pytest.LogCaptureFixture
) -> None:
    platform.audiences[ROOM] = audience
    late(world)
    assert told(alarm, platform) == []
    assert "nothing was said there" in caplog.text


def test_what_cannot_be_said_now_is_said_the_next_time_as_the_same_message(
    world: World, alarm: Alarm, platform: FakePlatform
) -> None:
    keys = []

    def busy(_to: Account | Where, key: str) -> None:
        keys.append(key)
        if len(keys) == 1:
            raise TryLater

    platform.fails = busy
    late(world)
    assert told(alarm, platform) == []
    world.clock.move(minutes=1)
    assert len(told(alarm, platform)) == 1
    assert told(alarm, platform) == []
    assert len(keys) == 2


def test_a_room_that_is_gone_is_logged_and_not_tried_for_ever(
    world: World, alarm: Alarm, platform: FakePlatform, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(_to: Account | Where, _key: str) -> None:
        raise Unreachable("no such room")

    platform.fails = gone
    late(world)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert told(alarm, platform) == []
    assert caplog.text.count("operator's room: cannot be reached: no such room") == 1
