"""Who has the key to what the bot says in a room: whoever is there with a device that is trusted, and nobody else.

Whoever is there without one is told that they do not get it, so that their client can say why it shows nothing.
"""

import logging
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, Protocol

from nio.crypto import OlmDevice
from nio.store import SqliteStore

from adapters.matrix.homeserver import Homeserver, RefusedError
from adapters.matrix.machine import MEGOLM, Machine
from adapters.matrix.rooms import Room
from liaison_bot.chat import TryLater

Json = dict[str, Any]
DeviceId = tuple[str, str]
"""Whose device, and its id."""
log = logging.getLogger(__name__)

WITHHELD: Final = "m.room_key.withheld"
_AT_ONCE: Final = 20
"""Devices that one request gives a room's key to."""


class Trusting(Protocol):
    """Decides which devices are somebody's own."""

    def learn(self, answer: Mapping[str, Any]) -> None:
        """Take in an answer to `/keys/query`: devices, and who signed them."""
        ...

    def trusts(self, device: OlmDevice) -> bool:
        """Tell whether this device is written to and listened to."""
        ...

    def may_compare(self, device: OlmDevice) -> bool:
        """Tell whether this device is written to for comparing emoji, by which it may come to be trusted."""
        ...


@dataclass(slots=True)
class _Kept:
    """Who got the key to what the bot says in a room now, as what; and who was told that they do not."""

    given: dict[DeviceId, Json] = field(default_factory=dict)
    told: set[DeviceId] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Share:
    """What is to be done before something can be said: a key, who has not got it yet, and who does not get it."""

    session: Any
    content: Json
    new: Sequence[OlmDevice]
    refused: frozenset[DeviceId]


class Sharing:
    """The keys to what the bot says. `trusting` decides which devices get them."""

    def __init__(self, server: Homeserver, me: str, machine: Machine, files: SqliteStore, trusting: Trusting) -> None:
        self._server = server
        self._me = me
        self._machine = machine
        self._files = files
        self._trusting = trusting
        self._kept: dict[str, _Kept] = {}

    def of(self, room: Room, users: Sequence[str], *, to_compare: bool = False) -> Share:
        """See who of these people gets the key. It is a new one where somebody has it who should not read on.

        `to_compare`: what is said next compares emoji, and goes to those too who are trusted only once that is done.
        """
        store, own = self._machine.device_store, (self._me, self._machine.device_id)
        there = {(user, device.id): device for user in users for device in store.active_user_devices(user)}
        there.pop(own, None)
        may_read = self._trusting.may_compare if to_compare else self._trusting.trusts
        trusted = {key: device for key, device in there.items() if may_read(device)}
        session = self._machine.outbound_group_sessions.get(room.id)
        if session is None or session.expired or session.users_shared_with - trusted.keys():
            self._machine.create_outbound_group_session(room.id)
            session = self._machine.outbound_group_sessions[room.id]
            self._kept[room.id] = _Kept()
            _limit(session, room.encryption)
        content = {
            "algorithm": MEGOLM,
            "room_id": room.id,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        new = [device for key, device in trusted.items() if key not in session.users_shared_with]
        return Share(session, content, new, frozenset(there.keys() - trusted.keys() - self._kept[room.id].told))

    async def give(self, share: Share) -> None:
        """Give the key to those who have not got it, where there is a session with them; tell the others."""
        kept = self._kept.get(share.content["room_id"]) or _Kept()  # the room may have been left meanwhile
        reached = [device for device in share.new if self._machine.session_store.get(device.curve25519)]
        for at in range(0, len(reached), _AT_ONCE):
            await self._give(reached[at : at + _AT_ONCE], share.content)
            given = [(device.user_id, device.id) for device in reached[at : at + _AT_ONCE]]
            share.session.users_shared_with.update(given)
            kept.given.update(dict.fromkeys(given, share.content))
        share.session.shared = True
        if share.refused:
            await self._withhold(share, kept)

    async def again(self, user: str, name: str) -> None:
        """Give a device what it was given over a session that broke: over the new one, and as it was."""
        device = self._machine.device_store[user].get(name)
        if device is None or not self._trusting.trusts(device):
            return
        for content in [kept.given[user, name] for kept in self._kept.values() if (user, name) in kept.given]:
            await self._give([device], content)

    def forget_room(self, room: str) -> None:
        """What is said there one day is sealed with another key."""
        self._machine.outbound_group_sessions.pop(room, None)
        self._kept.pop(room, None)

    async def _give(self, devices: Sequence[OlmDevice], content: Json) -> None:
        messages: defaultdict[str, Json] = defaultdict(dict)
        with self._files.database.atomic():
            for device in devices:
                session = self._machine.session_store.get(device.curve25519)
                sealed = self._machine._olm_encrypt(session, device, "m.room_key", content)  # noqa: SLF001 - no other door
                messages[device.user_id][device.id] = sealed
        await self._server.put("sendToDevice", "m.room.encrypted", secrets.token_hex(16), body={"messages": messages})

    async def _withhold(self, share: Share, kept: _Kept) -> None:
        content = {part: share.content[part] for part in ("algorithm", "room_id", "session_id")} | {
            "sender_key": self._machine.account.identity_keys["curve25519"],
            "code": "m.unverified",
            "reason": "This device is not signed by its owner, or its owner is not verified",
        }
        messages: defaultdict[str, Json] = defaultdict(dict)
        for user, name in share.refused:
            messages[user][name] = content
        try:
            await self._server.put("sendToDevice", WITHHELD, secrets.token_hex(16), body={"messages": messages})
        except (TryLater, RefusedError) as no:  # what is said to those who do get it does not wait for this
            log.info("room %s: those who get no key could not be told: %s", share.content["room_id"], no)
        else:
            kept.told |= share.refused


def _limit(session: Any, encryption: Mapping[str, Any]) -> None:
    """A room may ask for its key to be replaced sooner than is usual; never later."""
    messages, age = encryption.get("rotation_period_msgs"), encryption.get("rotation_period_ms")
    if isinstance(messages, int) and messages > 0:
        session.max_messages = min(session.max_messages, messages)
    if isinstance(age, int) and age > 0:
        session.max_age = min(session.max_age, timedelta(milliseconds=age))
