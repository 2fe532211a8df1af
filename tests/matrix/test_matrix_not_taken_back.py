"""What cannot be taken back now, or never: what a room does not let the bot delete, and where the bot is out of it."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from adapters.matrix import MatrixPlatform
from adapters.matrix.homeserver import Homeserver
from liaison_bot.chat import Account, Message, TryLater, Unreachable, Where
from matrix.officer import Officer
from matrix.proxy import Asked, proxy
from matrix.scene import Scene
from matrix.synapse import Synapse
from matrix.test_matrix_coming_and_going import rooms_of, until_in, until_so
from matrix.test_matrix_taken_back import (
    HISTORY,
    NEWS,
    SHOW,
    TellingCore,
    account,
    redacted,
    standing,
    takes_back,
    telling,
)
from practice.scripted import CARD

WORD = Message(title="Aviso", about=CARD)
"""No card: what shows one is found by that, too."""


class MovingCore(TellingCore):
    """Lets rooms go on as others."""

    async def moved(self, old: Where, new: Where) -> None:
        assert old != new


async def redacting(one: Officer, room: str, level: int) -> None:
    """Have a room let only people of this level delete anything, be it their own."""
    levels = (await one.client.room_get_state_event(room, "m.room.power_levels")).content
    events = levels["events"] | {"m.room.redaction": level}
    await one.client.room_put_state(room, "m.room.power_levels", levels | {"events": events})


def test_what_it_may_not_delete_now_is_asked_for_again_and_holds_up_nothing_else(
    homeserver: Synapse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    play = telling(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot() as platform:
            person, alone, room = account(play, ana), await ana.room(), await ana.room(luis.id)
            kept = await ana.answer(room, HISTORY)
            await ana.answer(alone, SHOW)
            await redacting(ana, room, 100)
            for _ in range(2):
                with pytest.raises(TryLater) as later:
                    await takes_back(platform, person)
                assert later.value.after is None, "which the core asks about less and less often, and gives up one day"
                assert await standing(ana, alone) == []
                assert len(await standing(ana, room)) == 1
            assert caplog.text.count(f"room {room}: event {kept.id} cannot be taken back now: 403 M_FORBIDDEN") == 1
            assert CARD not in caplog.text
            await redacting(ana, room, 0)
            assert await takes_back(platform, person) == 2, "what went before counts now"
            assert await standing(ana, room) == []
            assert await takes_back(platform, person) == 0

    asyncio.run(scenario())


def test_what_is_refused_comes_last_where_time_is_short(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = telling(homeserver, tmp_path, "ana")
    monkeypatch.setattr("adapters.matrix.taking_back._TURN_SECONDS", 0)

    async def scenario() -> None:
        async with (
            proxy(homeserver.url) as between,
            play.people("ana") as (ana,),
            play.bot(homeserver=between.url) as platform,
        ):
            person, room = account(play, ana), await ana.room()
            for _ in range(3):
                await ana.answer(room, HISTORY)

            def refused(what: Asked) -> web.Response | None:
                if "/redact/" not in what.what or what.what.split("/")[3] != redacted(between)[0]:
                    return None
                return web.json_response({"errcode": "M_FORBIDDEN"}, status=403)

            between.instead = refused
            waits = []
            for _ in range(4):
                with pytest.raises(TryLater) as later:
                    await takes_back(platform, person)
                waits.append(later.value.after)
            assert waits == [timedelta(), timedelta(), None, None]
            assert len(await standing(ana, room)) == 1
            between.instead = lambda _: None
            assert await takes_back(platform, person) == 3

    asyncio.run(scenario())


async def stays(platform: MatrixPlatform, to: Account | Where) -> bool:
    """Whether the operator is told that something stays there for good, in no words that name anybody."""
    why = ""
    try:
        await takes_back(platform, to)
    except Unreachable as never:
        why = never.why
    assert not {"@", "!", "$"}.intersection(why)
    return why.startswith("the bot is not in ")


def test_what_stays_in_a_room_that_the_bot_was_put_out_of_is_told_once_the_rest_is_gone(
    homeserver: Synapse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    play = telling(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis):
            async with play.bot() as platform:
                person, room, other = account(play, ana), await ana.room(), await ana.room(luis.id)
                await ana.answer(room, SHOW)
                await ana.answer(other, HISTORY)
                await redacting(ana, other, 100)
                await ana.client.room_kick(room, ana.bot)
                await until_in(play, {other})
                await until_so(said(caplog, f"room {room}: the bot is out of it"))
                with pytest.raises(TryLater):
                    await takes_back(platform, person)
                await redacting(ana, other, 0)
            async with play.bot() as platform:
                assert await stays(platform, person)
                assert await standing(ana, other) == []
                assert len(await standing(ana, room)) == 1
                assert not await stays(platform, person), "it is told once"
                assert noted(play) == []

    asyncio.run(scenario())


def said(caplog: pytest.LogCaptureFixture, words: str) -> Callable[[], Awaitable[bool]]:
    async def true() -> bool:
        return words in caplog.text

    return true


def noted(play: Scene) -> list[tuple[str, str]]:
    """What the bot will still look for: in which room, and as which event."""
    with closing(sqlite3.connect(play.folder / "store" / "state.sqlite3")) as database:
        return database.execute("select room, event from told").fetchall()


def test_what_was_said_to_a_room_that_the_bot_was_put_out_of_stays_and_is_not_looked_for_any_more(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = telling(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot() as platform:
            room = await ana.room(luis.id)
            where = Where("matrix", room)
            await platform.send(where, NEWS, "news")
            await ana.until(lambda: ana.messages(room))
            await ana.client.room_kick(room, ana.bot)
            await until_in(play, set())
            await ana.client.room_leave(room)
            await until_so(lambda: stays(platform, where))
            assert noted(play) == []
            assert await stays(platform, where), "as of any room that it is not in"

    asyncio.run(scenario())


def test_in_a_room_that_it_was_put_out_of_and_is_in_again_it_goes_and_the_bot_stays_for_that(
    homeserver: Synapse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot(most_rooms=1) as platform:
            person, room = account(play, ana), await ana.room()
            card = await ana.answer(room, SHOW)
            await platform.send(person, NEWS, "news")
            await ana.until(lambda: "Recibida" in ana.shown(card.id))
            await ana.client.room_kick(room, ana.bot)
            await until_so(said(caplog, f"room {room}: the bot is out of it"))
            await ana.client.room_invite(room, ana.bot)
            await until_in(play, {room})
            await ana.until(lambda: ana.bot in ana.members(room))
            assert (await ana.answer(room, "1")).body == "Leí: 1", "it offers nothing of before"
            await ana.client.room_leave(room)
            second = await ana.room()
            assert await rooms_of(play) == {room, second}
            assert await takes_back(platform, person) == 2
            await until_in(play, {second})
            assert len(await standing(ana, room)) == 1, "its last answer, which tells of nothing"

    asyncio.run(scenario())


def test_what_is_said_again_in_another_room_is_another_event(homeserver: Synapse, tmp_path: Path) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            came, never = asyncio.Event(), asyncio.Event()

            async def after(what: Asked) -> None:
                if "/send/m.room.encrypted/" in what.what:
                    came.set()
                    await never.wait()

            async with play.bot(homeserver=between.url) as platform:
                person, first = account(play, ana), await ana.room()
                between.after = after
                sending = asyncio.create_task(platform.send(person, WORD, "news"))
                await came.wait()
            sending.cancel()
            await ana.client.room_kick(first, ana.bot)
            async with play.bot() as platform:
                await platform.send(person, WORD, "news")
                await ana.until(lambda: len(ana.messages()) == 2)
                second = ana.messages()[-1].room
                assert second != first
                assert await stays(platform, person)
                assert await standing(ana, second) == []
                assert len(await standing(ana, first)) == 1

    asyncio.run(scenario())


def test_what_has_not_been_asked_for_while_others_were_for_a_month_is_given_up(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = telling(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis):
            async with play.bot() as platform:
                places = [Where("matrix", await ana.room(luis.id)) for _ in range(3)]
                for where in places:
                    await platform.send(where, NEWS, "news")
                    await redacting(ana, where.id, 100)
                for where in places[:2]:
                    with pytest.raises(TryLater):
                        await takes_back(platform, where)
            with closing(sqlite3.connect(play.folder / "store" / "state.sqlite3")) as database:
                moved = "update told set asked = asked - ? where asked > 0 and room in (?, ?)"
                database.execute(moved, (90 * 86400, places[0].id, places[1].id))  # the bot was off for long
                database.commit()
                async with play.bot():
                    assert len(noted(play)) == 3
                database.execute(moved, (32 * 86400, places[0].id, ""))
                database.commit()
            async with play.bot():
                assert {room for room, _ in noted(play)} == {where.id for where in places[1:]}

    asyncio.run(scenario())


def test_what_was_said_in_a_room_that_was_upgraded_stays_there_and_what_is_said_in_the_new_one_goes(
    homeserver: Synapse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    play = telling(homeserver, tmp_path, "ana", "luis")
    play.core = MovingCore()

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot() as platform:
            old = await ana.room(luis.id)
            await ana.until(lambda: luis.id in ana.members(old))
            await ana.answer(old, HISTORY)
            async with Homeserver(homeserver.url) as server:
                server.token = ana.client.access_token
                new = (await server.post("rooms", old, "upgrade", body={"new_version": "12"}))["replacement_room"]
            await ana.client.room_invite(new, ana.bot)
            await until_in(play, {new})
            await ana.until(lambda: ana.bot in ana.members(new))
            await ana.answer(new, HISTORY)
            assert await takes_back(platform, Where("matrix", new)) == 1
            assert await standing(ana, new) == []
            assert await stays(platform, account(play, ana))
            assert await stays(platform, Where("matrix", old))
            assert len(await standing(ana, old)) == 1
            assert f"room {old}: the bot is out of it" in caplog.text

    asyncio.run(scenario())
