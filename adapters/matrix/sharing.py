"""Who has the key to what the bot says in a room: whoever is there with a device that is trusted, and nobody else.

Whoever is there without one is told that they do not get it, so that their client can say why it shows nothing. Whose
homeserver does not answer is owed it.
"""

import logging
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from nio.crypto import OlmDevice
from nio.store import SqliteStore

from adapters.matrix.homeserver import Homeserver, RefusedError
from adapters.matrix.keys.others import OthersDevices, Trusting
from adapters.matrix.keys.owed import OwedKeys
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


@dataclass(slots=True)
class _Kept:
    """Who got the key to what the bot says in a room now, as what; and who was told that they do not."""

    given: dict[DeviceId, Json] = field(default_factory=dict)
    told: set[DeviceId] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Share:
    """What is to be done before something can be said: a key, who has not got it yet, and who does not get it."""

    users: Sequence[str]
    session: Any
    content: Json
    new: Sequence[OlmDevice]
    refused: frozenset[DeviceId]


class Sharing:
    """The keys to what the bot says. `trusting` decides which devices get them."""

    def __init__(
        self,
        server: Homeserver,
        machine: Machine,
        files: SqliteStore,
        trusting: Trusting,
        others: OthersDevices,
        owed: OwedKeys,
    ) -> None:
        self._server = server
        self._machine = machine
        self._files = files
        self._trusting = trusting
        self._others = others
        self._owed = owed
        self._kept: dict[str, _Kept] = {}

    def of(self, room: Room, users: Sequence[str], *, to_compare: bool = False) -> Share:
        """See who of these people gets the key. It is a new one where somebody has it who should not read on.

        `to_compare`: what is said next compares emoji, and goes to those too who are trusted only once that is done.
        """
        there = self._there(users)
        may_read = self._trusting.may_compare if to_compare else self._trusting.trusts
        trusted = {key: device for key, device in there.items() if may_read(device)}
        session = self._machine.outbound_group_sessions.get(room.id)
        if session is None or session.expired or session.users_shared_with - trusted.keys():
            self._machine.create_outbound_group_session(room.id)
            session = self._machine.outbound_group_sessions[room.id]
            self._kept[room.id] = _Kept()
            _limit(session, room.encryption)
        content = _content(room.id, session.id, session.session_key)
        new = [device for key, device in trusted.items() if key not in session.users_shared_with]
        return Share(users, session, content, new, frozenset(there.keys() - trusted.keys() - self._kept[room.id].told))

    async def give(self, share: Share) -> None:
        """Give the key to those who have not got it, where there is a session with them; tell the others."""
        room, session = share.content["room_id"], share.session
        reached = [device for device in share.new if self._others.reaches(device)]
        unknown = [(user, "") for user in share.users if self._others.is_away(user) and not self._others.knows(user)]
        unreached = [(device.user_id, device.id) for device in share.new if device not in reached]
        self._owed.gone(room, frozenset(share.users))
        self._owed.add(room, session, unknown + unreached)
        current = []
        for device in reached:
            earlier = self._owed.key(session.id, device.user_id, device.id)
            if earlier:
                await self._hand([device], share.content | {"session_key": earlier})
            else:
                current.append(device)
        await self._hand(current, share.content)
        session.shared = True
        if share.refused:
            await self._withhold(share)

    async def settle(self, server: str, users: Sequence[str]) -> None:
        """Give the people of one homeserver what they are owed, if it answers."""
        await self._others.ask(server, users)
        known = [user for user in users if self._others.knows(user)]
        devices = [device for device in self._there(known).values() if self._trusting.trusts(device)]
        await self._others.begin(server, devices)
        for user in known:
            for owed in self._owed.of(user):
                meant = [device for device in devices if device.user_id == user and owed.device in {"", device.id}]
                reached = [device for device in meant if self._others.reaches(device)]
                await self._hand(reached, _content(owed.room, owed.session, owed.key))
                self._owed.settled(owed, still=[device.id for device in meant if device not in reached])

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

    def _there(self, users: Sequence[str]) -> dict[DeviceId, OlmDevice]:
        """All devices of these people, as far as they are known, but the bot's own."""
        store = self._machine.device_store
        there = {(user, device.id): device for user in users for device in store.active_user_devices(user)}
        there.pop((self._machine.user_id, self._machine.device_id), None)
        return there

    async def _hand(self, devices: Sequence[OlmDevice], content: Json) -> None:
        """Give devices that are reached a key, and remember it of the key that is in use."""
        room = content["room_id"]
        for at in range(0, len(devices), _AT_ONCE):
            some = devices[at : at + _AT_ONCE]
            await self._give(some, content)
            given = [(device.user_id, device.id) for device in some]
            session, kept = self._machine.outbound_group_sessions.get(room), self._kept.get(room)
            if session is not None and kept and session.id == content["session_id"]:  # else it was left, or replaced
                session.users_shared_with.update(given)
                kept.given.update(dict.fromkeys(given, content))

    async def _give(self, devices: Sequence[OlmDevice], content: Json) -> None:
        messages: defaultdict[str, Json] = defaultdict(dict)
        with self._files.database.atomic():
            for device in devices:
                session = self._machine.session_store.get(device.curve25519)
                sealed = self._machine._olm_encrypt(session, device, "m.room_key", content)  # noqa: SLF001 - no other door
                messages[device.user_id][device.id] = sealed
        await self._server.put("sendToDevice", "m.room.encrypted", secrets.token_hex(16), body={"messages": messages})

    async def _withhold(self, share: Share) -> None:
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
            kept = self._kept.get(share.content["room_id"])  # the room may have been left meanwhile
            if kept:
                kept.told |= share.refused


def _content(room: str, session: str, key: str) -> Json:
    return {"algorithm": MEGOLM, "room_id": room, "session_id": session, "session_key": key}


def _limit(session: Any, encryption: Mapping[str, Any]) -> None:
    """A room may ask for its key to be replaced sooner than is usual; never later."""
    messages, age = encryption.get("rotation_period_msgs"), encryption.get("rotation_period_ms")
    if isinstance(messages, int) and messages > 0:
        session.max_messages = min(session.max_messages, messages)
    if isinstance(age, int) and age > 0:
        session.max_age = min(session.max_age, timedelta(milliseconds=age))
