"""Socket Mode: the app's WebSockets, the envelopes on them, and what happens to those nobody acknowledges."""

import asyncio
import json
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import WSMsgType, web

from slack.fake.call import RefusedCallError
from slack.fake.workspace import Memory

Json = dict[str, Any]

AT_MOST = 10
ACKNOWLEDGE = timedelta(seconds=3)
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
WARNING = timedelta(seconds=10)
TICKET = timedelta(seconds=30)


@dataclass(eq=False)
class Delivery:
    """Something the app is told until it acknowledges: an event up to four times, a person's act once."""

    kind: str
    payload: Json
    accepts: bool = False
    """Whether the acknowledgement may carry an answer."""
    attempt: int = 0
    sent: datetime | None = None
    """When the last attempt was sent; nothing while it waits for its next."""
    due: datetime | None = None
    began: float = 0.0
    envelopes: list[str] = field(default_factory=list)
    answered: asyncio.Future[Json] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    error: str = ""
    """What the person is shown: `dispatch_failed`, `operation_timeout`; for an event, `lost` after its last attempt."""
    acknowledged_after: float | None = None
    """Real seconds from the first envelope to its acknowledgement."""

    @property
    def acknowledged(self) -> bool:
        """Whether the app said that it has it."""
        return self.answered.done() and not self.error


@dataclass(eq=False)
class Socket:
    """One WebSocket of the app. `deaf`: half-open, it hears nothing and says nothing any more."""

    wire: web.WebSocketResponse
    request: web.Request
    opened: datetime
    outbox: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    deaf: bool = False
    closes: datetime | None = None

    def say(self, message: Json) -> None:
        """Send, after what was sent before."""
        self.outbox.put_nowait(json.dumps(message))

    def cut(self) -> None:
        """Break the connection without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()


class Sockets:
    """All WebSockets of the app, and everything on its way over them."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.open: list[Socket] = []
        self.deliveries: list[Delivery] = []
        self._unfinished: list[Delivery] = []
        self.enabled = True
        self.twice = False
        """Deliver everything twice: events as a retry, commands and acts as their platform has been seen to."""
        self._by_envelope: dict[str, Delivery] = {}
        self._tickets: dict[str, datetime] = {}
        self._held: list[Delivery] | None = None
        self._turn = 0

    # The app's side.

    def address(self, base: str) -> str:
        """A WebSocket address, good once, for half a minute."""
        if not self.enabled:
            raise RefusedCallError("forbidden_team")
        ticket = secrets.token_urlsafe(12)
        self._tickets[ticket] = self._memory.clock() + TICKET
        return f"{base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self._memory.app.id}"

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One WebSocket, as long as it lasts."""
        until = self._tickets.pop(request.query.get("ticket", ""), None)
        if until is None or self._memory.clock() > until:
            return web.Response(status=401, text="the ticket is not good")
        opened = web.WebSocketResponse(autoping=False)
        await opened.prepare(request)
        socket = Socket(opened, request, self._memory.clock())
        writer = asyncio.create_task(_write(socket))
        if len(self.open) >= AT_MOST:
            socket.say(self._disconnect("too_many_websockets"))
            await socket.outbox.join()
            await opened.close()
        else:
            self.open.append(socket)
            socket.say(self._hello())
            self._memory.changed()
            await self._listen(socket)
        writer.cancel()
        if socket in self.open:
            self.open.remove(socket)
        self._memory.changed()
        return opened

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {"host": "applink-fake", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._memory.app.id},
        }

    @staticmethod
    def _disconnect(reason: str) -> Json:
        return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-fake"}}

    async def _listen(self, socket: Socket) -> None:
        async for message in socket.wire:
            if socket.deaf:
                continue
            if message.type is WSMsgType.PING:
                await socket.wire.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._heard(message.data)

    def _heard(self, text: str) -> None:
        complaints = self._memory.complaints
        try:
            said = json.loads(text)
        except ValueError:
            complaints.append(f"socket: not JSON: {text[:40]}")
            return
        delivery = self._by_envelope.pop(said.get("envelope_id", ""), None)
        if delivery is None:
            complaints.append(f"socket: acknowledges an envelope that is not waiting: {said.get('envelope_id')}")
            return
        if set(said) - {"envelope_id", "payload"}:
            complaints.append(f"socket: an acknowledgement with {sorted(said)}")
        payload = said.get("payload") or {}
        if payload and not delivery.accepts:
            complaints.append(
                f"socket: an answer on an acknowledgement that takes none ({delivery.payload.get('type')})"
            )
        late = delivery.sent is not None and self._memory.clock() - delivery.sent >= ACKNOWLEDGE
        if not delivery.answered.done() and not late:
            delivery.acknowledged_after = asyncio.get_running_loop().time() - delivery.began
            delivery.answered.set_result(payload if isinstance(payload, dict) else {"text": payload})
        self._memory.changed()

    # Slack's side.

    def deliver(self, delivery: Delivery) -> Delivery:
        """Send it, or keep it with what is held back."""
        delivery.began = asyncio.get_running_loop().time()
        self.deliveries.append(delivery)
        self._unfinished.append(delivery)
        if self._held is not None:
            self._held.append(delivery)
        else:
            self._send(delivery)
            if self.twice:
                delivery.attempt += delivery.kind == "events_api"
                self._send(delivery)
        return delivery

    def _send(self, delivery: Delivery) -> None:
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "payload": delivery.payload,
            "type": delivery.kind,
            "accepts_response_payload": delivery.accepts,
        }
        if delivery.kind == "events_api":
            envelope |= {"retry_attempt": delivery.attempt, "retry_reason": "timeout" if delivery.attempt else ""}
        ready = [each for each in self.open if not each.wire.closed]
        if not ready:
            self._failed(delivery, "dispatch_failed")
            return
        delivery.sent, delivery.due = self._memory.clock(), None
        delivery.envelopes.append(envelope["envelope_id"])
        self._by_envelope[envelope["envelope_id"]] = delivery
        self._turn += 1
        ready[self._turn % len(ready)].say(envelope)

    def _failed(self, delivery: Delivery, error: str) -> None:
        if delivery.kind == "events_api" and delivery.attempt < len(RETRIES):
            failed = delivery.sent + ACKNOWLEDGE if delivery.sent is not None else self._memory.clock()
            delivery.due = failed + RETRIES[delivery.attempt]
            delivery.attempt += 1
            delivery.sent = None
            return
        delivery.error = "lost" if delivery.kind == "events_api" else error
        delivery.sent = delivery.due = None
        if not delivery.answered.done():
            delivery.answered.set_result({})
        self._memory.changed()

    def tick(self) -> None:
        """Do what is due by the clock: send again what was not acknowledged, close what was warned."""
        now = self._memory.clock()
        self._unfinished = self.waiting
        for each in list(self._unfinished):
            if each.sent is not None and now - each.sent >= ACKNOWLEDGE:
                self._failed(each, "operation_timeout")
            if each.due is not None and each.due <= now:
                self._send(each)
        for socket in self.open:
            if socket.closes is not None and socket.closes <= now:
                socket.closes = None
                socket.cut()

    @property
    def waiting(self) -> list[Delivery]:
        """What the app has not acknowledged yet."""
        return [each for each in self._unfinished if not each.answered.done()]

    @contextmanager
    def held(self, order: str = "reversed") -> Iterator[None]:
        """Hold back all that is delivered meanwhile, then send it: `reversed`, or `kept` in its order."""
        self._held = []
        try:
            yield
        finally:
            held, self._held = self._held, None
            for each in reversed(held) if order == "reversed" else held:
                self._send(each)

    async def disconnect(self, reason: str) -> None:
        """Say goodbye on every socket: `refresh_requested`, `link_disabled`, or `warning`: closed ten seconds later."""
        if reason == "link_disabled":
            self.enabled = False
        for socket in list(self.open):
            socket.say(self._disconnect(reason))
            if reason == "warning":
                socket.closes = self._memory.clock() + WARNING
                continue
            await socket.outbox.join()
            with suppress(ConnectionError):
                await socket.wire.close()


async def _write(socket: Socket) -> None:
    while True:
        message = await socket.outbox.get()
        if not socket.deaf:
            with suppress(ConnectionError):
                await socket.wire.send_str(message)
        socket.outbox.task_done()
