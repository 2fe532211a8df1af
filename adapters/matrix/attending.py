"""Requests to compare emoji while the bot runs: for the operator's command, or told that nobody is there.

Nobody sits before a service, so it verifies nothing by itself. What verifies is `keys`' matter; here is who gets it.
"""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from typing import Any, Final

from adapters.matrix.directs import Directs
from adapters.matrix.encryption import Encryption
from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.keys.relay import Relay
from adapters.matrix.keys.verification import KIND, Asked, is_verification
from adapters.matrix.render import content as rendered
from adapters.matrix.rooms import Room
from adapters.matrix.sending import Sending, transaction
from adapters.matrix.settings import PLATFORM, account_of
from liaison_bot.chat import Core, Message, NotTaken, Reason, Unreachable, Where
from liaison_bot.clock import Clock

Json = dict[str, Any]
log = logging.getLogger(__name__)

_UNATTENDED: Final[Json] = {"code": "m.user", "reason": "The operator is not there now"}


class Speaking:
    """What the running bot does for the operator's command; see `keys.line.Speaker`."""

    def __init__(self, rooms: dict[str, Room], directs: Directs, sending: Sending, encryption: Encryption) -> None:
        self._rooms = rooms
        self._directs = directs
        self._sending = sending
        self._encryption = encryption

    async def room_with(self, user: str) -> str:
        """The conversation with somebody, made where there is none; empty where none can be made."""
        try:
            return (await self._directs.place(user)).id
        except Unreachable:
            return ""

    async def say(self, room: str, kind: str, content: Json) -> str:
        """Say something in a room; its event. Raises `RefusedError`."""
        return await self._sending.say(self._rooms[room], kind, content, secrets.token_hex(16))

    async def proven(self, user: str, device: str, key: str) -> None:
        """Something was proven of somebody: it counts from now on."""
        await self._encryption.proven(user, device, key)
        log.info("%s was verified by the operator", user)

    async def is_away(self, core: Core, person: str, request: str) -> None:
        """Tell somebody that nobody compares now; only where there is a conversation: strangers are given none."""
        room = self._directs.find(person)
        if room is None:
            return
        told = await core.handle(
            NotTaken(
                id=f"verification {request}",
                account=account_of(person),
                where=Where(PLATFORM, room.id),
                audience=self._directs.audience(room),
                why=Reason.UNATTENDED,
            )
        )
        if isinstance(told, Message):
            await self._sending.answer(room, rendered(told), transaction("answer", request))


class Attending:
    """Takes what is heard of verifications."""

    def __init__(self, core: Core, server: Homeserver, relay: Relay, speaking: Speaking, me: str, clock: Clock) -> None:
        self._core = core
        self._server = server
        self._relay = relay
        self._speaking = speaking
        self._me = me
        self._clock = clock
        self._since = clock()
        self._came: asyncio.Queue[Json] = asyncio.Queue()

    def note(self, sync: Mapping[str, Any]) -> None:
        """Take in what came to the device."""
        for event in (sync.get("to_device") or {}).get("events") or ():
            if isinstance(event, dict) and is_verification(event):
                self._came.put_nowait(event)

    async def run(self) -> None:
        """Handle what came to the device, in order, until cancelled."""
        while True:
            await self.heard(await self._came.get(), "")

    async def heard(self, event: Json, room: str) -> None:
        """Handle an event of a verification, as it was before it was encrypted."""
        if self._relay.hear(event, room):
            return
        asked = Asked.read(event, room, self._me)
        if asked is None or not asked.is_fresh(self._clock()):
            return
        if room and asked.at < self._since:  # the operator's command may have taken it while the bot did not run
            return
        log.warning("%s asks to compare emoji: agree on a time, and run `liaison-bot matrix-verify` then", asked.sender)
        cancelled = _UNATTENDED | asked.flow.mark()
        try:
            if room:
                await self._speaking.say(room, f"{KIND}cancel", cancelled)
            else:
                body = {"messages": {asked.sender: {asked.content.get("from_device") or "*": cancelled}}}
                name = transaction("unattended", asked.sender, asked.flow.id)
                await patiently(lambda: self._server.put("sendToDevice", f"{KIND}cancel", name, body=body))
            await self._speaking.is_away(self._core, asked.sender, asked.flow.id)
        except RefusedError as no:
            log.info("a request for verification could not be answered: %s", no)
