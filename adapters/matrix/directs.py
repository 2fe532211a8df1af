"""The conversation that the bot has with one person alone: found where there is one, made where there is none.

Only an encrypted room of two will do. The bot makes it so that nobody can be brought in, and nothing be read by those
who come later. It is found again by the rooms' state and the account's own list when the adapter's memory is lost.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.rooms import Room, audience, has_outsiders
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.state import State
from liaison_bot.chat import Audience, TryLater, Unreachable

log = logging.getLogger(__name__)

_FRESH_SECONDS: Final = 3.0
_NOT_FOUND: Final = 404


class Directs:
    """Finds, makes and checks direct conversations."""

    def __init__(self, server: Homeserver, state: State, rooms: dict[str, Room], settings: MatrixSettings) -> None:
        self._server = server
        self._state = state
        self._rooms = rooms
        self._settings = settings
        self._me = settings.user_id
        self._listed: dict[str, list[str]] = {}
        self._asked: dict[str, float] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def learn(self, content: Mapping[str, Any]) -> None:
        """Take in the account's own list of direct conversations."""
        self._listed = {user: list(rooms) for user, rooms in content.items() if isinstance(rooms, list)}

    async def listed(self) -> Mapping[str, Any]:
        """The account's own list of direct conversations, as the server has it."""
        try:
            told: Mapping[str, Any] = await patiently(
                lambda: self._server.get("user", self._me, "account_data", "m.direct")
            )
        except RefusedError:  # there is none yet
            return {}
        return told

    def find(self, person: str) -> Room | None:
        """The conversation with somebody, as far as is known here: the one used last, or any that will do."""
        known = [self._state.direct(person), *self._listed.get(person, ())]
        others = [room for room in self._rooms.values() if room.other(self._me) == person]
        for room in [*(self._rooms.get(each) for each in known), *others]:
            if room and self._will_do(room, person):
                return room
        return None

    def use(self, room: Room) -> None:
        """Somebody writes to the bot here, so this is where the bot writes to them."""
        person = room.other(self._me)
        if person and self._will_do(room, person) and self._state.direct(person) != room.id:
            self._state.save_direct(person, room.id)

    async def place(self, person: str) -> Room:
        """The conversation with somebody, made where there is none. Raises `TryLater` and `Unreachable`."""
        async with self._locks[person]:
            found = self.find(person)
            if found:
                return found
            return await self._make(person)

    async def exists(self, person: str) -> bool:
        """Tell whether there is such an account, as far as its server says."""
        try:
            await self._server.get("profile", person)
        except RefusedError as no:
            return no.status != _NOT_FOUND
        return True

    async def refresh(self, room: Room) -> None:
        """See a room as the server has it now, not as it was told. Raises `TryLater`."""
        if time.monotonic() - self._asked.get(room.id, -_FRESH_SECONDS) < _FRESH_SECONDS:
            return
        try:
            room.renew(await self._server.get("rooms", room.id, "state"))
        except RefusedError as no:
            log.warning("room %s: its state cannot be read: %s", room.id, no)
            room.renew(())  # whoever reads it, the bot does not know
            return
        self._asked[room.id] = time.monotonic()

    def audience(self, room: Room) -> Audience:
        """Who can read a room."""
        return audience(room, self._me, self._settings.own_servers)

    def audience_as_room(self, room: Room) -> Audience:
        """Who can read what is said to a room, and not to a person: an outsider who is alone with the bot is one."""
        told = self.audience(room)
        if told is Audience.ONE_PERSON and has_outsiders(room, self._settings.own_servers):
            return Audience.OUTSIDERS
        return told

    def _will_do(self, room: Room, person: str) -> bool:
        return room.other(self._me) == person and self.audience(room) is Audience.ONE_PERSON

    async def _make(self, person: str) -> Room:
        """Make a conversation and invite them to it; where one was made and they could not be invited, to that one.

        Their homeserver has to sign the invitation. While it cannot, no further room is made.
        """
        if not await self.exists(person):
            raise Unreachable("the homeserver knows no such account")
        try:
            room = self._waiting(person) or await self._open(person)
            await self._invite(room, person)
        except RefusedError as no:
            raise Unreachable(f"no direct conversation can be made: {no.code}") from None
        await self._list(person, room.id)
        return room

    def _waiting(self, person: str) -> Room | None:
        """The conversation that was made for somebody who could not be invited yet."""
        room = self._rooms.get(self._state.direct(person))
        return room if room and room.present == {self._me} and person not in room.members else None

    async def _open(self, person: str) -> Room:
        initial = [
            {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}},
            {"type": "m.room.history_visibility", "state_key": "", "content": {"history_visibility": "invited"}},
            {"type": "m.room.guest_access", "state_key": "", "content": {"guest_access": "forbidden"}},
        ]
        body = {
            "preset": "private_chat",
            "initial_state": initial,
            "power_level_content_override": {"invite": 100, "state_default": 100},
        }
        made = await self._server.post("createRoom", body=body)
        self._state.save_direct(person, made["room_id"])
        return await self.take_in(made["room_id"])

    async def _invite(self, room: Room, person: str) -> None:
        """Invite somebody in such a way that their client shows a direct conversation."""
        body = {"membership": "invite", "is_direct": True}
        await self._server.put("rooms", room.id, "state", "m.room.member", person, body=body)
        await self.take_in(room.id)

    async def take_in(self, room_id: str) -> Room:
        """A room that the bot has just come into, as the server has it. Raises `TryLater` and `RefusedError`."""
        room = self._rooms.setdefault(room_id, Room(room_id))
        room.renew(await self._server.get("rooms", room_id, "state"))
        return room

    async def _list(self, person: str, room: str) -> None:
        """Put a conversation on the account's own list, by which it is found when all else is lost."""
        listed = {**self._listed, person: [room, *self._listed.get(person, ())]}
        try:
            await self._server.put("user", self._me, "account_data", "m.direct", body=listed)
        except (RefusedError, TryLater):
            log.warning("room %s: could not be listed as a direct conversation", room)
        self._listed = listed
