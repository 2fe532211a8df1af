"""Encryption, on nio's Olm machine: opening what others sealed for the bot, and sealing what it says for those present.

The machine keeps keys and sessions in a file of the store's folder. Which devices are written to and listened to is
not decided here (`Trusting`). A message counts as somebody's only when a device of theirs sealed it.
"""

import asyncio
import contextlib
import json
import logging
import secrets
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from nio import ToDeviceEvent
from nio.crypto import Olm, OlmDevice
from nio.event_builders import ToDeviceMessage
from nio.events import OlmEvent, RoomKeyEvent
from nio.store import SqliteStore

from adapters.matrix.device import Device, MatrixStartError
from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.keys.one_time_keys import OneTimeKeys
from adapters.matrix.keys.others import OthersDevices, Trusting
from adapters.matrix.keys.owed import OwedKeys
from adapters.matrix.rooms import Room
from adapters.matrix.settings import server_of
from liaison_bot.chat import TryLater

Json = dict[str, Any]
log = logging.getLogger(__name__)

DATABASE: Final = "keys.sqlite3"
MEGOLM: Final = "m.megolm.v1.aes-sha2"
_ENCRYPTED: Final = "m.room.encrypted"
_AT_ONCE: Final = 20
"""Devices that one request gives a room's key to."""
_OWED_SECONDS: Final = 15.0
"""So often is it looked whether a homeserver that was away can be asked again."""
_REPLAYS_REMEMBERED: Final = 50_000


@dataclass(frozen=True, slots=True)
class Opened:
    """An event, decrypted. `trusted`: it came from a device of its sender that is trusted."""

    event: Json
    trusted: bool


class NoKeyError(Exception):
    """The key to an event has not come. `session` is what it is waited for by."""

    def __init__(self, session: str) -> None:
        super().__init__("no key")
        self.session = session


class NotKnownError(Exception):
    """Whose device sealed an event cannot be told: its sender's homeserver does not answer."""


class Encryption:
    """The bot's end of every encrypted conversation."""

    def __init__(self, server: Homeserver, device: Device, store: Path, trusting: Trusting) -> None:
        self._server = server
        self._device = device
        self._trusting = trusting
        for library in ("nio", "peewee"):  # they log what they decrypt, and what they keep
            logging.getLogger(library).setLevel(logging.CRITICAL)
        (store / DATABASE).touch(0o600)  # before SQLite makes it, and what lies beside it, as open as other files
        files = SqliteStore(device.user_id, device.device_id, str(store), device.pickle_key, DATABASE)
        files.database.execute_sql("pragma journal_mode = wal")
        files.database.execute_sql("pragma synchronous = full")
        self._files = files
        self.olm = Olm(device.user_id, device.device_id, files)
        self.one_time_keys = OneTimeKeys(self.olm)
        self._news = asyncio.Event()
        self._others = OthersDevices(server, self.olm, trusting, self._news.set)
        self._owed = OwedKeys(files, device.pickle_key)
        self._keeping = asyncio.Lock()
        self._sealing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._opened: OrderedDict[tuple[str, int], str] = OrderedDict()
        self._requested: set[str] = set()
        self.arrived = asyncio.Event()
        """Set, and replaced, whenever a room's key has come."""

    @property
    def fingerprint(self) -> str:
        """The device's public signing key."""
        told: str = self.olm.account.identity_keys["ed25519"]
        return told

    def close(self) -> None:
        """Let the file go."""
        self._others.close()
        self._files.database.close()

    async def start(self) -> None:
        """See that the server knows this device by the keys that are here. Raises `MatrixStartError`."""
        me = self._device.user_id
        answer = await patiently(lambda: self._server.post("keys", "query", body={"device_keys": {me: []}}))
        self._trusting.learn(answer)
        own = answer.get("device_keys", {}).get(me, {}).get(self._device.device_id, {})
        there = own.get("keys", {}).get(f"ed25519:{self._device.device_id}")
        if there and there != self.fingerprint:
            raise MatrixStartError(
                f"matrix.store: the homeserver knows device {self._device.device_id} by other keys than those in "
                f"{DATABASE}; put the whole folder back from one backup, or move it away and sign in with the password"
            )
        if not there:
            self.olm.account.shared = False
        try:
            await patiently(self.keep_up)
        except RefusedError as no:
            raise MatrixStartError(f"matrix: the homeserver does not take the keys of the bot's device: {no}") from None

    def note(self, sync: Mapping[str, Any]) -> None:
        """Take in what a sync says about keys: counts, changed devices, messages to this device; all or nothing."""
        lists = sync.get("device_lists") or {}
        for user in (*(lists.get("changed") or ()), *(lists.get("left") or ())):
            self._others.doubt(user)
            self._others.came_from(user)
        self.one_time_keys.note(sync)
        events = (sync.get("to_device") or {}).get("events") or ()
        if events:
            with self._files.database.atomic():
                came = [self._receive(event) for event in events]
            if any(came):
                arrived, self.arrived = self.arrived, asyncio.Event()
                arrived.set()

    async def keep_up(self) -> None:
        """Do what the machine asks for: new one-time keys, new sessions where one broke, and what it wants to send."""
        async with self._keeping:
            if self.one_time_keys.due:
                body = self.one_time_keys.body()
                self.one_time_keys.uploaded(await self._server.post("keys", "upload", body=body))
            if self.olm.wedged_devices:
                await self._others.claim(list(self.olm.wedged_devices), anew=True)
            for message in list(self.olm.outgoing_to_device_messages):
                await self._tell(message)

    async def keep_up_or_later(self) -> None:
        """The same, where the server may be away: the next sync is another occasion."""
        try:
            await self.keep_up()
        except (TryLater, RefusedError) as no:
            log.info("the device's keys could not be looked after now: %s", no)

    async def keep_promises(self) -> None:
        """Give what is owed to those whose homeserver answers again, until cancelled."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_OWED_SECONDS):
                    await self._news.wait()
            self._news.clear()
            await self.settle()

    async def settle(self) -> None:
        """Give what is owed, as far as it can be now; each homeserver for itself."""
        owing: defaultdict[str, list[str]] = defaultdict(list)
        for user in self._owed.users:
            owing[server_of(user)].append(user)
        calls = [self._settle(server, users) for server, users in owing.items() if self._others.is_due(server)]
        for no in await asyncio.gather(*calls, return_exceptions=True):
            if isinstance(no, TryLater | RefusedError):
                log.info("what is owed could not be given now: %s", no)
            elif isinstance(no, BaseException):
                raise no

    async def open(self, room: str, event: Mapping[str, Any]) -> Opened | None:
        """Decrypt an event; None where it can never be.

        Raises `NoKeyError` where its key may still come, `NotKnownError` where it is not known whose device it is from.
        """
        content = event["content"]
        session_id, sender = content.get("session_id"), event.get("sender")
        if content.get("algorithm") != MEGOLM or not isinstance(session_id, str) or not isinstance(sender, str):
            return None
        self._others.came_from(sender)
        session = self._session(room, session_id, content.get("sender_key"))
        if session is None:
            raise NoKeyError(session_id)
        try:
            text, index = session.decrypt(content.get("ciphertext"))
            inner = json.loads(text)
        except Exception as wrong:  # noqa: BLE001 - the library's errors have no common kind; none of them can be mended
            log.warning("event %r: cannot be decrypted: %s", event.get("event_id"), type(wrong).__name__)
            return None
        if not self._is_first((session_id, index), str(event.get("event_id"))):
            return None
        if not isinstance(inner, dict) or inner.get("room_id") != room or not isinstance(inner.get("content"), dict):
            return None
        if "m.relates_to" in content:
            inner["content"].setdefault("m.relates_to", content["m.relates_to"])
        trusted = await self._trusted(sender, session)
        return Opened({**event, "type": inner.get("type"), "content": inner["content"]}, trusted)

    async def ask_for_key(self, room: str, event: Mapping[str, Any]) -> None:
        """Ask the device that sealed an event for its key, once."""
        content, session = event["content"], event["content"]["session_id"]
        if session in self._requested:
            return
        self._requested.add(session)
        body = {
            "action": "request",
            "request_id": secrets.token_hex(16),
            "requesting_device_id": self._device.device_id,
            "body": {
                "algorithm": MEGOLM,
                "room_id": room,
                "session_id": session,
                "sender_key": content.get("sender_key") or "",
            },
        }
        device = content.get("device_id") if isinstance(content.get("device_id"), str) else "*"
        messages = {"messages": {event["sender"]: {device: body}}}
        try:
            await self._server.put("sendToDevice", "m.room_key_request", secrets.token_hex(16), body=messages)
        except TryLater:
            self._requested.discard(session)  # nobody was asked
            raise

    async def seal(self, room: Room, kind: str, content: Mapping[str, Any]) -> Json:
        """Encrypt an event for everybody who is in a room now, giving the key to whoever has not got it yet."""
        async with self._sealing[room.id]:
            await self._share(room)
            sealed: Json = self.olm.group_encrypt(room.id, {"type": kind, "content": dict(content)})
        if "m.relates_to" in content:
            sealed["m.relates_to"] = content["m.relates_to"]
        return sealed

    def forget_room(self, room: str) -> None:
        """The bot has left a room: what it may say there one day is sealed with another key."""
        self.olm.outbound_group_sessions.pop(room, None)

    def _receive(self, event: Any) -> bool:
        """Take in one message to this device; whether it was a room's key. Verification is not the machine's matter."""
        if not isinstance(event, dict) or event.get("type") != _ENCRYPTED:
            return False
        try:
            parsed = ToDeviceEvent.parse_event(event)
            found = self.olm.handle_to_device_event(parsed) if isinstance(parsed, OlmEvent) else None
        except Exception as wrong:  # noqa: BLE001 - whoever sends nonsense must not stop what others sent
            log.warning("a message to this device could not be read: %s", type(wrong).__name__)
            return False
        return isinstance(found, RoomKeyEvent)

    def _session(self, room: str, session: str, sender_key: object) -> Any:
        """The key to a room's events. Newer clients leave out whose it is."""
        by_sender = self.olm.inbound_group_store[room]
        if isinstance(sender_key, str) and sender_key in by_sender and session in by_sender[sender_key]:
            return by_sender[sender_key][session]
        found = [sessions[session] for sessions in by_sender.values() if session in sessions]
        return found[0] if len(found) == 1 else None

    def _is_first(self, index: tuple[str, int], event: str) -> bool:
        """Tell a message from the same message played again under another id."""
        known = self._opened.setdefault(index, event)
        if len(self._opened) > _REPLAYS_REMEMBERED:
            self._opened.popitem(last=False)
        return known == event

    async def _trusted(self, sender: str, session: Any) -> bool:
        """Tell whether a trusted device of the sender made this session: the server alone says who sent an event.

        Raises `NotKnownError` where the sender's devices cannot be asked for now.
        """
        device = self.olm.device_store.device_from_sender_key(sender, session.sender_key)
        if device is None or not self._others.knows(sender):
            if device is None:
                self._others.doubt(sender)
            await self._others.know([sender], ask_the_away=True)
            device = self.olm.device_store.device_from_sender_key(sender, session.sender_key)
        good = device is not None and device.ed25519 == session.ed25519 and self._trusting.trusts(device)
        if not good and not self._others.knows(sender):
            raise NotKnownError
        return good

    async def _share(self, room: Room) -> None:
        """See that those who are in the room now have the key to what is said next, and nobody else.

        Whose homeserver does not answer is owed it.
        """
        users = sorted(user for user in room.present if room.history != "joined" or room.joined(user))
        await self._others.know(users)
        devices = self._devices(users)
        session = self.olm.outbound_group_sessions.get(room.id)
        if session is None or session.expired or session.users_shared_with - devices.keys():
            self.olm.create_outbound_group_session(room.id)
            session = self.olm.outbound_group_sessions[room.id]
            _limit(session, room.encryption)
        new = [device for key, device in devices.items() if key not in session.users_shared_with]
        await self._others.claim(new)
        self._owed.gone(room.id, frozenset(users))
        unknown = [(user, "") for user in users if self._others.is_away(user) and not self._others.knows(user)]
        unreached = [(device.user_id, device.id) for device in new if not self._others.reaches(device)]
        self._owed.add(room.id, session, unknown + unreached)
        current = []
        for device in new:
            earlier = self._owed.key(session.id, device.user_id, device.id)
            if not earlier:
                current.append(device)
            elif self._others.reaches(device):
                await self._give([device], room.id, session.id, earlier)
        await self._give(current, room.id, session.id, session.session_key)
        session.shared = True

    def _devices(self, users: Iterable[str]) -> dict[tuple[str, str], OlmDevice]:
        """All trusted devices of these people, as far as they are known, but this one."""
        own = (self._device.user_id, self._device.device_id)
        return {
            (user, device.id): device
            for user in users
            for device in self.olm.device_store.active_user_devices(user)
            if (user, device.id) != own and self._trusting.trusts(device)
        }

    async def _give(self, devices: Sequence[OlmDevice], room: str, session_id: str, key: str) -> None:
        """Give devices that are reached the key to a room's messages."""
        content = {"algorithm": MEGOLM, "room_id": room, "session_id": session_id, "session_key": key}
        for at in range(0, len(devices), _AT_ONCE):
            some = devices[at : at + _AT_ONCE]
            messages: defaultdict[str, Json] = defaultdict(dict)
            with self._files.database.atomic():
                for device in some:
                    olm_session = self.olm.session_store.get(device.curve25519)
                    sealed = self.olm._olm_encrypt(olm_session, device, "m.room_key", content)  # noqa: SLF001 - no other door
                    messages[device.user_id][device.id] = sealed
            await self._server.put("sendToDevice", _ENCRYPTED, secrets.token_hex(16), body={"messages": messages})
            session = self.olm.outbound_group_sessions.get(room)
            if session is not None and session.id == session_id:
                session.users_shared_with.update((device.user_id, device.id) for device in some)

    async def _settle(self, server: str, users: Sequence[str]) -> None:
        """Give the people of one homeserver what they are owed, if it answers."""
        await self._others.ask(server, users)
        known = [user for user in users if self._others.knows(user)]
        devices = list(self._devices(known).values())
        await self._others.begin(server, devices)
        for user in known:
            for owed in self._owed.of(user):
                meant = [device for device in devices if device.user_id == user and owed.device in {"", device.id}]
                reached = [device for device in meant if self._others.reaches(device)]
                await self._give(reached, owed.room, owed.session, owed.key)
                self._owed.settled(owed, still=[device.id for device in meant if device not in reached])

    async def _tell(self, message: ToDeviceMessage) -> None:
        await self._server.put("sendToDevice", message.type, secrets.token_hex(16), body=message.as_dict())
        self.olm._mark_to_device_message_as_sent(message)  # noqa: SLF001 - its public door wants a response object


def _limit(session: Any, encryption: Mapping[str, Any]) -> None:
    """A room may ask for its key to be replaced sooner than is usual; never later."""
    messages, age = encryption.get("rotation_period_msgs"), encryption.get("rotation_period_ms")
    if isinstance(messages, int) and messages > 0:
        session.max_messages = min(session.max_messages, messages)
    if isinstance(age, int) and age > 0:
        session.max_age = min(session.max_age, timedelta(milliseconds=age))
