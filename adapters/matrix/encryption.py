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
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nio.event_builders import ToDeviceMessage
from nio.events import DummyEvent, OlmEvent, RoomKeyEvent, ToDeviceEvent
from nio.store import SqliteStore

from adapters.matrix.device import Device, MatrixStartError
from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.keys.one_time_keys import OneTimeKeys
from adapters.matrix.keys.others import OthersDevices, Trusting
from adapters.matrix.keys.owed import OwedKeys
from adapters.matrix.keys.verification import verifies
from adapters.matrix.machine import MEGOLM, Machine
from adapters.matrix.rooms import Room
from adapters.matrix.settings import server_of
from adapters.matrix.sharing import WITHHELD, Sharing
from liaison_bot.chat import TryLater

Json = dict[str, Any]
log = logging.getLogger(__name__)

DATABASE: Final = "keys.sqlite3"
_ENCRYPTED: Final = "m.room.encrypted"
_OWED_SECONDS: Final = 15.0
"""So often is it looked whether a homeserver that was away can be asked again."""
_REPLAYS_REMEMBERED: Final = 50_000
_REASONS_REMEMBERED: Final = 1000


@dataclass(frozen=True, slots=True)
class Opened:
    """An event, decrypted. `trusted`: it came from a device of its sender that is trusted."""

    event: Json
    trusted: bool


class NoKeyError(Exception):
    """The key to an event has not come. `session` is what it is waited for by.

    `withheld` is the specification's code for why their client says that it does not give it, or empty.
    """

    def __init__(self, session: str, withheld: str = "") -> None:
        super().__init__("no key")
        self.session = session
        self.withheld = withheld


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
        self.olm = Machine(device.user_id, device.device_id, files)
        self.one_time_keys = OneTimeKeys(self.olm)
        self._news = asyncio.Event()
        self._others = OthersDevices(server, self.olm, trusting, self._news.set)
        self._owed = OwedKeys(files, device.pickle_key)
        self._keeping = asyncio.Lock()
        self._sealing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._opened: OrderedDict[tuple[str, int], str] = OrderedDict()
        self._requested: set[str] = set()
        self._sharing = Sharing(server, self.olm, files, trusting, self._others, self._owed)
        self._begun_anew: set[tuple[str, str]] = set()
        self._withheld: OrderedDict[str, str] = OrderedDict()
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
            if broken := list(self.olm.wedged_devices):
                await self._others.claim(broken, anew=True)
                mended = (device for device in broken if device not in self.olm.wedged_devices)
                self._begun_anew.update((device.user_id, device.id) for device in mended)
            for message in list(self.olm.outgoing_to_device_messages):
                await self._tell(message)
            for user, name in list(self._begun_anew):
                await self._sharing.again(user, name)
                self._begun_anew.discard((user, name))

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
        calls = [self._sharing.settle(server, users) for server, users in owing.items() if self._others.is_due(server)]
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
            raise NoKeyError(session_id, self._withheld.get(session_id, ""))
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
        self.olm.asked(session, room, event["sender"])
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
        """Encrypt an event for everybody who is in a room now, giving the key to whoever has not got it yet.

        What compares emoji goes to those too who are trusted only once it is done; what is said next has another key.
        """
        compares = verifies(kind, content)
        async with self._sealing[room.id]:
            users = sorted(user for user in room.present if room.history != "joined" or room.joined(user))
            await self._others.know(users)
            share = self._sharing.of(room, users, to_compare=compares)
            await self._others.claim(share.new)
            await self._sharing.give(share)
            sealed: Json = self.olm.group_encrypt(room.id, {"type": kind, "content": dict(content)})
        if "m.relates_to" in content:
            sealed["m.relates_to"] = content["m.relates_to"]
        return sealed

    async def proven(self, user: str, device_id: str, key: str) -> None:
        """Something was proven of somebody: ask who they are anew. A device named with its key is verified."""
        await self._others.know_anew(user)
        device = self.olm.device_store[user].get(device_id)
        if device and key and device.ed25519 == key:
            self.olm.verify_device(device)

    def forget_room(self, room: str) -> None:
        """The bot has left a room: what it may say there one day is sealed with another key."""
        self._sharing.forget_room(room)

    def _receive(self, event: Any) -> bool:
        """Take in one message to this device; whether it was a room's key. Verification is not the machine's matter."""
        if isinstance(event, dict) and event.get("type") == WITHHELD:
            self._note_withheld(event.get("content"))
        if not isinstance(event, dict) or event.get("type") != _ENCRYPTED:
            return False
        try:
            parsed = ToDeviceEvent.parse_event(event)
            found = self.olm.handle_to_device_event(parsed) if isinstance(parsed, OlmEvent) else None
        except Exception as wrong:  # noqa: BLE001 - whoever sends nonsense must not stop what others sent
            log.warning("a message to this device could not be read: %s", type(wrong).__name__)
            return False
        if isinstance(found, DummyEvent):  # they could not read what was sent to them, and have begun anew
            device = self.olm.device_store.device_from_sender_key(found.sender, found.sender_key)
            if device is not None:
                self._begun_anew.add((device.user_id, device.id))
        return isinstance(found, RoomKeyEvent)

    def _note_withheld(self, content: object) -> None:
        """Somebody's client says that it does not give a key. The key may come all the same, and is then taken."""
        if not isinstance(content, dict):
            return
        session, code = content.get("session_id"), content.get("code")
        if isinstance(session, str) and isinstance(code, str):
            self._withheld[session] = code
            if len(self._withheld) > _REASONS_REMEMBERED:
                self._withheld.popitem(last=False)

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

    async def _tell(self, message: ToDeviceMessage) -> None:
        await self._server.put("sendToDevice", message.type, secrets.token_hex(16), body=message.as_dict())
        self.olm._mark_to_device_message_as_sent(message)  # noqa: SLF001 - its public door wants a response object
