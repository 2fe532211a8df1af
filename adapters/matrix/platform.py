"""Matrix as a chat platform: what the core asks of it, and the parts that it is put together from."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from adapters.matrix.attending import Attending, Speaking
from adapters.matrix.device import Device, MatrixStartError, own_store, save_device, signed_in
from adapters.matrix.directs import Directs
from adapters.matrix.encryption import Encryption
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.inbound import Reader
from adapters.matrix.keys.cross_signing import read_identity
from adapters.matrix.keys.others import Trusting
from adapters.matrix.keys.relay import Relay
from adapters.matrix.keys.trust import SignedDevices
from adapters.matrix.lobby import Lobby
from adapters.matrix.notices import Notices
from adapters.matrix.rooms import Room
from adapters.matrix.sending import Sending
from adapters.matrix.settings import PLATFORM, MatrixSettings
from adapters.matrix.state import State
from adapters.matrix.sync import Sync
from adapters.matrix.taking_back import TakingBack
from adapters.matrix.talk import Talk
from liaison_bot.chat import Account, Audience, Core, Message, Telling, TryLater, Where

Json = dict[str, Any]

log = logging.getLogger(__name__)

_STATE: Final = "state.sqlite3"


class MatrixPlatform:
    """A `liaison_bot.chat.ChatPlatform` on a homeserver.

    `openings` are the words that a command can begin with, folded, in every language. `announce` is told the bot's own
    account once it is connected. `trusting` decides which devices are somebody's own; without it the signatures on them
    do, as the settings want it.
    """

    name: Final = PLATFORM

    def __init__(
        self,
        settings: MatrixSettings,
        *,
        openings: frozenset[str],
        announce: Callable[[str], None],
        clock: Callable[[], datetime],
        trusting: Trusting | None = None,
    ) -> None:
        self._settings = settings
        self._openings = openings
        self._announce = announce
        self._clock = clock
        self._trusting = trusting
        self._notices: Notices | None = None
        self._taking_back: TakingBack | None = None

    async def run(self, core: Core) -> None:
        """Stay connected until cancelled. Raises `MatrixStartError` where the operator has something to do."""
        settings = self._settings
        async with AsyncExitStack() as stack:
            stack.enter_context(own_store(settings.store))
            server = await stack.enter_async_context(Homeserver(settings.homeserver))
            device = await signed_in(server, settings)
            state = stack.enter_context(closing(State(settings.store / _STATE)))
            kept = read_identity(settings.store)
            trusting = self._trusting or SignedDevices(settings.trust, settings.store, kept.public if kept else None)
            encryption = stack.enter_context(closing(Encryption(server, device, settings.store, trusting)))
            if device.fingerprint and device.fingerprint != encryption.fingerprint:
                raise MatrixStartError(
                    f"matrix.store: {settings.store}: the keys are not those of this device; put the whole folder back "
                    "from one backup, or move it away and sign in anew with the password"
                )
            if not device.fingerprint:
                device = replace(device, fingerprint=encryption.fingerprint)
                save_device(settings.store, device)
            await encryption.start()
            await self._serve(core, server, device, state, encryption)

    async def audience(self, to: Account | Where) -> Audience:
        """Who can read this place now, as the server says. Raises `TryLater` when it cannot be asked."""
        if self._notices is None:
            raise TryLater
        return await self._notices.audience(to)

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        """Say something by itself. Raises `TryLater` or `Unreachable`."""
        if self._notices is None:
            raise TryLater
        await self._notices.send(to, message, key)

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """Delete what was said there. Raises `TryLater` for what may still go, `Unreachable` for what never will."""
        if self._taking_back is None:
            raise TryLater
        return await self._taking_back.take_back(to, telling)

    async def _serve(
        self, core: Core, server: Homeserver, device: Device, state: State, encryption: Encryption
    ) -> None:
        settings, rooms = self._settings, dict[str, Room]()
        state.tidy()
        directs = Directs(server, state, rooms, settings)
        directs.learn(await directs.listed())
        sending = Sending(server, encryption, state.told, settings.user_id, self._clock)
        reader = Reader(settings.user_id, self._openings)
        speaking = Speaking(rooms, directs, sending, encryption)
        relay = Relay(settings.store, device, speaking)
        attending = Attending(core, server, relay, speaking, settings.user_id, self._clock)
        talk = Talk(core, state, encryption, sending, directs, reader, settings, self._clock, attending.heard)
        lobby = Lobby(server, state, rooms, directs, settings, moved_by(core))
        notices = Notices(state, sending, directs, rooms)
        taking_back = TakingBack(server, state, sending, notices, directs, rooms, lobby, settings.user_id)

        def ready() -> None:
            self._notices, self._taking_back = notices, taking_back
            self._announce(settings.user_id)

        heard = _Heard(core, talk, lobby, directs, state, encryption, attending, taking_back, asyncio.Event(), ready)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(Sync(server, state, rooms, settings.user_id, heard).run())
                group.create_task(sending.run())
                group.create_task(heard.keep_up())
                group.create_task(attending.run())
                group.create_task(relay.run())
                group.create_task(encryption.keep_promises())
        finally:
            self._notices = self._taking_back = None


def moved_by(core: Core) -> Callable[[str, str], Awaitable[None]]:
    """Tells a core that a room goes on as another."""

    async def moved(old: str, new: str) -> None:
        await core.moved(Where(PLATFORM, old), Where(PLATFORM, new))

    return moved


@dataclass(frozen=True, slots=True)
class _Heard:
    """Passes on what the stream brings to those whose it is."""

    core: Core
    talk: Talk
    lobby: Lobby
    direct: Directs
    state: State
    encryption: Encryption
    attending: Attending
    taking_back: TakingBack
    news: asyncio.Event
    ready: Callable[[], None]

    def noted(self, sync: Mapping[str, Any]) -> None:
        self.encryption.note(sync)
        self.attending.note(sync)
        self.taking_back.note(sync)
        self.news.set()

    def directs(self, content: Mapping[str, Any]) -> None:
        self.direct.learn(content)

    async def heard(self, room: Room, event: Json) -> None:
        await self.talk.heard(room, event)

    async def invited(self, room: str, state: list[Json]) -> None:
        await self.lobby.invited(room, state)

    async def changed(self, room: Room) -> None:
        await self.lobby.changed(room)
        await self.core.readers(Where(PLATFORM, room.id), self.direct.audience(room))

    async def left(self, room: str) -> None:
        if self.state.forget_room(room):
            log.warning("room %s: the bot is out of it; what it said there goes only if it is in again by then", room)
        self.encryption.forget_room(room)
        await self.lobby.left(room)

    async def keep_up(self) -> None:
        """Keep the device's keys in order, after each answer of the server, until cancelled."""
        while True:
            await self.news.wait()
            self.news.clear()
            await self.encryption.keep_up_or_later()
