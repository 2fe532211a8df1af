"""Comparing emoji while the bot runs: with the operator there, through the bot; without, told how to go on."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.matrix import MatrixSettings, Trust
from adapters.matrix.device import MatrixStartError
from adapters.matrix.keys.comparing import verify
from adapters.matrix.keys.relay import SOCKET, reachable
from adapters.matrix.keys.setup import setup
from adapters.matrix.keys.verification import KIND
from adapters.matrix.keys.verifying import Outcome, Question
from liaison_bot.chat import NotTaken, Reason, TextSent
from matrix.connected import connected
from matrix.officer import PASSWORD
from matrix.phone import Phone, keys_of_officer, meeting
from matrix.synapse import Synapse
from matrix.test_matrix_verify import Operator, phone_is_asked, the_signature_holds
from practice.scripted import ScriptedCore

Register = Callable[[str, str], str]
WAYS = ["by device", "in a room", "in an encrypted room"]


@pytest.fixture
def settings(homeserver: Synapse, newcomer: Register, tmp_path: Path) -> MatrixSettings:
    user = homeserver.user_id(newcomer("bot", PASSWORD))
    bare = MatrixSettings(
        homeserver=homeserver.url, user_id=user, store=tmp_path / "store", password=PASSWORD, trust=Trust.VERIFIED
    )
    shown: list[str] = []
    asyncio.run(setup(bare, shown.append))
    return replace(bare, recovery_key=shown[0])


async def at_the_door(settings: MatrixSettings) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    with reachable(settings.store / SOCKET) as path:
        return await asyncio.open_unix_connection(path)


async def attending(settings: MatrixSettings, operator: Operator) -> "asyncio.Task[Outcome | None]":
    """Begin the operator's command, and wait until it has the running bot's ear."""
    there = asyncio.Event()
    work = asyncio.create_task(verify(settings, operator, ready=there.set))
    waiting = asyncio.create_task(there.wait())
    await asyncio.wait({work, waiting}, timeout=15, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    assert there.is_set(), work
    return work


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not true():  # noqa: ASYNC110 - another task is waited for
            await asyncio.sleep(0.02)


async def ends_well(phone: Phone, given: dict[str, str]) -> None:
    await phone.hears("mac")
    await phone.says("mac", phone.sas.give(given))
    await phone.hears("done")
    await phone.says("done", {})


@pytest.mark.parametrize("way", WAYS)
def test_beside_a_running_bot_both_sides_are_verified_and_the_bot_trusts_them_at_once(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings, way: str
) -> None:
    core = ScriptedCore()

    async def scenario() -> None:
        async with (
            meeting(homeserver, newcomer("ana", PASSWORD), settings, way) as (phone, keys),
            connected(replace(settings, recovery_key=""), core),
        ):
            room = phone.room or await phone.officer.room_with(settings.user_id)
            work = await attending(settings, Operator(phone, began=True))
            await phone.asks()
            await phone.hears("ready")
            await phone.compares_as_beginner()
            await ends_well(phone, keys_of_officer(phone, keys))
            assert await work == Outcome(phone.officer.user, phone.officer.device, verified=True, identity=True)
            await the_signature_holds(homeserver, settings, phone)
            if way != "in a room":  # where it is not encrypted, no device is asked for
                await phone.officer.sync()
                await phone.officer.client.room_send(
                    room, "m.room.message", {"msgtype": "m.text", "body": "hola"}, ignore_unverified_devices=True
                )
                await until(lambda: core.heard)
                assert [one.text for one in core.heard if isinstance(one, TextSent)] == ["hola"]

    asyncio.run(scenario())


def test_beside_a_running_bot_the_operator_asks_in_the_conversation_that_the_bot_has(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        way = "in an encrypted room"
        async with (
            meeting(homeserver, newcomer("ana", PASSWORD), settings, way) as (phone, keys),
            connected(settings, ScriptedCore()),
        ):
            work = asyncio.create_task(verify(settings, Operator(phone, began=False), whom=phone.officer.user))
            await phone_is_asked(phone)
            await phone.compares_as_asked()
            await ends_well(phone, keys_of_officer(phone, keys))
            outcome = await work
            assert outcome
            assert outcome.verified

    asyncio.run(scenario())


def test_beside_a_running_bot_a_device_without_an_identity_is_verified_alone(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    core = ScriptedCore()

    async def scenario() -> None:
        async with (
            meeting(homeserver, newcomer("eva", PASSWORD), settings, "in an encrypted room", identity=False) as (
                phone,
                _,
            ),
            connected(settings, core),
        ):
            work = await attending(settings, Operator(phone, began=True))
            await phone.asks()
            await phone.hears("ready")
            await phone.compares_as_beginner()
            assert phone.officer.client.olm
            own = phone.officer.client.olm.account.identity_keys["ed25519"]
            await ends_well(phone, {f"ed25519:{phone.officer.device}": own})
            assert await work == Outcome(phone.officer.user, phone.officer.device, verified=True, identity=False)
            await phone.put("m.room.message", {"msgtype": "m.text", "body": "hola"})
            await until(lambda: core.heard)
            assert [one.text for one in core.heard if isinstance(one, TextSent)] == ["hola"]

    asyncio.run(scenario())


async def reads_what_compares_and_not_what_is_said_next(phone: Phone) -> None:
    """Nobody verified this device: it is given the key to the comparing alone."""
    async with asyncio.timeout(15):
        while True:
            query = {"dir": "b", "limit": "50"}
            told = await phone.officer.raw.get("rooms", phone.room, "messages", query=query)
            sealed = [
                event for event in told["chunk"] if event["sender"] == phone.bot and "ciphertext" in event["content"]
            ]
            if len(sealed) > 1:
                break
    sessions = {event["content"]["session_id"] for event in sealed}
    assert len(sessions) == len(sealed) == 2, "called off, and told why"
    assert phone.officer.reads(sealed[0]) is None


@pytest.mark.parametrize("way", WAYS)
def test_who_asks_while_no_operator_is_there_is_called_off_and_told_how_to_go_on_once(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings, way: str
) -> None:
    core = ScriptedCore()

    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, way) as (phone, _):
            room = phone.room
            async with connected(settings, core):
                await phone.asks()
                cancelled = await phone.hears("cancel")
                assert (cancelled["code"], cancelled["reason"]) == ("m.user", "The operator is not there now")
                if way == "in an encrypted room":  # elsewhere the bot has no conversation with her that will do
                    await until(lambda: core.heard)
                    await reads_what_compares_and_not_what_is_said_next(phone)
            told = [one for one in core.heard if isinstance(one, NotTaken)]
            assert [(one.why, one.where.id) for one in told] == (
                [(Reason.UNATTENDED, room)] if way == "in an encrypted room" else []
            )
            async with connected(settings, core):  # what it has done with is not heard again
                await phone.says("start", {"from_device": phone.officer.device, "method": "m.sas.v1"})
            assert core.heard == told

    asyncio.run(scenario())


def test_when_the_bot_stops_meanwhile_the_operator_is_told_and_nobody_is_verified(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, "in an encrypted room") as (phone, _):
            async with connected(settings, ScriptedCore()):
                work = await attending(settings, Operator(phone, began=True))
            with pytest.raises(MatrixStartError, match="the bot was stopped meanwhile; nothing was verified"):
                await work
            with pytest.raises(KeyError):
                await the_signature_holds(homeserver, settings, phone)
            assert not (settings.store / SOCKET).exists()

    asyncio.run(scenario())


def test_one_operator_at_a_time_and_the_bot_says_nothing_for_them_that_does_not_verify(
    settings: MatrixSettings,
) -> None:
    async def nobody(_question: Question) -> bool:
        raise AssertionError

    async def scenario() -> None:
        async with connected(settings, ScriptedCore()):
            assert (settings.store / SOCKET).stat().st_mode & 0o077 == 0
            reader, writer = await at_the_door(settings)
            await reader.readline()
            with pytest.raises(MatrixStartError, match="another matrix-verify is at work"):
                await verify(settings, nobody)
            for asked in (
                {"do": "say", "with": ["!room:x", "m.room.message", {"msgtype": "m.text", "body": "hola"}]},
                {"do": "say", "with": ["!room:x", "m.room.member", {}]},
                {"do": "say", "with": [1, 2]},
                {"do": "leave", "with": []},
                {"number": 1},
            ):
                writer.write(json.dumps(asked).encode() + b"\n")
                assert json.loads(await reader.readline())["refused"] == [0, "NOT_FOR_A_VERIFICATION"]
            nowhere = {"do": "say", "with": ["!nowhere:x", f"{KIND}cancel", {}]}
            writer.write(json.dumps(nowhere).encode() + b"\n")
            assert json.loads(await reader.readline())["refused"] == [0, "KeyError"]
            writer.write(b"what is no line of JSON\n")
            assert await reader.readline() == b""
            with suppress(TimeoutError):
                async with asyncio.timeout(0.2):  # the door is open to the next one
                    await verify(settings, nobody)
            writer.close()

    asyncio.run(scenario())


def test_where_the_bot_cannot_open_its_door_it_runs_all_the_same_and_has_to_be_stopped_to_verify(
    settings: MatrixSettings,
) -> None:
    async def nobody(_question: Question) -> bool:
        raise AssertionError

    async def scenario() -> None:
        (settings.store / SOCKET).mkdir()
        async with connected(settings, ScriptedCore()):
            with pytest.raises(MatrixStartError, match="another liaison-bot is using it; end that one first"):
                await verify(settings, nobody)

    asyncio.run(scenario())
