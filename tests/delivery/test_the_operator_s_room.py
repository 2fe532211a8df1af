"""What went wrong is said in the operator's room: once, in counts and times, and only where nobody else reads it."""

import asyncio
import logging

import pytest

from liaison_bot.alarm import Alarm
from liaison_bot.chat import Account, Audience, Message, TryLater, Unreachable, Where
from liaison_bot.testing import FakePlatform
from trouble import give_up_all, late
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


def test_what_was_waiting_already_when_something_else_was_told_is_told_once_it_has_waited_for_long(
    world: World, alarm: Alarm, platform: FakePlatform
) -> None:
    world.sent()
    give_up_all(world)
    world.sent()
    world.clock.move(minutes=5)
    (said,) = told(alarm, platform)
    assert "Espera" not in said
    world.clock.move(minutes=5)
    (said,) = told(alarm, platform)
    assert "Espera un aviso sin entregar, desde 2026-11-23 15:00 UTC." in said
    assert "No se pudo entregar" not in said
    world.clock.move(minutes=5)
    assert told(alarm, platform) == []


def test_a_room_that_is_new_is_told_what_has_waited_for_days(
    world: World, alarm: Alarm, platform: FakePlatform
) -> None:
    world.sent()
    world.clock.move(days=2)
    (said,) = told(alarm, platform)
    assert "Espera un aviso sin entregar, desde 2026-11-23 15:00 UTC." in said


@pytest.mark.parametrize("audience", [Audience.OUTSIDERS, Audience.OPEN, Audience.UNKNOWN])
def test_nothing_is_said_while_others_read_or_nobody_knows_who_does_and_it_is_said_once_that_is_over(
    world: World, alarm: Alarm, platform: FakePlatform, audience: Audience, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    platform.audiences[ROOM] = audience
    late(world)
    for _ in range(2):
        assert told(alarm, platform) == []
        world.clock.move(minutes=1)
    assert caplog.text.count("operator's room operators: nothing is said there: ") == 1
    platform.audiences[ROOM] = Audience.MEMBERS
    assert len(told(alarm, platform)) == 1
    assert told(alarm, platform) == []
    assert caplog.text.count("operator's room operators: what goes wrong can be said there again") == 1


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
    first, second = keys
    assert first == second


def test_what_may_have_been_said_already_does_not_hide_what_has_come_since(
    world: World, alarm: Alarm, platform: FakePlatform
) -> None:
    def unclear(to: Account | Where, _key: str) -> None:
        platform.fails = lambda _to, _key: None
        platform.said[to].append(Message(title="said, and nobody knows"))
        raise TryLater

    platform.fails = unclear
    late(world)
    told(alarm, platform)
    world.sent()
    count = give_up_all(world)
    (said,) = told(alarm, platform)
    assert f"No se pudieron entregar {count} avisos." in said


def test_a_room_that_takes_nothing_is_logged_once_and_told_when_it_does(
    world: World, alarm: Alarm, platform: FakePlatform, caplog: pytest.LogCaptureFixture
) -> None:
    def closed(_to: Account | Where, _key: str) -> None:
        raise Unreachable("the room does not let the bot speak")

    platform.fails = closed
    late(world)
    for _ in range(2):
        assert told(alarm, platform) == []
    log = "operator's room operators: nothing is said there: the room does not let the bot speak"
    assert caplog.text.count(log) == 1
    platform.fails = lambda _to, _key: None
    assert len(told(alarm, platform)) == 1
