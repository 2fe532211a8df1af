"""A platform that does not answer for one account holds up nobody else, and nothing is lost or said out of order."""

import asyncio
from collections.abc import Callable

import pytest

from liaison_bot.chat import Account, Message, Where
from liaison_bot.delivery import Delivery
from liaison_bot.testing import FakePlatform
from world import PLATFORM, World, account

PATIENCE_SECONDS = 20


class HangingPlatform(FakePlatform):
    """A platform that takes what is for one account, and does not answer before it is let go."""

    def __init__(self, hangs: Account) -> None:
        super().__init__(PLATFORM)
        self.tried: list[str] = []
        self.go = asyncio.Event()
        self._hangs = hangs

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        if to == self._hangs:
            self.tried.append(key)
            await self.go.wait()
        await super().send(to, message, key)


@pytest.fixture
def hanging() -> HangingPlatform:
    return HangingPlatform(account("luis"))


@pytest.fixture
def delivery(world: World, hanging: HangingPlatform, monkeypatch: pytest.MonkeyPatch) -> Delivery:
    monkeypatch.setattr("liaison_bot.delivery.PAUSE_SECONDS", 0.01)
    return Delivery(world.store, world.services, world.clock, {PLATFORM: hanging})


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not so():  # noqa: ASYNC110 - what is waited for happens in a database
            await asyncio.sleep(0.01)


def test_others_get_their_notices_while_one_send_hangs_and_the_line_behind_it_keeps_its_order(
    world: World, hanging: HangingPlatform, delivery: Delivery
) -> None:
    async def play() -> None:
        running = asyncio.create_task(delivery.run())
        first = await asyncio.to_thread(world.sent)
        await until(lambda: len(hanging.tried) == 1)
        for _ in range(10):
            for country in ("BZ", "CA"):
                await asyncio.to_thread(world.sent, to=country)
        await asyncio.to_thread(world.told, "ana", f"referral raise {first} emergency")
        await until(lambda: [len(hanging.said[account(user)]) for user in ("grace", "marie")] == [10, 10])
        assert not hanging.said[account("luis")]
        assert len(hanging.tried) == 1, "what hangs was not taken again, nor what is behind it"
        hanging.go.set()
        await until(lambda: len(hanging.said[account("luis")]) == 2)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(play())
    opened, raised = hanging.said[account("luis")]
    assert "la envió" in opened.plain
    assert "la envió" not in raised.plain.split("\n\n")[1]
    assert len(hanging.tried) == len(set(hanging.tried)) == 2


def test_a_send_that_takes_too_long_is_tried_again_later_and_what_is_behind_it_waits(
    world: World, hanging: HangingPlatform, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liaison_bot.delivery.SEND_SECONDS", 2)  # making the message counts too
    reference = world.sent()
    world.told("ana", f"referral raise {reference} emergency")

    async def play() -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await delivery.round()
            assert len(hanging.tried) == 1, "the one behind it was not even tried"
            hanging.go.set()
            await delivery.round()
            assert not hanging.said[account("luis")], "not before its time"
            world.clock.move(seconds=2)
            await delivery.round()

    asyncio.run(play())
    assert ["la envió" in notice.paragraphs[0] for notice in hanging.said[account("luis")]] == [True, False]


def test_what_the_lease_has_no_time_left_for_is_left_to_the_next(
    world: World, delivery: Delivery, hanging: HangingPlatform
) -> None:
    reference = world.sent()
    world.told("ana", f"referral raise {reference} emergency")
    hanging.go.set()

    def slowly(to: Account | Where, _key: str) -> None:
        if to == account("luis"):
            world.clock.move(seconds=15)

    hanging.fails = slowly
    asyncio.run(delivery.round())
    assert len(hanging.said[account("luis")]) == 1
    asyncio.run(delivery.round())
    assert len(hanging.said[account("luis")]) == 2
    assert len(hanging.tried) == 2


def test_stopping_does_not_wait_for_a_send_that_hangs(
    world: World, hanging: HangingPlatform, delivery: Delivery
) -> None:
    async def play() -> None:
        running = asyncio.create_task(delivery.run())
        await asyncio.to_thread(world.sent)
        await until(lambda: len(hanging.tried) == 1)
        running.cancel()
        async with asyncio.timeout(2):
            await asyncio.gather(running, return_exceptions=True)

    asyncio.run(play())
    world.clock.move(minutes=1)
    hanging.go = asyncio.Event()
    hanging.go.set()
    asyncio.run(delivery.round())
    assert len(hanging.said[account("luis")]) == 1


def test_it_ends_when_it_is_cancelled_at_the_moment_it_is_woken(delivery: Delivery) -> None:
    async def scenario() -> None:
        for _ in range(5):
            running = asyncio.create_task(delivery.run())
            await asyncio.sleep(0.2)  # it has looked, and waits
            delivery.wake()
            await asyncio.sleep(0)
            running.cancel()
            done, _ = await asyncio.wait({running}, timeout=5)
            assert done, "a bot that is asked to stop has to stop"

    asyncio.run(scenario())
