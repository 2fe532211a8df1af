"""Coming into rooms and leaving them: invitations, upgrades, and rooms that everybody else has left."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from adapters.matrix.directs import Directs
from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.rooms import Room
from adapters.matrix.settings import MatrixSettings, server_of
from adapters.matrix.state import State

Json = dict[str, Any]
Moved = Callable[[str, str], Awaitable[None]]
"""Told that a room goes on as another, by their ids, once both have said so."""
log = logging.getLogger(__name__)

_MEMBER: Final = "m.room.member"
_FORBIDDEN: Final = "M_FORBIDDEN"
JOIN_SECONDS: Final = 600.0
"""A room that no homeserver answers for is given up after this: until then the reading position cannot pass it."""
_JOIN_AGAIN_SECONDS: Final = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)


class Lobby:
    """Decides which rooms the bot is in."""

    def __init__(
        self,
        server: Homeserver,
        state: State,
        rooms: dict[str, Room],
        directs: Directs,
        settings: MatrixSettings,
        moved: Moved,
    ) -> None:
        self._server = server
        self._state = state
        self._rooms = rooms
        self._directs = directs
        self._settings = settings
        self._moved = moved

    async def invited(self, room: str, state: list[Json]) -> None:
        """Follow an invitation from somebody who may invite, and decline any other."""
        me = self._settings.user_id
        own = next((event for event in state if event.get("type") == _MEMBER and event.get("state_key") == me), {})
        inviter = own.get("sender")
        awaited = self._state.predecessor(room)
        allowed = isinstance(inviter, str) and (bool(awaited) or self._settings.may_invite(inviter))
        full = sum(not one.deserted(me) for one in self._rooms.values()) >= self._settings.most_rooms
        if not allowed or full:
            log.info(
                "room %s: invitation declined: %s", room, "too many rooms" if full else "not from somebody who may"
            )
            await self._leave(room)
            return
        try:
            async with asyncio.timeout(JOIN_SECONDS):
                await self._join(room)
                await patiently(lambda: self._directs.take_in(room))
        except RefusedError as no:
            log.warning("room %s: could not be joined: %s", room, no)
        except TimeoutError:
            log.warning("room %s: could not be joined: its homeserver does not answer; invite the bot again", room)
            await self._leave(room)
        else:
            await self._settle_move(room)

    async def _join(self, room: str) -> None:
        """Follow an invitation. One from another homeserver can be here before that one goes by it itself."""
        for pause in (*_JOIN_AGAIN_SECONDS, None):
            try:
                await patiently(lambda: self._server.post("rooms", room, "join", body={}))
            except RefusedError as no:
                if no.code != _FORBIDDEN or pause is None:
                    raise
                log.info("room %s: its homeserver does not know of the invitation yet", room)
                await asyncio.sleep(pause)
            else:
                return

    async def changed(self, room: Room) -> None:
        """Follow a room to its successor; leave one that nobody else is in."""
        if room.successor and room.successor not in self._rooms:
            await self._follow(room)
        elif room.successor:
            self._state.save_successor(room.successor, room.id)
            await self._settle_move(room.successor)
        else:
            await self.leave_deserted(room)

    async def leave_deserted(self, room: Room) -> None:
        """Leave a room that nobody else is in, once nothing stands there that only the bot can take back."""
        if room.deserted(self._settings.user_id) and not self._state.told.stands_in(room.id):
            await self._leave(room.id)

    async def _follow(self, room: Room) -> None:
        """Go to the room that this one names. It may still have to invite the bot: that is waited for."""
        new, via = room.successor, _through(room, self._settings.user_id)
        self._state.save_successor(new, room.id)
        query = {"via": via, "server_name": via} if via else None
        try:
            async with asyncio.timeout(JOIN_SECONDS):
                await patiently(lambda: self._server.post("join", new, body={}, query=query))
                await patiently(lambda: self._directs.take_in(new))
        except (RefusedError, TimeoutError) as no:
            told = str(no) or "no homeserver answers for it; invite the bot there"
            log.info("room %s: its successor %s does not let the bot in yet: %s", room.id, new, told)
        else:
            await self._settle_move(new)

    async def _settle_move(self, new: str) -> None:
        """Where a room continues another, and both say so, it takes its place."""
        old, room = self._state.predecessor(new), self._rooms.get(new)
        if not old or room is None:
            return
        if room.predecessor == old:
            self._state.move_room(old, new)
            await self._moved(old, new)
        else:
            log.warning("room %s: names %s as its successor, which does not say so", old, new)
        self._state.followed(new)
        await self._leave(old)

    async def left(self, room: str) -> None:
        """Have the server forget a room that the bot is out of: only now, since a forgotten one is not told of."""
        try:
            await patiently(lambda: self._server.post("rooms", room, "forget", body={}))
        except RefusedError as no:
            log.info("room %s: not forgotten: %s", room, no)

    async def _leave(self, room: str) -> None:
        self._rooms.pop(room, None)  # nothing is said there, and nobody's presence counts, from here on
        try:
            await patiently(lambda: self._server.post("rooms", room, "leave", body={}))
        except RefusedError as no:
            log.info("room %s: could not be left: %s", room, no)


def _through(room: Room, me: str) -> list[str]:
    """The homeservers that may be in a room's successor: first that of whoever made it, which surely is."""
    others = {server_of(user) for user in room.present} - {server_of(me)}
    return sorted(others, key=lambda server: (server != server_of(room.succeeded_by), server))
