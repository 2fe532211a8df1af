"""A line to the homeserver that is slow, cut and garbled; keys that run out; sessions that end; devices that come."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

from adapters.matrix.device import read_device
from adapters.matrix.homeserver import Homeserver
from matrix.officer import ENCRYPTED, Officer
from matrix.proxy import Asked, Fault, proxy
from matrix.scene import Scene, scene
from matrix.synapse import Synapse
from matrix.test_matrix_faults import Stream

SPOILT = [fault for fault in Fault if fault is not Fault.NONE]


async def known(one: Officer) -> None:
    """Wait until somebody's client knows the bot's device."""
    await one.until(lambda: list(one.client.device_store.active_user_devices(one.bot)))


def test_slow_and_broken_answers_cost_no_command_and_double_none(homeserver: Synapse, tmp_path: Path) -> None:
    play, chance = scene(homeserver, tmp_path, "ana", "luis"), random.Random(11)  # noqa: S311 - not a secret
    faults: Iterator[Fault] = iter(SPOILT * 6)
    met: list[Fault] = []

    async def slowly(_: Asked) -> None:
        await asyncio.sleep(chance.choice((0, 0, 0.1, 0.4)))

    def spoil(asked: Asked) -> Fault:
        fault = next(faults, Fault.NONE) if chance.random() < 0.4 else Fault.NONE
        met.extend([fault] if fault is not Fault.NONE and asked.what else [])
        return fault

    async def scenario() -> None:
        async with (
            proxy(homeserver.url) as between,
            play.people("ana", "luis") as (ana, luis),
            play.bot(homeserver=between.url),
        ):
            room = await ana.room(luis.id)
            await ana.until(lambda: luis.id in ana.members(room))
            await known(ana)
            stream = Stream(ana, room, 0.1)
            between.before, between.fault = slowly, spoil
            async with stream.going_on():
                await ana.until(lambda: len(met) == len(SPOILT) * 6 and len(stream.sent) > 15, 60)
            await stream.all_answered_once(60)
            assert set(met) == set(SPOILT)

    asyncio.run(scenario())


async def takes_a_key(server: Synapse, play: Scene, one: Officer) -> str:
    """Take a key of the bot's from the server, as a client does that begins a session; of which kind it is."""
    device = read_device(play.folder / "store")
    assert device
    async with Homeserver(server.url) as connection:
        connection.token = one.client.access_token
        wanted = {"one_time_keys": {device.user_id: {device.device_id: "signed_curve25519"}}}
        told = await connection.post("keys", "claim", body=wanted)
    (key,) = told["one_time_keys"][device.user_id][device.device_id].values()
    return "fallback" if key.get("fallback") else "once"


def test_a_new_devices_first_message_is_read_though_all_one_time_keys_are_gone(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana") as (ana,):
            async with play.bot():
                room = await ana.room()
                await ana.answer(room, "hola")
            kinds = [await takes_a_key(homeserver, play, ana) for _ in range(60)]
            assert 40 < kinds.count("once") <= 50
            assert kinds[-1] == "fallback"
            async with play.people("luis", "ana") as (luis, again):
                made = await luis.client.room_create(invite=[luis.bot], is_direct=True, initial_state=[ENCRYPTED])
                await again.until(lambda: room in again.client.rooms)
                await known(again)
                await again.say(room, "desde otro aparato.")
                async with play.bot():
                    await again.until(lambda: again.messages(room))
                    assert again.said(room) == ["Leí: desde otro aparato."]
                    await luis.until(lambda: luis.bot in luis.members(made.room_id))
                    await known(luis)
                    await luis.answer(made.room_id, "hola")
                    assert await takes_a_key(homeserver, play, ana) == "once", "there are new ones"

    asyncio.run(scenario())


def test_a_session_that_has_expired_is_replaced_and_nobody_misses_a_word(homeserver: Synapse, tmp_path: Path) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot():
            soon = {**ENCRYPTED, "content": {"algorithm": "m.megolm.v1.aes-sha2", "rotation_period_msgs": 2}}
            made = await ana.client.room_create(invite=[ana.bot], is_direct=True, initial_state=[soon])
            room = made.room_id
            await ana.until(lambda: ana.bot in ana.members(room))
            await known(ana)
            for number in range(5):
                await ana.answer(room, f"pregunta {number}.")
            assert ana.said(room) == [f"Leí: pregunta {number}." for number in range(5)]
            assert ana.unread == []
            told = await ana.client.room_messages(room, start="", limit=30)
            sessions = {
                one.session_id for one in told.chunk if one.sender == ana.bot and getattr(one, "decrypted", False)
            }
            assert len(sessions) == 3

    asyncio.run(scenario())


def test_a_device_that_comes_in_the_middle_of_a_conversation_reads_the_next_message(
    homeserver: Synapse, tmp_path: Path
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot():
            room = await ana.room()
            await ana.answer(room, "uno.")
            async with play.people("ana") as (again,):
                await again.until(lambda: room in again.client.rooms)
                await ana.answer(room, "dos.")
                await again.until(lambda: again.messages(room))
                assert again.said(room) == ["Leí: dos."]
                await known(again)
                await again.answer(room, "tres.")
                await ana.until(lambda: ana.said(room)[-1] == "Leí: tres.")

    asyncio.run(scenario())
