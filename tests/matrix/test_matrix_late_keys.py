"""Messages that come before the key that opens them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from nio import ShareGroupSessionResponse

from liaison_bot.chat import NotTaken
from matrix.officer import Officer
from matrix.proxy import Asked, Fault, proxy
from matrix.scene import scene
from matrix.synapse import Synapse


class HeldKeys:
    """Keeps the keys that somebody's client gives out from the server until they are let go."""

    def __init__(self, one: Officer, patch: pytest.MonkeyPatch) -> None:
        self._held: list[Callable[[], Awaitable[Any]]] = []
        send = one.client._send  # noqa: SLF001 - everything that the client sends passes here

        async def held(kind: type, *what: Any, **more: Any) -> Any:
            if kind is not ShareGroupSessionResponse:
                return await send(kind, *what, **more)
            self._held.append(partial(send, kind, *what, **more))
            return ShareGroupSessionResponse(*more["response_data"])

        patch.setattr(one.client, "_send", held)

    async def let_go(self) -> None:
        for call in self._held:
            await call()
        self._held.clear()


async def known(one: Officer) -> None:
    """Wait until somebody's client knows the bot's device."""
    await one.until(lambda: list(one.client.device_store.active_user_devices(one.bot)))


def test_what_came_before_its_key_is_handled_once_and_in_order_when_the_key_comes(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = scene(homeserver, tmp_path, "ana", "luis")

    async def scenario() -> None:
        async with play.people("ana", "luis") as (ana, luis), play.bot(key_wait=timedelta(seconds=20)):
            room, other = await ana.room(), await luis.room()
            await known(ana)
            keys = HeldKeys(ana, monkeypatch)
            await ana.say(room, "uno.")
            await ana.say(room, "dos.")
            await luis.answer(other, "hola")  # who waits for a key keeps nobody else waiting
            assert ana.said(room) == []
            await keys.let_go()
            await ana.until(lambda: len(ana.messages(room)) >= 2)
            await ana.answer(room, "tres.")
            assert ana.said(room) == ["Leí: uno.", "Leí: dos.", "Leí: tres."]
            assert not [event for event in play.core.heard if isinstance(event, NotTaken)]

    asyncio.run(scenario())


def test_after_a_fair_wait_it_is_answered_once_and_a_key_that_comes_then_opens_only_what_comes_after(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with play.people("ana") as (ana,), play.bot(key_wait=timedelta(seconds=1)):
            room = await ana.room()
            await known(ana)
            keys = HeldKeys(ana, monkeypatch)
            await ana.say(room, "uno.")
            await ana.say(room, "dos.")
            assert ana.said(room) == [], "not before the wait is over"
            await ana.until(lambda: ana.messages(room))
            await keys.let_go()
            await ana.answer(room, "tres.")
            assert ana.said(room) == ["No: unreadable", "Leí: tres."]

    asyncio.run(scenario())


def test_a_key_is_asked_for_again_where_the_first_time_the_server_did_not_take_it(
    homeserver: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = scene(homeserver, tmp_path, "ana")

    async def scenario() -> None:
        async with proxy(homeserver.url) as between:
            requests: list[Asked] = []

            def fault(asked: Asked) -> Fault:
                if "m.room_key_request" not in asked.what:
                    return Fault.NONE
                requests.append(asked)
                return Fault.BAD_GATEWAY if len(requests) == 1 else Fault.NONE

            between.fault = fault
            async with play.people("ana") as (ana,), play.bot(homeserver=between.url, key_wait=timedelta(seconds=1)):
                room = await ana.room()
                await known(ana)
                HeldKeys(ana, monkeypatch)
                await ana.say(room, "uno.")
                await ana.until(lambda: ana.messages(room))
                assert len(requests) == 2

    asyncio.run(scenario())
