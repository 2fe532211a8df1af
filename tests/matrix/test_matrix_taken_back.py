"""What was said of something is taken back: as the officer's client reads it, and as the homeserver still has it."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from adapters.matrix import MatrixPlatform
from adapters.matrix.homeserver import Homeserver
from liaison_bot.chat import (
    Account,
    CommandUsed,
    Inbound,
    Message,
    Reply,
    Telling,
    TextSent,
    TryLater,
    Where,
)
from matrix.connected import now
from matrix.officer import Officer
from matrix.proxy import Asked, Proxy, proxy
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from matrix.test_matrix_coming_and_going import rooms_of, until_in
from practice.scripted import ACCEPT, CARD, DIGEST, ScriptedCore, picture

SHOW = f"!referral show {CARD}"
HISTORY = f"!referral history {CARD}"
NEWS = replace(picture("Recibida por México", ACCEPT), about=CARD)
OTHER = Message(title="Otra cosa", about="R-7N4D2E")
EVER = Telling(CARD, datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class TellingCore(ScriptedCore):
    """Says of each answer about the referral that it tells of it."""

    def answer(self, inbound: Inbound) -> Reply:
        if isinstance(inbound, CommandUsed) and inbound.words.startswith("referral history"):
            return Message(title=f"Historia de {CARD}", about=CARD)
        reply = super().answer(inbound)
        if isinstance(reply, Message) and (reply.card or reply is DIGEST):
            return replace(reply, about=CARD)
        return reply


def telling(server: Synapse, folder: Path, *names: str) -> Scene:
    play = scene(server, folder, *names)
    play.core = TellingCore()
    return play


def account(play: Scene, one: Officer) -> Account:
    return Account("matrix", play.server.server_name, one.id)


async def events(one: Officer, room: str) -> list[dict[str, Any]]:
    """All events of the bot in a room, as the homeserver gives them to somebody who may read there."""
    found: list[dict[str, Any]] = []
    query = {"dir": "b", "limit": "100"}
    async with Homeserver(one.client.homeserver) as server:
        server.token = one.client.access_token
        while True:
            page = await server.get("rooms", room, "messages", query=query)
            found += [event for event in page["chunk"] if event["sender"] == one.bot]
            if not page.get("end") or not page["chunk"]:
                return found
            query["from"] = page["end"]


async def standing(one: Officer, room: str) -> list[dict[str, Any]]:
    """What of the bot's words stands in a room: messages and edits that have any content, sealed or not."""
    kinds = {"m.room.message", "m.room.encrypted"}
    return [event for event in await events(one, room) if event["type"] in kinds and event["content"]]


async def redactions(one: Officer, room: str) -> int:
    return sum(event["type"] == "m.room.redaction" for event in await events(one, room))


async def read(one: Officer, room: str) -> str:
    """All that the officer's client can still read of the bot's words, edits included."""
    return repr(await one.history(room))


async def takes_back(platform: MatrixPlatform, to: Account | Where) -> int:
    return await platform.take_back(to, EVER)


def test_a_card_its_edits_its_news_its_history_its_picture_and_its_question_are_all_gone(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = telling(homeserver, tmp_path, "ana")
    monkeypatch.setattr("adapters.matrix.homeserver._EDITS_AT_ONCE", 1)  # so that two are two pages

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot() as platform:
            person, room = account(play, ana), await ana.room()
            first = await ana.answer(room, SHOW)
            assert first.encrypted
            await platform.send(person, NEWS, "news")  # which edits the card
            await ana.until(lambda: len(ana.messages(room)) == 2)
            assert "Recibida" in ana.shown(first.id)
            await ana.answer(room, HISTORY)
            await ana.answer(room, "hola")
            second = await ana.answer(room, SHOW)
            await ana.until(lambda: ana.shown(first.id).endswith(" ↓"))
            await ana.until(lambda: len(ana.numbers(second.id)) == 3)
            assert (await ana.answer(room, "3")).body.startswith(f"¿Retirar la remisión {CARD}?")
            await ana.answer(room, "!referral digest")
            await ana.until(lambda: any(one.content["msgtype"] == "m.image" for one in ana.messages(room)))
            await platform.send(person, OTHER, "other")
            await ana.until(lambda: OTHER.title in ana.said(room))
            assert len(await standing(ana, room)) == 11, "six messages with a picture and two edits, and two others"
            assert CARD in await read(ana, room)

            assert await takes_back(platform, person) == 6, "neither a picture nor an edit is another message"
            assert len(await standing(ana, room)) == 2
            assert [said["body"] for said in await ana.history(room)] == ["Leí: hola", OTHER.title]
            done = await redactions(ana, room)
            assert done == 9
            assert await takes_back(platform, person) == 0
            assert await redactions(ana, room) == done, "twice is once"

    asyncio.run(scenario())


def test_numbers_mean_nothing_any_more_and_a_card_that_is_opened_again_is_new(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot() as platform:
            person, room = account(play, ana), await ana.room()
            gone = await ana.answer(room, SHOW)
            await takes_back(platform, person)
            assert (await ana.answer(room, "1")).body == "Leí: 1", "as under anything outdated"
            await ana.tap(room, gone.id, "1️⃣")
            reply = {"m.relates_to": {"m.in_reply_to": {"event_id": gone.id}}}
            assert (await ana.answer(room, "1", **reply)).body == "Leí: 1"
            assert not [one for one in play.core.heard if isinstance(one, CommandUsed) and one.words != SHOW[1:]]
            await platform.send(person, NEWS, "news")
            await ana.until(lambda: "Recibida" in ana.said(room)[-1])
            card = ana.messages(room)[-1]
            assert "m.relates_to" not in card.content, "a card, and no news of one further up"
            await platform.send(person, NEWS, "more")
            await ana.until(
                lambda: ana.said(room)[-1].startswith(f"Remisión {CARD}") and ana.messages()[-1] is not card
            )
            assert ana.messages(room)[-1].content["m.relates_to"]["m.in_reply_to"]["event_id"] == card.id
            assert ana.shown(gone.id) == gone.body, "nothing is put in the place of what is gone"
            assert await takes_back(platform, person) == 2
            assert CARD not in await read(ana, room)

    asyncio.run(scenario())


def test_a_forms_summary_is_taken_back_alone_and_only_that_of_its_time(homeserver: Synapse, tmp_path: Path) -> None:
    play = telling(homeserver, tmp_path, "ana")
    begun = now()

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot() as platform:
            person, room = account(play, ana), await ana.room()
            play.core.about = "form:0011223344556677"
            await ana.answer(room, "resumen")
            await ana.answer(room, SHOW)
            form = Telling(play.core.about, begun, now() + timedelta(days=7))
            early = Telling(play.core.about, begun - timedelta(days=7), begun)
            assert await platform.take_back(person, early) == 0
            assert "Leí: resumen" in await read(ana, room)
            assert await platform.take_back(person, replace(EVER, about="R-222222")) == 0
            assert await platform.take_back(person, form) == 1
            assert "Leí: resumen" not in await read(ana, room)
            assert len(await standing(ana, room)) == 1

    asyncio.run(scenario())


def test_in_a_room_it_goes_whoever_has_left_and_what_others_say_stays(homeserver: Synapse, tmp_path: Path) -> None:
    play = telling(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot() as platform:
            room = await ana.room(luis.id)
            where = Where("matrix", room)
            await ana.until(lambda: luis.id in ana.members(room))
            await luis.answer(room, HISTORY)
            await platform.send(where, NEWS, "news")
            await platform.send(where, OTHER, "other")
            theirs = await luis.say(room, f"¿qué hay de {CARD}?")
            await luis.until(lambda: OTHER.title in luis.said(room))
            await luis.client.room_leave(room)
            assert await takes_back(platform, where) == 2
            assert len(await standing(ana, room)) == 1
            assert CARD not in await read(ana, room)
            assert CARD not in await read(luis, room), "who has left reads back as far as they were there"
            kept = await ana.client.room_get_event(room, theirs)
            assert kept.event.source["content"], "it is not the bot's"

    asyncio.run(scenario())


def test_where_an_officer_has_left_their_conversation_it_stays_to_take_back_what_it_said_and_leaves_then(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,):
            async with play.bot() as platform:
                person, first = account(play, ana), await ana.room()
                await ana.answer(first, SHOW)
                await ana.client.room_leave(first)
                second = await ana.room()
                await ana.answer(second, HISTORY)
                assert await rooms_of(play) == {first, second}
            async with play.bot() as platform:
                assert await takes_back(platform, person) == 2, "wherever they spoke, and whoever runs now"
                await until_in(play, {second})
                assert await standing(ana, first) == []
                assert await standing(ana, second) == []

    asyncio.run(scenario())


def test_what_was_said_just_before_it_was_killed_is_known_all_the_same(homeserver: Synapse, tmp_path: Path) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            said, never = asyncio.Event(), asyncio.Event()

            async def after(what: Asked) -> None:
                if "/send/m.room.encrypted/" in what.what:
                    said.set()
                    await never.wait()

            between.after = after
            async with play.bot(homeserver=between.url) as platform:
                person, room = account(play, ana), await ana.room()
                sending = asyncio.create_task(platform.send(person, NEWS, "news"))
                await said.wait()
            sending.cancel()
            said.clear()
            async with play.bot(homeserver=between.url):
                await ana.say(room, HISTORY)
                await said.wait()
            between.after = None
            async with play.bot() as platform:
                await ana.until(lambda: len(ana.messages(room)) == 2)
                assert await takes_back(platform, person) == 2, "news that are not sent again, and an answer that is"
                assert await standing(ana, room) == []

    asyncio.run(scenario())


def test_an_answer_that_is_on_its_way_is_waited_for(homeserver: Synapse, tmp_path: Path) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            came, goes = asyncio.Event(), asyncio.Event()

            async def before(what: Asked) -> None:
                if "/send/m.room.encrypted/" in what.what:
                    came.set()
                    await goes.wait()

            between.before = before
            async with play.bot(homeserver=between.url) as platform:
                person, room = account(play, ana), await ana.room()
                await ana.say(room, HISTORY)
                await came.wait()
                with pytest.raises(TryLater):
                    await takes_back(platform, person)
                goes.set()
                await ana.until(lambda: ana.messages(room))
                assert await takes_back(platform, person) == 1
                assert await standing(ana, room) == []

    asyncio.run(scenario())


def test_an_edit_that_still_waits_is_not_put_in_the_place_of_what_is_gone(homeserver: Synapse, tmp_path: Path) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            came, goes = asyncio.Event(), asyncio.Event()

            async def before(what: Asked) -> None:
                if "/send/m.reaction/" in what.what:  # what adorns messages is done in order
                    came.set()
                    await goes.wait()

            between.before = before
            async with play.bot(homeserver=between.url) as platform:
                person, room = account(play, ana), await ana.room()
                await ana.answer(room, SHOW)
                await came.wait()
                await ana.answer(room, SHOW)
                assert await takes_back(platform, person) == 2
                last = await ana.answer(room, SHOW)
                goes.set()
                await ana.until(lambda: len(ana.numbers(last.id)) == 3)
                assert len(await standing(ana, room)) == 1

    asyncio.run(scenario())


def test_it_gives_way_to_answers(homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play = telling(homeserver, tmp_path, "ana")
    monkeypatch.setattr("adapters.matrix.sending._NOTICE_SECONDS", 0.1)

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            came, goes = asyncio.Event(), asyncio.Event()
            async with play.bot(homeserver=between.url) as platform:
                person, room = account(play, ana), await ana.room()
                await ana.answer(room, HISTORY)

                async def before(what: Asked) -> None:
                    if "/send/m.room.encrypted/" in what.what:
                        came.set()
                        await goes.wait()

                between.before = before
                await ana.say(room, "hola")
                await came.wait()
                with pytest.raises(TryLater):
                    await takes_back(platform, person)
                assert not redacted(between)
                goes.set()
                await ana.until(lambda: len(ana.messages(room)) == 2)
                monkeypatch.undo()
                assert await takes_back(platform, person) == 1

    asyncio.run(scenario())


def redacted(between: Proxy) -> list[str]:
    return [one.what.split("/")[3] for one in between.asked if "/redact/" in one.what]


def test_when_the_server_wants_less_it_goes_on_later_where_it_was(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = telling(homeserver, tmp_path, "ana")
    monkeypatch.setattr("adapters.matrix.sending._SLOW_GAP_SECONDS", 0)

    async def scenario() -> None:
        async with proxy(homeserver.url) as between, play.people("ana") as (ana,):
            async with play.bot(homeserver=between.url) as platform:
                person, room = account(play, ana), await ana.room()
                for _ in range(3):
                    await ana.answer(room, HISTORY)

                def limited(what: Asked) -> web.Response | None:
                    if "/redact/" not in what.what or len(redacted(between)) < 3:
                        return None
                    told = {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 5000}
                    return web.json_response(told, status=429)

                between.instead = limited
                with pytest.raises(TryLater) as later:
                    await takes_back(platform, person)
                assert later.value.after == timedelta(seconds=5)
                assert len(await standing(ana, room)) == 1
            between.instead = lambda _: None
            between.asked.clear()
            async with play.bot(homeserver=between.url) as platform:
                assert await takes_back(platform, person) == 3, "those of before count"
                assert len(redacted(between)) == 1, "and are not asked for again"
                assert await standing(ana, room) == []

    asyncio.run(scenario())


def test_when_it_takes_long_the_rest_is_for_the_next_time(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = telling(homeserver, tmp_path, "ana")
    monkeypatch.setattr("adapters.matrix.taking_back._TURN_SECONDS", 0)

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot() as platform:
            person, room = account(play, ana), await ana.room()
            for _ in range(3):
                await ana.answer(room, HISTORY)
            for left in (2, 1):
                with pytest.raises(TryLater) as later:
                    await takes_back(platform, person)
                assert later.value.after == timedelta()
                assert len(await standing(ana, room)) == left
            assert await takes_back(platform, person) == 3
            assert await standing(ana, room) == []

    asyncio.run(scenario())


def test_a_card_from_before_it_noted_what_it_said_is_taken_back_with_its_edits(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = telling(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis):
            async with play.bot() as platform:
                person, room, theirs = account(play, ana), await ana.room(), await luis.room()
                card = await ana.answer(room, SHOW)
                await luis.answer(theirs, SHOW)
                await platform.send(person, NEWS, "news")
                await ana.until(lambda: "Recibida" in ana.shown(card.id))
            with closing(sqlite3.connect(play.folder / "store" / "state.sqlite3")) as database:
                database.execute("drop table told")
            async with play.bot() as platform:
                assert await takes_back(platform, person) == 1
                (news,) = await ana.history(room)
                assert news["m.relates_to"]["m.in_reply_to"]["event_id"] == card.id, "the news of it was not noted"
                assert len(await standing(ana, room)) == 1
                assert len(await standing(luis, theirs)) == 1, "another's conversation"

    asyncio.run(scenario())


@pytest.mark.parametrize(("code", "gone"), [("M_NOT_FOUND", True), ("M_UNRECOGNIZED", False)])
def test_what_is_not_there_any_more_is_passed_over_and_an_old_server_that_lists_no_edits_is_not_mistaken_for_that(
    homeserver: Synapse,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    code: str,
    gone: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    play = telling(homeserver, tmp_path, "ana")

    def unknown(what: Asked) -> web.Response | None:
        return web.json_response({"errcode": code}, status=404) if "/relations/" in what.what else None

    async def scenario() -> None:
        async with (
            proxy(homeserver.url) as between,
            play.people("ana") as (ana,),
            play.bot(homeserver=between.url) as platform,
        ):
            person, room = account(play, ana), await ana.room()
            await ana.answer(room, HISTORY)
            between.instead = unknown
            assert await takes_back(platform, person) == (0 if gone else 1)
            assert len(await standing(ana, room)) == (1 if gone else 0)
            assert ("too old to tell what edits" in caplog.text) is not gone
            assert await takes_back(platform, person) == 0

    asyncio.run(scenario())


def test_what_tells_of_nothing_is_not_noted(homeserver: Synapse, tmp_path: Path) -> None:
    play = telling(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot():
            room = await ana.room()
            await ana.answer(room, "hola")
            await ana.answer(room, "!referral list")
            await ana.answer(room, HISTORY)
        with closing(sqlite3.connect(play.folder / "store" / "state.sqlite3")) as database:
            assert database.execute("select about, person, room from told").fetchall() == [(CARD, ana.id, room)]
        assert all(isinstance(one, CommandUsed | TextSent) for one in play.core.heard)

    asyncio.run(scenario())
