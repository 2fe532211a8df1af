"""A verification with the store to itself: it reads the stream, and opens and seals with the device's own keys."""

import logging
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from json import dumps
from typing import Any, Final

from adapters.matrix.device import Device
from adapters.matrix.encryption import Encryption, NoKeyError
from adapters.matrix.homeserver import Homeserver, patiently
from adapters.matrix.keys.line import Heard, Json
from adapters.matrix.rooms import Room

_NOTHING: Final[Json] = {"types": []}
_FEW: Final[Json] = {"room": {"timeline": {"limit": 50}, "ephemeral": _NOTHING, "account_data": _NOTHING}}
_SYNC_MS: Final = 10_000
log = logging.getLogger(__name__)


def unheard_of(wanted: Mapping[str, Any]) -> str:
    """A filter never used before: with the same one, Synapse answers a first sync from its memory for minutes."""
    unheard = {"not_types": [secrets.token_hex(8)]}
    return dumps({**wanted, "presence": _NOTHING, "account_data": {**_NOTHING, **unheard}}, separators=(",", ":"))


class Alone:
    """A `Line` of one's own, while no bot runs."""

    def __init__(self, server: Homeserver, device: Device, encryption: Encryption) -> None:
        self.device = replace(device, fingerprint=encryption.fingerprint)
        self._server = server
        self._encryption = encryption
        self._rooms: dict[str, Room] = {}

    async def heard(self) -> AsyncIterator[Sequence[Heard]]:
        """What each sync brings."""
        since: dict[str, str] = {}
        few = unheard_of(_FEW)
        while True:
            query = {"filter": few, "timeout": str(_SYNC_MS) if since else "0", **since}
            sync = await patiently(lambda query=query: self._server.get("sync", query=query))  # type: ignore[misc]
            self._encryption.note(sync)
            await self._encryption.keep_up()
            yield [(event, "") for event in _to_device(sync)] + await self._said_in_rooms(sync)
            since = {"since": str(sync["next_batch"])}

    async def room_with(self, user: str) -> str:
        """Any room of two."""
        return next((room.id for room in self._rooms.values() if room.other(self.device.user_id) == user), "")

    async def say(self, room: str, kind: str, content: Json) -> str:
        """Say it under a new transaction id."""
        name, known = secrets.token_hex(16), self._rooms[room]
        if known.encrypted:
            content, kind = await self._encryption.seal(known, kind, content), "m.room.encrypted"
        told = await patiently(lambda: self._server.put("rooms", room, "send", kind, name, body=content))
        return str(told["event_id"])

    async def proven(self, user: str, device: str, key: str) -> None:
        """Keep it in the store, where that is the place."""
        await self._encryption.proven(user, device, key)

    async def _said_in_rooms(self, sync: Mapping[str, Any]) -> list[Heard]:
        said: list[Heard] = []
        for room_id, told in ((sync.get("rooms") or {}).get("join") or {}).items():
            room = self._rooms.setdefault(room_id, Room(room_id))
            for event in (told.get("state") or {}).get("events") or ():
                room.apply(event)
            for event in (told.get("timeline") or {}).get("events") or ():
                if "state_key" in event:
                    room.apply(event)
                elif event.get("sender") != self.device.user_id:
                    plain = await self._plain(room_id, event)
                    said += [(plain, room_id)] if plain else []
        return said

    async def _plain(self, room_id: str, event: Json) -> Json | None:
        """An event as it was before it was encrypted; None where it cannot be read."""
        if event.get("type") != "m.room.encrypted":
            return event
        try:
            opened = await self._encryption.open(room_id, event)
        except NoKeyError:
            log.info("event %r: its key has not come", event.get("event_id"))
            return None
        return opened.event if opened else None


def _to_device(sync: Mapping[str, Any]) -> list[Json]:
    return [event for event in (sync.get("to_device") or {}).get("events") or () if isinstance(event, dict)]
