"""The operator's room on Matrix, on a real homeserver: told once what went wrong, and never where others read along."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nio import RoomPutStateResponse

from adapters.matrix import MatrixPlatform
from liaison_bot.alarm import Alarm
from liaison_bot.chat import Where
from matrix.conftest import Federation
from matrix.connected import OPENINGS
from matrix.officer import ENCRYPTED, PASSWORD, Officer
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from trouble import at_work, give_up_all, late, logged, noted
from world import World

LATE = "Nadie revisó los plazos desde 2026-11-23 15:00 UTC hasta 2026-11-23 18:00 UTC."


def bot(play: Scene, world: World, room: str) -> AbstractAsyncContextManager[None]:
    """One life of the bot, with its operator's room."""
    platform = MatrixPlatform(play.settings(), openings=OPENINGS, announce=lambda _me: None, clock=play.clock)
    return at_work(world, platform, room)


async def reads(olga: Officer, room: str, words: str) -> None:
    await olga.until(lambda: any(words in said for said in olga.said(room)))


async def sets(olga: Officer, room: str, kind: str, **content: Any) -> None:
    """Change something about a room."""
    done = await olga.client.room_put_state(room, kind, content)
    assert isinstance(done, RoomPutStateResponse), done


def test_the_room_is_told_once_that_nobody_looked_and_not_again_after_a_restart(
    homeserver: Synapse, tmp_path: Path, world: World
) -> None:
    play = scene(homeserver, tmp_path, "olga", "omar")

    async def scenario() -> None:
        async with play.people("olga", "omar") as (olga, omar):
            async with play.bot():
                room = await olga.room(omar.id)
                await olga.until(lambda: omar.id in olga.members(room))
            late(world)
            async with bot(play, world, room):
                await reads(olga, room, LATE)
                await noted(world)
            world.clock.move(minutes=1)
            reference = world.sent("ana", "MX")
            give_up_all(world)
            async with bot(play, world, room):
                await reads(olga, room, "No se pudo entregar un aviso.")
            first, second = olga.messages(room)
            assert first.encrypted
            assert "Aviso para quien opera el bot" in first.body
            assert LATE not in second.body
            assert reference not in second.body

    asyncio.run(scenario())


async def is_private(olga: Officer, room: str) -> None:
    await sets(olga, room, "m.room.join_rules", join_rule="invite")


async def is_encrypted(olga: Officer, room: str) -> None:
    await sets(olga, room, "m.room.encryption", **ENCRYPTED["content"])  # type: ignore[arg-type]


async def has_the_bot_again(olga: Officer, room: str) -> None:
    await olga.client.room_invite(room, olga.bot)


@dataclass(frozen=True)
class Unfit:
    """A room in which nothing may be said, why the log says that, and how it is mended."""

    why: str
    mended: Callable[[Officer, str], Awaitable[None]]
    encrypted: bool = True
    join_rule: str = "invite"
    bot_is_out: bool = False


@pytest.mark.parametrize(
    "unfit",
    [
        Unfit("anybody can walk in, or read it from outside", is_private, join_rule="public"),
        Unfit("who reads it cannot be seen: the bot is not in it, or it is not", is_encrypted, encrypted=False),
        Unfit("who reads it cannot be seen: the bot is not in it", has_the_bot_again, bot_is_out=True),
    ],
    ids=["public", "unencrypted", "without the bot"],
)
def test_nothing_is_said_where_it_does_not_belong_the_log_says_why_and_once_that_is_mended_it_is_said(
    homeserver: Synapse, tmp_path: Path, world: World, caplog: pytest.LogCaptureFixture, unfit: Unfit
) -> None:
    play = scene(homeserver, tmp_path, "olga", "omar")

    async def scenario() -> None:
        async with play.people("olga", "omar") as (olga, omar):
            async with play.bot():
                room = await olga.room(omar.id, encrypted=unfit.encrypted, join_rule=unfit.join_rule)
                await olga.until(lambda: omar.id in olga.members(room))
                if unfit.bot_is_out:
                    await olga.client.room_kick(room, olga.bot)
                    await olga.until(lambda: olga.bot not in olga.members(room))
            late(world)
            async with bot(play, world, room):
                await logged(caplog, f"operator's room {room}: nothing is said there: {unfit.why}")
                assert await olga.history(room) == []
                await unfit.mended(olga, room)
                await reads(olga, room, LATE)
            assert len(olga.messages(room)) == 1
            assert olga.messages(room)[0].encrypted
            assert caplog.text.count("nothing is said there") == 1, "said once, and not in each round"

    asyncio.run(scenario())


def test_while_somebody_of_a_partner_reads_along_nothing_is_said_not_even_when_nobody_else_is_left(
    federation: Federation, tmp_path: Path, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "liaison_bot.alarm")
    play = scene(federation.home, tmp_path, "olga", "omar")
    federation.partner.register(play.name("paula"), PASSWORD)

    async def scenario() -> None:
        async with (
            play.bot() as platform,
            play.people("olga", "omar") as (olga, omar),
            play.people("paula", on=federation.partner) as (paula,),
        ):
            room = await olga.room(omar.id, paula.id)
            await olga.until(lambda: {omar.id, paula.id} <= olga.members(room))
            late(world)
            alarm = Alarm(world.store, world.services, world.clock, {"matrix": platform}, Where("matrix", room))

            async def looked() -> None:
                """It looks, with nothing in mind of what it saw before."""
                await asyncio.sleep(3.1)  # the adapter asks again after three seconds
                await alarm.round()

            await alarm.round()
            assert "nothing is said there: people of another organisation can read it" in caplog.text
            for one in (omar, olga):
                await one.client.room_leave(room)
            await paula.until(lambda: paula.members(room) == {paula.id, paula.bot})
            await looked()
            assert "can be said there again" not in caplog.text
            assert await paula.history(room) == []
            await paula.client.room_invite(room, olga.id)
            await olga.until(lambda: olga.id in paula.members(room))
            await paula.client.room_leave(room)
            await olga.until(lambda: olga.members(room) == {olga.id, olga.bot})
            await looked()
            await reads(olga, room, LATE)
            assert len(olga.messages(room)) == 1

    asyncio.run(scenario())
