"""The bot and the engine of today's Element, as strict as Element makes it: who reads whom, who is verified."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.matrix import MatrixSettings, Trust
from adapters.matrix.encryption import DATABASE
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.keys.comparing import verify
from adapters.matrix.keys.setup import setup
from adapters.matrix.keys.verifying import Outcome, Question
from liaison_bot.chat import Account, CommandUsed, Message, NotTaken
from matrix.engine import ElementOfficer, Engine, engine, with_element
from matrix.officer import PASSWORD
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from practice.scripted import CARD


@pytest.fixture(scope="module")
def element(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The process that all officers of this module are in."""
    with engine(tmp_path_factory.mktemp("element")) as running:
        yield running


@pytest.fixture
def play(homeserver: Synapse, tmp_path: Path) -> Scene:
    return scene(homeserver, tmp_path, "ana")


async def set_up(play: Scene) -> MatrixSettings:
    shown: list[str] = []
    await setup(play.settings(), shown.append)
    return replace(play.settings(), recovery_key=shown[0])


async def signs_in(play: Scene, element: Engine, device: str = "") -> ElementOfficer:
    return await with_element(element, play.server, play.name("ana"), play.name("bot"), device)


async def strict(play: Scene, element: Engine) -> ElementOfficer:
    """Ana, with an identity, whose engine shuts out devices that their owners have not signed."""
    ana = await signs_in(play, element)
    await ana.does("makesIdentity")
    await ana.does("isolates", strictly=True)
    return ana


async def all_is_well(ana: ElementOfficer, room: str) -> None:
    """Nothing that the bot said is unreadable, and nothing has a warning."""
    seen = await ana.sees(room)
    assert [one.failure for one in seen if one.failure] == []
    assert {one.shield for one in seen if one.encrypted} == {"NONE"}
    assert all(one.encrypted for one in seen if one.type != "m.reaction")


def test_after_setup_it_gives_the_bot_keys_reads_its_answers_without_a_warning_and_chooses_by_a_tap(
    play: Scene, element: Engine
) -> None:
    async def scenario() -> None:
        await set_up(play)
        async with play.bot(trust=Trust.CROSS_SIGNED):
            ana = await strict(play, element)
            room = await ana.room()
            card = await ana.answer(room, f"!referral show {CARD}")

            async def numbers() -> list[str]:
                return [one.content["m.relates_to"]["key"] for one in await ana.sees(room) if one.type == "m.reaction"]

            async def enough() -> bool:
                return len(await numbers()) == 3

            await ana.until(enough)
            await ana.does("taps", room=room, event=card.id, key=(await numbers())[0])
            accepted = await ana.next(room, 1)
            assert "Aceptada por México" in accepted.shown

            async def moved() -> bool:
                [old] = [one for one in await ana.sees(room) if one.id == card.id]
                return old.edited and old.shown == f"Remisión {CARD} ↓"

            await ana.until(moved)
            typed = await ana.say(room, "hola")
            assert (await ana.next(room, 2)).shown == "Leí: hola"
            edit = {"rel_type": "m.replace", "event_id": typed}
            new = {"msgtype": "m.text", "body": "adiós"}
            corrected = await ana.answer(room, "* adiós", **{"m.new_content": new, "m.relates_to": edit})
            assert corrected.shown == "No: edited"
            replied = {"m.in_reply_to": {"event_id": accepted.id}}
            await ana.answer(room, "1", **{"m.relates_to": replied})
            asked = [event.words for event in play.core.heard if isinstance(event, CommandUsed)]
            assert asked == [f"referral show {CARD}", f"accept {CARD}"], "the last has a question before it"
            found = await ana.does("thinks", of=ana.bot)
            assert [device["signed"] for device in found["devices"].values()] == [True]
            await all_is_well(ana, room)

    asyncio.run(scenario())


def test_without_setup_it_neither_gives_the_bot_keys_nor_reads_it(
    play: Scene, element: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> None:
        async with play.bot(trust=Trust.CROSS_SIGNED, key_wait=timedelta(seconds=0.5)):
            ana = await strict(play, element)
            room = await ana.room()
            assert (await ana.answer(room, "help")).failure == "UNSIGNED_SENDER_DEVICE"
            [heard] = play.core.heard
            assert isinstance(heard, NotTaken)
            found = await ana.does("thinks", of=ana.bot)
            assert [device["signed"] for device in found["devices"].values()] == [False]

    asyncio.run(scenario())
    assert "keeps it back (m.unverified)" in caplog.text


def test_it_reads_what_the_bot_says_before_anybody_has_spoken(play: Scene, element: Engine) -> None:
    async def scenario() -> None:
        await set_up(play)
        ana = await strict(play, element)
        async with play.bot(trust=Trust.CROSS_SIGNED) as bot:
            await bot.send(
                Account("matrix", play.server.server_name, ana.user), Message(paragraphs=("Hay algo.",)), "1"
            )
            [room] = await ana.until(lambda: ana.does("invited"))
            await ana.does("joins", room=room)

            async def read() -> bool:  # the key may be there before the engine knows whose device gave it
                return [one.shown for one in await ana.answers(room)] == ["Hay algo."]

            await ana.until(read)
            assert (await ana.answer(room, "uno.")).shown == "Leí: uno."
            await all_is_well(ana, room)

    asyncio.run(scenario())


def test_a_new_device_of_an_officer_is_told_why_it_reads_nothing_and_is_listened_to_once_it_is_signed(
    play: Scene, element: Engine
) -> None:
    async def scenario() -> None:
        await set_up(play)
        async with play.bot(trust=Trust.CROSS_SIGNED):
            ana = await signs_in(play, element)
            key = await ana.does("makesIdentity")
            room = await ana.room()
            await ana.answer(room, "uno.")
            other = await signs_in(play, element, "other")  # as older clients are, that let anybody write
            await other.until(lambda: other.has(room))
            before = len(await other.answers(room))
            await other.say(room, "dos.")
            assert (await ana.next(room, 1)).shown == "No: untrusted"
            told = await other.next(room, before)
            assert told.failure == "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"
            await other.does("bringsIdentity", key=key)
            await other.does("isolates", strictly=True)
            assert (await other.answer(room, "tres.")).shown == "Leí: tres."
            await ana.does("vanishes")  # a browser's storage is lost; the recovery key brings the rest back
            third = await signs_in(play, element, "third")
            await third.does("bringsIdentity", key=key)
            await third.does("isolates", strictly=True)
            await third.until(lambda: third.has(room))
            assert (await third.answer(room, "cuatro.")).shown == "Leí: cuatro."

    asyncio.run(scenario())


def test_when_all_one_time_keys_are_used_its_first_message_is_read_by_the_fallback_key(
    play: Scene, element: Engine
) -> None:
    async def scenario() -> None:
        await set_up(play)
        ana = await strict(play, element)
        async with play.bot(trust=Trust.CROSS_SIGNED):
            room = await ana.room()  # nobody has spoken: there is no session yet
        [device] = (await ana.does("thinks", of=ana.bot))["devices"]
        await use_up(play, ana.bot, device)
        await ana.say(room, "uno.")
        async with play.bot(trust=Trust.CROSS_SIGNED):
            assert (await ana.next(room, 0)).shown == "Leí: uno."
            await all_is_well(ana, room)

    asyncio.run(scenario())


async def use_up(play: Scene, user: str, device: str) -> None:
    async with Homeserver(play.server.url) as raw:
        who = {"type": "m.id.user", "user": play.name("ana")}
        login = {"type": "m.login.password", "identifier": who, "password": PASSWORD}
        raw.token = (await raw.post("login", body=login))["access_token"]
        wanted = {"one_time_keys": {user: {device: "signed_curve25519"}}}
        key: dict[str, object] = {}
        while not key.get("fallback"):
            told = await raw.post("keys", "claim", body=wanted)
            [key] = told["one_time_keys"][user][device].values()


def test_after_an_old_backup_was_restored_both_read_each_other_again(play: Scene, element: Engine) -> None:
    async def scenario() -> None:
        settings = await set_up(play)
        backup = play.folder / "backup"
        ana = await strict(play, element)
        async with play.bot(trust=Trust.CROSS_SIGNED):
            room = await ana.room()
            await ana.answer(room, "uno.")
        shutil.copytree(settings.store, backup)
        async with play.bot(trust=Trust.CROSS_SIGNED):
            await ana.answer(room, "dos.")
        async with play.bot(trust=Trust.CROSS_SIGNED):
            await ana.does("forgetsSession", room=room)
            await ana.answer(room, "tres.")
        shutil.rmtree(settings.store)
        shutil.move(backup, settings.store)
        made_long_ago(settings.store / DATABASE)
        async with play.bot(trust=Trust.CROSS_SIGNED):
            await ana.does("forgetsSession", room=room)
            assert (await ana.answer(room, "cuatro.")).shown == "Leí: cuatro."
            assert (await ana.answer(room, "cinco.")).shown == "Leí: cinco."
            await all_is_well(ana, room)

    asyncio.run(scenario())


def made_long_ago(keys: Path) -> None:
    """A broken session is replaced once it is an hour old."""
    database = sqlite3.connect(keys)
    with database:
        long_ago = ("2020-01-01 00:00:00.000000",)
        database.execute("update olmsessions set creation_time = ?1, last_usage_date = ?1", long_ago)
    database.close()


@pytest.mark.parametrize(
    ("way", "asking"), [("in the room", "the officer"), ("by device", "the officer"), ("in the room", "the bot")]
)
def test_emoji_are_compared_to_the_end_and_each_thinks_the_other_verified(
    play: Scene, element: Engine, way: str, asking: str
) -> None:
    async def scenario() -> None:
        settings = replace(await set_up(play), trust=Trust.VERIFIED)
        ana = await strict(play, element)
        room, outcome = await compared(play, ana, settings, way, asking, sees="confirms")
        assert outcome == Outcome(ana.user, ana.device, verified=True, identity=True)
        await ana.verifying("Done")

        async def verified() -> bool:
            found = await ana.does("thinks", of=ana.bot)
            return bool(found["verified"] and all(each["verified"] for each in found["devices"].values()))

        await ana.until(verified)
        async with play.bot(trust=Trust.VERIFIED):
            assert (await ana.answer(room, "uno.")).shown == "Leí: uno."
            await all_is_well(ana, room)

    asyncio.run(scenario())


def test_when_the_officer_sees_other_emoji_nobody_is_verified(play: Scene, element: Engine) -> None:
    async def scenario() -> None:
        settings = replace(await set_up(play), trust=Trust.VERIFIED)
        ana = await strict(play, element)
        room, outcome = await compared(play, ana, settings, "in the room", "the officer", sees="seesOther")
        assert outcome == Outcome(ana.user, ana.device, verified=False, code="m.mismatched_sas")
        assert (await ana.verifying("Cancelled"))["code"] == "m.mismatched_sas"
        assert not (await ana.does("thinks", of=ana.bot))["verified"]
        async with play.bot(trust=Trust.VERIFIED):
            before = len(await ana.answers(room))
            await ana.say(room, "uno.")
            assert (await ana.next(room, before)).failure == "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"
            [heard] = play.core.heard
            assert isinstance(heard, NotTaken)

    asyncio.run(scenario())


async def compared(
    play: Scene, ana: ElementOfficer, settings: MatrixSettings, way: str, asking: str, sees: str
) -> tuple[str, Outcome | None]:
    """Have the emoji compared; the direct room of the two, and how it ended for the bot.

    Where the bot asks, it runs meanwhile; else the operator's command has the store to itself.
    """
    async with play.bot(trust=Trust.VERIFIED):
        room = await ana.room()
        if asking == "the bot":
            return room, await _compared(ana, settings, room, way, asking, sees)
    return room, await _compared(ana, settings, room, way, asking, sees)


async def _compared(
    ana: ElementOfficer, settings: MatrixSettings, room: str, way: str, asking: str, sees: str
) -> Outcome | None:
    [device] = (await ana.does("thinks", of=ana.bot))["devices"]

    async def operator(question: Question) -> bool:
        async def shown() -> list[list[str]]:
            emoji: list[list[str]] = (await ana.verifying("Started"))["emoji"]
            return emoji

        same = tuple((sign, name) for sign, name in await ana.until(shown)) == question.shown.emoji
        await ana.does(sees)
        return same

    whom = ana.user if asking == "the bot" else ""
    work = asyncio.create_task(verify(settings, operator, whom=whom, patience=timedelta(seconds=20)))
    if whom:
        await ana.verifying("Requested")
        await ana.does("accepts")
    else:
        if way == "in the room":
            await ana.does("asksInRoom", user=ana.bot, room=room)
        else:
            await ana.does("asksDevice", user=ana.bot, device=device)
        await ana.verifying("Ready")
        await ana.does("starts")
    return await work
