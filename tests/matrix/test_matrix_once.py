"""Every command once: after pauses, gaps, and the same events again; and nothing that was not said to the bot."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.matrix.homeserver import Homeserver
from adapters.matrix.state import State
from adapters.matrix.sync import Ledger
from liaison_bot.chat import CommandUsed, Inbound, NotTaken, Reason, Reply, TextSent
from matrix.connected import now
from matrix.officer import Officer
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from practice.scripted import CARD, ScriptedCore

SHOW = f"!referral show {CARD}"


def checkpoint(play: Scene) -> str:
    state = State(play.folder / "store" / "state.sqlite3")
    try:
        return state.checkpoint
    finally:
        state.close()


def put_back(play: Scene, position: str) -> None:
    """As if the process had been killed before it noted that it was done."""
    with sqlite3.connect(play.folder / "store" / "state.sqlite3") as database:
        database.execute("update mark set value = ? where name = 'checkpoint'", (position,))
    database.close()


async def raw(server: Synapse, one: Officer, room: str, kind: str, content: dict[str, object]) -> None:
    """An event as another program might send it."""
    async with Homeserver(server.url) as connection:
        connection.token = one.client.access_token
        await connection.put("rooms", room, "send", kind, str(id(content)), body=content)


def test_a_position_counts_when_all_before_it_is_done_whatever_is_done_first() -> None:
    saved: list[str] = []
    ledger = Ledger(saved.append)
    one, two, three = ledger.begin("one"), ledger.begin("two"), ledger.begin("three")
    two.add()
    three.done()
    two.done()
    assert saved == []
    one.done()
    assert saved == ["one"]
    two.done()
    assert saved == ["one", "three"]


def test_what_was_said_while_it_was_away_is_answered_in_order_though_it_fills_many_pages(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = scene(homeserver, tmp_path, "ana")
    monkeypatch.setattr("adapters.matrix.sync._PAGE", 5)
    wanted = [f"Leí: pregunta {number}." for number in range(23)]

    async def scenario() -> None:
        async with play.people("ana") as (ana,):
            async with play.bot():
                room = await ana.room()
                await ana.answer(room, "hola")
            for number in range(23):
                await ana.say(room, f"pregunta {number}.")
            async with play.bot():
                await ana.until(lambda: len(ana.messages(room)) >= 24)
                await ana.answer(room, "hola")
            assert ana.said(room) == ["Leí: hola", *wanted, "Leí: hola"]

    asyncio.run(scenario())


def test_events_that_come_again_are_answered_once_and_a_number_means_what_it_meant(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,):
            async with play.bot():
                room = await ana.room()
                await ana.answer(room, "hola")
            before = checkpoint(play)
            async with play.bot():
                await ana.answer(room, SHOW)
                asked = await ana.answer(room, "3")
                assert asked.body.startswith("¿Retirar")
                await ana.answer(room, "pregunta.")
            for _ in range(2):
                put_back(play, before)
                async with play.bot():
                    await ana.until(lambda: checkpoint(play) != before)
            async with play.bot():
                await ana.answer(room, "fin.")
            assert [text.partition("\n")[0] for text in ana.said(room)] == [
                "Leí: hola",
                f"Remisión {CARD}",
                "¿Retirar la remisión R-7KQ2MX? México lo verá.",
                "Leí: pregunta.",
                "Leí: fin.",
            ]
            words = {event.words for event in play.core.heard if isinstance(event, CommandUsed)}
            assert words == {f"referral show {CARD}"}, "what only asked for confirmation did nothing"

    asyncio.run(scenario())


def test_on_a_first_start_nothing_old_is_carried_out(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,):
            async with play.bot():
                room = await ana.room()
                await ana.answer(room, "hola")
            await ana.say(room, "mientras no estaba.")
            (play.folder / "store" / "state.sqlite3").unlink()
            async with play.bot():
                await ana.answer(room, "después.")
            assert ana.said(room) == ["Leí: hola", "Leí: después."]

    asyncio.run(scenario())


def test_coming_into_a_room_replays_nothing_of_it(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot():
            made = await ana.client.room_create(invite=[luis.id])
            for _ in range(3):
                await ana.say(made.room_id, "!referral list")
            await ana.client.room_invite(made.room_id, ana.bot)
            await ana.until(lambda: ana.bot in ana.members(made.room_id))
            await ana.answer(made.room_id, SHOW)
            assert [event.words for event in play.core.heard if isinstance(event, CommandUsed)] == [SHOW[1:]]

    asyncio.run(scenario())


@pytest.mark.parametrize("killed", [False, True])
def test_what_has_waited_too_long_is_answered_with_one_line_and_not_carried_out(
    homeserver: Synapse,
    tmp_path: Path,
    killed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,):
            async with play.bot():
                room = await ana.room()
                await ana.until(lambda: checkpoint(play))
                before = checkpoint(play)
                await ana.answer(room, "hola")
                await ana.until(lambda: checkpoint(play) != before)
            if killed:  # before it noted that it had answered
                put_back(play, before)
            before = checkpoint(play)
            for _ in range(3):
                await ana.say(room, SHOW)
            play.clock = lambda: now() + timedelta(hours=7)
            async with play.bot():
                await ana.until(lambda: len(ana.messages(room)) == 2)
                await ana.until(lambda: checkpoint(play) != before)
            play.clock = now
            async with play.bot():
                await ana.answer(room, "pregunta.")
            assert ana.said(room) == ["Leí: hola", "No: too-old", "Leí: pregunta."]
            assert not [event for event in play.core.heard if isinstance(event, CommandUsed)]

    asyncio.run(scenario())


class StumblingCore(ScriptedCore):
    """Stumbles over one word, in a way that no core should."""

    def answer(self, inbound: Inbound) -> Reply:
        if isinstance(inbound, TextSent) and inbound.text.startswith("trop"):
            raise RuntimeError(inbound.text)
        return super().answer(inbound)


def test_one_events_trouble_costs_no_other_and_tells_nothing(
    homeserver: Synapse, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot(StumblingCore()):
            first, second = await ana.room(), await luis.room()
            await ana.say(first, "tropiezo")
            await ana.answer(first, "hola")
            await luis.answer(second, "hola")

    asyncio.run(scenario())
    assert "unexpected RuntimeError" in caplog.text
    assert "tropiezo" not in caplog.text


def test_what_cannot_be_read_is_answered_with_one_plain_line(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")
    sealed = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "session_id": "never told",
        "ciphertext": "AwgAEpABm6",
        "sender_key": "unknown",
        "device_id": "X",
    }

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot(key_wait=timedelta(seconds=0.5)):
            room = await ana.room()
            for _ in range(2):
                await raw(homeserver, ana, room, "m.room.encrypted", dict(sealed))
            await ana.until(lambda: ana.messages(room))
            await ana.answer(room, "hola")
            assert ana.said(room) == ["No: unreadable", "Leí: hola"]
            assert [event.why for event in play.core.heard if isinstance(event, NotTaken)] == [Reason.UNREADABLE]

    asyncio.run(scenario())


def test_words_that_are_not_encrypted_are_passed_over_where_all_others_are(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot():
            room = await ana.room()
            await raw(homeserver, ana, room, "m.room.message", {"msgtype": "m.text", "body": SHOW})
            await ana.answer(room, "hola")
            assert ana.said(room) == ["Leí: hola"]

    asyncio.run(scenario())


def test_those_who_come_with_new_devices_can_read_on_and_those_who_have_left_get_no_more_keys(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot():
            room = await ana.room()
            await ana.answer(room, "hola")
            async with play.people("luis", "ana") as (luis, again):
                await ana.client.room_invite(room, luis.id)
                await ana.until(lambda: luis.id in ana.members(room))
                await ana.answer(room, "!referral list")
                await luis.until(lambda: luis.messages(room))
                await again.until(lambda: again.messages(room))
                await luis.client.room_leave(room)
                await ana.until(lambda: luis.id not in ana.members(room))
                await ana.answer(room, "hola")
                await again.until(lambda: len(again.messages(room)) == 2)
                assert len(luis.messages(room)) == 1
            told = await ana.client.room_messages(room, start="", limit=20)
            sessions = [
                event.session_id
                for event in told.chunk
                if event.sender == ana.bot and getattr(event, "decrypted", False)
            ]
            assert len(set(sessions)) == 2, "one for as long as nobody left, and another after"

    asyncio.run(scenario())


def test_what_somebody_sealed_is_not_taken_for_anothers_words(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot():
            room = await ana.room(luis.id)
            await ana.until(lambda: luis.id in ana.members(room))
            # nio seals for the devices that it knows: before it has asked for the bot's, for nobody.
            await luis.until(lambda: list(luis.client.device_store.active_user_devices(luis.bot)))
            sent = await ana.say(room, SHOW)
            await ana.until(lambda: len(ana.messages(room)) == 1)
            async with Homeserver(homeserver.url) as connection:
                connection.token = luis.client.access_token
                sealed = (await connection.get("rooms", room, "event", sent))["content"]
            await raw(homeserver, luis, room, "m.room.encrypted", sealed)
            await luis.say(room, "!referral list")
            await ana.until(lambda: play.core.heard[-1].account.user == luis.id)
            await ana.until(lambda: isinstance(play.core.heard[-1], CommandUsed))
            asked = [event for event in play.core.heard if isinstance(event, CommandUsed)]
            assert [(event.account.user, event.words) for event in asked] == [
                (ana.id, SHOW[1:]),
                (luis.id, "referral list"),
            ]

    asyncio.run(scenario())
