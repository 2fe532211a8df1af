"""A tick that comes late: noted, logged, and said in every notice of a deadline that was missed; none is lost."""

import logging
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from liaison_bot.beat import tick
from liaison_bot.records.beats import Lateness
from world import News, World

LATE = "sale tarde"


def beat(world: World) -> list[News]:
    tick(world.store, world.services, world.clock)
    return world.news(lambda notice: notice.endswith("-chased"))


def kept(world: World) -> tuple[datetime | None, Lateness | None]:
    with world.store.begin(read_only=True) as uow:
        return uow.beats.last(), uow.beats.lateness()


def test_what_was_missed_is_said_late_and_says_when_it_was_due(world: World, caplog: pytest.LogCaptureFixture) -> None:
    reference = world.sent("luis", "HN", urgency="emergency")
    beat(world)
    began = world.clock()
    world.clock.move(minutes=45)
    with caplog.at_level(logging.WARNING):
        (news,) = beat(world)
    assert news.who == "ana"
    assert f"{LATE}: debía llegar el lunes, 23 de noviembre de 2026, 09:30" in news.message.plain
    assert kept(world) == (world.clock(), Lateness(began, world.clock(), 1))
    assert "nobody looked at what is due from 2026-11-23 15:00 to 2026-11-23 15:45 UTC; 1 notices" in caplog.text
    assert reference not in caplog.text


def test_where_somebody_looks_in_time_nothing_is_late(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.sent("luis", "HN", urgency="emergency")
    found = []
    for _ in range(24):
        found += beat(world)
        world.clock.move(minutes=10)
    assert len(found) > 5
    assert not [news for news in found if LATE in news.message.plain]
    assert kept(world)[1] is None
    assert "late" not in caplog.text


def test_a_reminder_that_waited_for_the_morning_is_not_late(world: World) -> None:
    """An urgent one of 15:00 in Mexico is at half of its time at night, and comes at seven."""
    world.clock.move(hours=6)
    world.sent("ana", "MX", urgency="urgent")
    found = []
    for _ in range(24 * 6):
        found += [(world.clock(), news) for news in beat(world)]
        world.clock.move(minutes=10)
    first = next(at for at, news in found if news.who == "luis")
    assert first.astimezone(ZoneInfo("America/Mexico_City")).hour == 7
    assert not [news for _, news in found if LATE in news.message.plain]


def test_it_is_written_down_once_a_minute_and_not_with_every_tick(world: World) -> None:
    beat(world)
    began = world.clock()
    world.clock.move(seconds=59)
    beat(world)
    assert kept(world)[0] == began
    world.clock.move(seconds=1)
    beat(world)
    assert kept(world)[0] == world.clock()


def test_a_second_one_that_looks_finds_nothing_late_any_more(world: World, caplog: pytest.LogCaptureFixture) -> None:
    beat(world)
    world.clock.move(hours=3)
    for _ in range(2):
        beat(world)
    assert caplog.text.count("nobody looked") == 1


@pytest.mark.parametrize(("user", "said"), [("grace", "This notice is late"), ("marie", "Cet avis est en retard")])
def test_it_is_said_in_the_reader_s_language(world: World, user: str, said: str) -> None:
    world.sent("luis", {"grace": "BZ", "marie": "CA"}[user], urgency="emergency")
    beat(world)
    world.clock.move(minutes=45)
    assert said in next(news for news in beat(world) if news.who == user).message.plain
