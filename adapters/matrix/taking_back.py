"""Taking back what was said: each event that tells of something is redacted, with all its edits.

How far it has come is on the disk after each event, so whatever interrupts it, the rest is done the next time. What the
server does not let the bot redact is tried again then, and holds up nothing else. What stands in rooms that the bot is
not in any more stays.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from adapters.matrix.directs import Directs
from adapters.matrix.homeserver import Homeserver, RefusedError, SignedOutError
from adapters.matrix.lobby import Lobby
from adapters.matrix.notices import Notices, is_account
from adapters.matrix.rooms import Room
from adapters.matrix.sending import Sending
from adapters.matrix.settings import PLATFORM
from adapters.matrix.state import State
from adapters.matrix.told import Noted
from liaison_bot.chat import Account, Telling, TryLater, Unreachable, Where

log = logging.getLogger(__name__)

_TURN_SECONDS: Final = 60.0
"""The rest is done the next time: there are other places, and the core does not wait much longer for this one."""
_NOT_FOUND: Final = 404
_UNRECOGNIZED: Final = "M_UNRECOGNIZED"
"""The server knows no such question, which says nothing of the event."""
_OUT_OF_IT: Final = "the bot is not in this room"


class TakingBack:
    """Finds what was said of something, and redacts it."""

    def __init__(
        self,
        server: Homeserver,
        state: State,
        sending: Sending,
        notices: Notices,
        directs: Directs,
        rooms: dict[str, Room],
        lobby: Lobby,
        me: str,
    ) -> None:
        self._server = server
        self._state = state
        self._sending = sending
        self._notices = notices
        self._directs = directs
        self._rooms = rooms
        self._lobby = lobby
        self._me = me
        self._refused: dict[str, float] = {}
        """The events that the server did not let the bot redact, and when it last did not, by the monotonic clock."""

    def note(self, sync: Mapping[str, Any]) -> None:
        """Take in which events the bot's transactions have become: a crash may have come before the server's answer."""
        rooms = sync.get("rooms") or {}
        for room_id, room in [*(rooms.get("join") or {}).items(), *(rooms.get("leave") or {}).items()]:
            for event in (room.get("timeline") or {}).get("events") or ():
                cause = (event.get("unsigned") or {}).get("transaction_id")
                if isinstance(cause, str) and isinstance(event.get("event_id"), str):
                    self._state.told.end(cause, room_id, event["event_id"])

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """Redact what was said there; how many messages.

        Raises `TryLater` while something stands there that may still go: what is done by then counts the next time.
        Raises `Unreachable` for what stands in a room that the bot is not in any more, once all else is done.
        """
        if isinstance(to, Account):
            if not is_account(to):
                raise Unreachable("not an account on Matrix")
        elif to.platform != PLATFORM:
            raise Unreachable(_OUT_OF_IT)
        async with self._notices.turn(to):  # a card that is just being changed is changed first
            found = self._find(to, telling)
        if not found:
            await self._check(to)
        lost = await self._redact_all(found)
        count = self._state.told.settle(found)
        for one in lost:
            self._state.told.drop(one)
        if lost:
            raise Unreachable(_OUT_OF_IT if isinstance(to, Where) else "the bot is not in a room where it was told")
        return count

    def _find(self, to: Account | Where, telling: Telling) -> list[Noted]:
        """What was said of it there. From here on no card of it stands, and nothing can be chosen under it."""
        if isinstance(to, Account):
            theirs = {room.id for room in self._rooms.values() if to.user in room.members}
            self._state.told.adopt_cards(theirs, to.user, telling)
        else:
            self._state.told.adopt_cards({to.id}, "", telling)
        noted = self._state.told.find(to, telling)
        self._state.forget({one.event for one in noted if one.event})
        return noted

    async def _check(self, to: Account | Where) -> None:
        """There is such a place, where nothing was said. Raises `TryLater` and `Unreachable`."""
        if isinstance(to, Where):
            if to.id not in self._rooms:
                raise Unreachable(_OUT_OF_IT)
        elif self._directs.find(to.user) is None and not await self._directs.exists(to.user):
            raise Unreachable("the homeserver knows no such account")

    async def _redact_all(self, noted: Sequence[Noted]) -> list[Noted]:
        """Redact what earlier times have not; what stands in rooms that the bot is out of. Raises `TryLater`."""
        until = time.monotonic() + _TURN_SECONDS
        worked = stands = False
        lost = []
        # What was refused comes last, the longest ago first, so that it is in nobody's way where time runs out.
        for one in sorted(noted, key=lambda one: self._refused.get(one.event, 0.0)):
            room = self._rooms.get(one.room)
            if one.done:
                continue
            if not one.event:
                stands |= self._is_coming(one)
            elif room is None:
                lost.append(one)
            elif worked and time.monotonic() >= until:
                if one.event not in self._refused:
                    raise TryLater(timedelta())
                stands = True
                break
            else:
                worked = True
                stands |= not await self._redact(room, one)
        for room_id in {one.room for one in noted}:
            if room := self._rooms.get(room_id):
                await self._lobby.leave_deserted(room)
        if stands:
            raise TryLater
        return lost

    def _is_coming(self, one: Noted) -> bool:
        """Tell whether something that was begun to be said may still come; what will not is not noted any more."""
        if self._sending.is_saying(one.cause):
            return True
        log.info("room %s: something was begun to be said there, and never was as far as is known", one.room)
        self._state.told.drop(one)
        return False

    async def _redact(self, room: Room, one: Noted) -> bool:
        """Redact one event, its edits first: they are found by it. Whether it is gone. Raises `TryLater`."""
        try:
            for edit in () if one.part else await self._edits(room, one.event):
                await self._sending.redact(room, edit)
            await self._sending.redact(room, one.event)
        except SignedOutError:
            raise TryLater from None
        except RefusedError as no:
            if no.status != _NOT_FOUND:
                if one.event not in self._refused:
                    log.warning("room %s: event %s cannot be taken back now: %s", room.id, one.event, no)
                self._refused[one.event] = time.monotonic()
                return False
            self._state.told.drop(one)
        else:
            self._state.told.done(one)
        self._refused.pop(one.event, None)
        return True

    async def _edits(self, room: Room, event: str) -> list[str]:
        """The bot's edits of an event. Raises `TryLater`, and `RefusedError` where there is no such event."""
        edits: list[str] = []
        start = ""
        while True:
            try:
                page = await self._server.edits(room.id, event, start)
            except RefusedError as no:
                if no.code != _UNRECOGNIZED:
                    raise
                log.warning("room %s: the homeserver is too old to tell what edits there are of %s", room.id, event)
                return edits
            edits += [edit["event_id"] for edit in page.get("chunk") or () if edit.get("sender") == self._me]
            start = page.get("next_batch") or ""
            if not start:
                return edits
