"""Trouble that nobody in a chat would notice, and the whole bot as `run` has it, with a room for whoever runs it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from liaison_bot.beat import tick
from liaison_bot.bootstrap import House, serve
from liaison_bot.chat import ChatPlatform, Where
from world import World


def late(world: World, *, hours: float = 3) -> None:
    """Nobody looks at what is due for so long, and then somebody does."""
    tick(world.store, world.services, world.clock)
    world.clock.move(hours=hours)
    tick(world.store, world.services, world.clock)


def give_up_all(world: World) -> int:
    """All that waits can never be said; how much it was."""
    with world.store.begin() as uow:
        leased = uow.outbox.lease(world.clock(), timedelta(0), 100)
        for parcel in leased:
            uow.outbox.give_up(parcel.id, world.clock(), "gone")
        uow.commit()
    return len(leased)


@asynccontextmanager
async def at_work(world: World, platform: ChatPlatform, room: str) -> AsyncIterator[None]:
    """The bot on one platform, with the operator's room there, as long as it is wanted."""
    house = House(world.store, world.services, world.clock, world.app, Where(platform.name, room))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("liaison_bot.alarm.ROUND_SECONDS", 0.1)
        serving = asyncio.create_task(serve(house, {platform.name: platform}))
        try:
            yield
            assert not serving.done(), "it ended by itself"
        finally:
            serving.cancel()
            await serving


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Wait until a line of the log says this."""
    async with asyncio.timeout(20):
        while words not in caplog.text:  # noqa: ASYNC110 - a log tells nobody
            await asyncio.sleep(0.02)


async def noted(world: World) -> None:
    """Wait until it is noted that the operator's room was told: what ends before then may be said again."""

    def told() -> bool:
        with world.store.begin(read_only=True) as uow:
            return uow.beats.told() == world.clock()

    async with asyncio.timeout(20):
        while not await asyncio.to_thread(told):  # noqa: ASYNC110 - nor does a database
            await asyncio.sleep(0.02)
