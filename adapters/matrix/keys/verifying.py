"""Verifications with the world around them: what is heard, asking the operator, what is said, and what comes of it.

Nothing is verified but what the operator has seen and confirmed. Beside it, only who is asked about is chosen here.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from adapters.matrix.device import MatrixStartError
from adapters.matrix.homeserver import Homeserver, RefusedError, patiently
from adapters.matrix.keys.cross_signing import query_keys, upload_signatures
from adapters.matrix.keys.identity import Identity, OwnIdentity, master_key, own_key
from adapters.matrix.keys.line import Line
from adapters.matrix.keys.sas import METHOD, Party, Shown
from adapters.matrix.keys.signing import Json, is_signed, key_id
from adapters.matrix.keys.verification import KIND, REQUEST, Asked, Flow, Other, Said, Verification
from liaison_bot.clock import Clock, system_clock

_REFUSED: Final = "refused by the homeserver"
_LAST_WORD_SECONDS: Final = 10.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a verification ended. `identity`: all their signed devices are verified with it, not only this one.

    `code` says why it did not succeed: the specification's code, or that the homeserver refused it.
    """

    user: str
    device: str
    verified: bool
    identity: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the operator is asked: whether this person's client shows the same."""

    user: str
    device: str
    shown: Shown


Ask = Callable[[Question], Awaitable[bool]]
"""Asks the operator, who compares with the other person by a way that is not the homeserver's."""


class Verifications:
    """Those under way. `ended` is told each that has ended."""

    def __init__(
        self,
        server: Homeserver,
        line: Line,
        own: OwnIdentity,
        ask: Ask,
        ended: Callable[[Outcome], None],
        clock: Clock = system_clock,
    ) -> None:
        self._server = server
        self._line = line
        self._device = line.device
        self._own = own
        self._ask = ask
        self._ended = ended
        self._clock = clock
        self._open: dict[Flow, Verification] = {}
        self._asking: dict[Flow, asyncio.Task[None]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._in_order = asyncio.Lock()

    async def request(self, user: str) -> None:
        """Ask somebody: in the room where they are alone with the bot, or else each of their devices.

        Raises `MatrixStartError` where there is nobody to ask.
        """
        other = await self._other(user)
        room = await self._line.room_with(user)
        if not room:
            if not other.devices:
                raise MatrixStartError(f"{user} has no device that encrypts, or there is no such account")
            flow = Flow(secrets.token_hex(16))
            new = self._new(other, flow, self._clock())
            self._open[flow] = new
            await self._send(new, new.request(self._clock()))
            return
        content: Json = {
            "msgtype": REQUEST,
            "body": "liaison-bot asks to compare emoji, which your client cannot do here.",
            "from_device": self._device.device_id,
            "methods": [METHOD],
            "to": user,
        }
        flow = Flow(await self._line.say(room, "m.room.message", content), room)
        new = self._new(other, flow, self._clock())
        new.asked()
        self._open[flow] = new

    async def hear(self, event: Mapping[str, Any], room: str) -> None:
        """Take in an event as it was before it was encrypted; `room` is empty where it came to the device."""
        asked = Asked.read(event, room, self._device.user_id)
        if asked:
            await self._hear_request(asked)
            return
        kind, content, sender = event.get("type"), event.get("content"), event.get("sender")
        if not isinstance(content, dict) or not isinstance(kind, str) or not kind.startswith(KIND):
            return
        related = content.get("m.relates_to") if room else content
        name = related.get("event_id" if room else "transaction_id") if isinstance(related, dict) else None
        flow = Flow(name, room) if isinstance(name, str) else None
        one = self._open.get(flow) if flow else None
        if flow is None or one is None or one.other.user != sender:
            return
        if kind == f"{KIND}ready" and not room:
            await self._tell_the_rest(one, str(content.get("from_device")))
        before = one.stage
        await self._send(one, one.hear(kind, content, self._clock()))
        if before == "asked" and one.stage == "ready":
            await self._send(one, one.begin())
        self._see(flow, one)

    async def look_at_the_time(self) -> None:
        """End what took too long."""
        for flow, one in list(self._open.items()):
            await self._send(one, one.wait(self._clock()))
            self._see(flow, one)

    async def close(self) -> None:
        """End what is under way."""
        try:
            async with asyncio.timeout(_LAST_WORD_SECONDS):
                for flow, one in list(self._open.items()):
                    await self._send(one, one.cancel("m.user"))
                    self._see(flow, one)
        except TimeoutError:
            log.info("a verification was left without a last word")

    async def _hear_request(self, asked: Asked) -> None:
        now = self._clock()
        if asked.flow in self._open or not asked.is_fresh(now):
            return
        try:
            other = await self._other(asked.sender)
        except RefusedError as no:
            log.warning("a request for verification is not answered: %s", no)
            return
        one = self._new(other, asked.flow, min(asked.at, now))
        self._open[asked.flow] = one
        await self._send(one, one.hear_request(asked.content))
        self._see(asked.flow, one)

    async def _tell_the_rest(self, one: Verification, device: str) -> None:
        """Another device of theirs has taken the request."""
        content = {"code": "m.accepted", "reason": "Taken by another device"} | one.flow.mark()
        rest = {each: content for each in one.other.devices if each != device}
        if one.stage == "asked" and rest:
            await self._put_to_devices(f"{KIND}cancel", {one.other.user: rest})

    def _see(self, flow: Flow, one: Verification) -> None:
        """Ask the operator once there is something to compare; let go of what has ended."""
        if one.shown and one.stage == "comparing" and flow not in self._asking:
            self._asking[flow] = asyncio.create_task(self._compare(flow, one, one.shown))
        if one.over and flow in self._open:
            del self._open[flow]
            asking = self._asking.pop(flow, None)
            if asking and asking is not asyncio.current_task():
                asking.cancel()
            if not one.verified:
                self._ended(Outcome(one.other.user, one.device, verified=False, code=one.code))

    async def _compare(self, flow: Flow, one: Verification, shown: Shown) -> None:
        async with self._one_at_a_time:
            try:
                said = one.confirm(same=await self._ask(Question(one.other.user, one.device, shown)))
            except Exception as wrong:  # noqa: BLE001 - nobody has compared: that is a no, whatever the reason
                log.warning("the operator could not be asked: %s", type(wrong).__name__)
                said = one.cancel("m.user")
        await self._send(one, said)
        self._see(flow, one)

    async def _send(self, one: Verification, said: list[Said]) -> None:
        """Say it, and keep what it ended with; what the server does not take ends it.

        In the order in which it was decided on: whoever hears that all is done before the proof of it proves nothing.
        """
        async with self._in_order:
            try:
                for each in said:
                    if one.flow.room:
                        await self._line.say(one.flow.room, each.kind, each.content)
                    else:
                        await self._put_to_devices(each.kind, {one.other.user: {one.device or "*": each.content}})
                if any(each.kind == f"{KIND}done" for each in said):
                    self._ended(await self._keep(one))
            except (RefusedError, MatrixStartError) as wrong:
                log.warning("a verification ends, for the homeserver refuses it: %s", wrong)
                if one.verified:
                    self._ended(Outcome(one.other.user, one.device, verified=False, code=_REFUSED))
                one.cancel(_REFUSED)

    async def _keep(self, one: Verification) -> Outcome:
        """Keep what was proven: as a signature on the person, on the bot's own other device, or in the store."""
        user, me = one.other.user, self._device.user_id
        answer = await query_keys(self._server, user)
        identity = Identity.read(answer, user)
        proven = one.proven.get(key_id(identity.master)) if identity else None
        if identity and user != me and proven == identity.master:
            signed = {user: {identity.master: self._own.sign_person(master_key(answer, user))}}
            await upload_signatures(self._server, signed)
            await self._line.proven(user, "", "")
        elif identity and user == me and proven == self._own.master.public:
            keys = (answer.get("device_keys") or {}).get(me, {}).get(one.device, {})
            key = own_key(keys, me, one.device)
            if key and one.proven.get(key_id(one.device)) == key and is_signed(keys, me, one.device, key):
                await upload_signatures(self._server, {me: {one.device: self._own.sign_device(keys)}})
            await self._line.proven(user, "", "")
        else:
            await self._line.proven(user, one.device, one.proven.get(key_id(one.device), ""))
        return Outcome(user, one.device, verified=True, identity=bool(identity and proven))

    async def _other(self, user: str) -> Other:
        """Who somebody is now, by the server's word: what the emoji will prove, or not."""
        answer = await query_keys(self._server, user)
        identity = Identity.read(answer, user)
        devices = (answer.get("device_keys") or {}).get(user) or {}
        found = {name: own_key(keys, user, name) for name, keys in devices.items()}
        return Other(user, {name: key for name, key in found.items() if key}, identity.master if identity else "")

    def _new(self, other: Other, flow: Flow, asked: datetime) -> Verification:
        own = {key_id(self._device.device_id): self._device.fingerprint}
        own[key_id(self._own.master.public)] = self._own.master.public
        return Verification(Party(self._device.user_id, self._device.device_id, own), other, flow, asked)

    async def _put_to_devices(self, kind: str, messages: Json) -> None:
        name = secrets.token_hex(16)
        await patiently(lambda: self._server.put("sendToDevice", kind, name, body={"messages": messages}))
