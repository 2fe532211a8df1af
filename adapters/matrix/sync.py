"""The way in from the server: its stream of events, read without a gap, and how far of it is done with.

The position is our own: it is kept only when everything before it has been handled, so after a crash what was not
handled comes again. What comes again is answered the same: the core knows the event's id, the server the answer's.
"""

import asyncio
import contextlib
import heapq
import json
import logging
import secrets
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Protocol

from adapters.matrix.device import MatrixStartError
from adapters.matrix.homeserver import Homeserver, RefusedError, SignedOutError, patiently
from adapters.matrix.keys.verification import KIND, is_verification
from adapters.matrix.rooms import Room
from adapters.matrix.state import State

Json = dict[str, Any]
log = logging.getLogger(__name__)

_POLL_MS: Final = 30_000
_SECONDS: Final = 60.0
_PAGE: Final = 100
_MOST_AT_ONCE: Final = 1000
"""Events in handling; the stream is not read on beyond."""
_PAUSE_SECONDS: Final = 0.5
"""The most that the stream is let be while what it brought is being answered."""
_HEARD: Final = ("m.room.message", "m.room.encrypted", "m.reaction")
_NOTHING: Final[Json] = {"types": []}


def _filter(page: int) -> str:
    room = {"timeline": {"limit": page}, "ephemeral": _NOTHING, "account_data": _NOTHING}
    return json.dumps({"room": room, "presence": _NOTHING, "account_data": {"types": ["m.direct"]}})


class Listener(Protocol):
    """What the stream is told to."""

    def noted(self, sync: Mapping[str, Any]) -> None:
        """What concerns keys, before any event of the same answer."""
        ...

    def directs(self, content: Mapping[str, Any]) -> None:
        """The account's own list of direct conversations."""
        ...

    async def heard(self, room: Room, event: Json) -> None:
        """Somebody did something in a room. One person's events are begun in their order."""
        ...

    async def invited(self, room: str, state: list[Json]) -> None:
        """The bot is invited to a room."""
        ...

    async def changed(self, room: Room) -> None:
        """Something about a room is other than it was: who is in it, who may read it, or where it goes on."""
        ...

    async def left(self, room: str) -> None:
        """The bot is no longer in a room, and it is not among `rooms` any more."""
        ...

    def ready(self) -> None:
        """The rooms are known, and what comes now comes as it happens."""
        ...


class Ledger:
    """Which positions of the stream have been handled: the oldest that is not holds back those behind it."""

    def __init__(self, save: Callable[[str], None]) -> None:
        self._save = save
        self._open: deque[Batch] = deque()

    def begin(self, position: str) -> "Batch":
        """Something that ends at this position is being handled; it counts as one thing more than is added to it."""
        batch = Batch(self, position)
        self._open.append(batch)
        return batch

    def settle(self) -> None:
        """Keep the last position before which all is done."""
        position = ""
        while self._open and not self._open[0].left:
            position = self._open.popleft().position
        if position:
            self._save(position)


class Batch:
    """What one answer of the server brought."""

    def __init__(self, ledger: Ledger, position: str) -> None:
        self._ledger = ledger
        self.position = position
        self.left = 1

    def add(self) -> None:
        """One thing more has to be handled."""
        self.left += 1

    def done(self) -> None:
        """One thing has been handled."""
        self.left -= 1
        if not self.left:
            self._ledger.settle()


class Sync:
    """Reads the stream. `rooms` is kept as the state events of it say."""

    def __init__(self, server: Homeserver, state: State, rooms: dict[str, Room], me: str, listener: Listener) -> None:
        self._server = server
        self._state = state
        self._rooms = rooms
        self._me = me
        self._listener = listener
        self._ledger = Ledger(state.save_checkpoint)
        self._free = asyncio.Semaphore(_MOST_AT_ONCE)
        self._handling = 0
        self._few = asyncio.Event()

    async def run(self) -> None:
        """Read on until cancelled. Raises `MatrixStartError` when the server does not know the bot any more."""
        since, starting = self._state.checkpoint, True
        async with asyncio.TaskGroup() as group:
            while True:
                answer = await self._answer(since, starting=starting)
                batch = self._ledger.begin(answer["next_batch"])
                await self._take(group, batch, answer, since)
                batch.done()
                since = answer["next_batch"]
                if starting:
                    self._listener.ready()
                    starting = False
                await self._pause()

    async def _answer(self, since: str, *, starting: bool) -> Json:
        query = {"filter": _filter(_PAGE if since else 1), "timeout": str(_POLL_MS)}
        if since:
            query["since"] = since
        if starting:  # answered at once, and from memory if it is asked twice in the same words
            query |= {"full_state": "true", "timeout": str(secrets.randbelow(_POLL_MS))}
        try:
            answer: Json = await patiently(lambda: self._server.get("sync", query=query, seconds=_SECONDS))
        except SignedOutError:
            told = "matrix: the homeserver has signed the bot out; see “Matrix: recovery” in the operators' guide"
            raise MatrixStartError(told) from None
        except RefusedError as no:
            raise MatrixStartError(f"matrix: the homeserver does not answer the bot: {no}") from None
        return answer

    async def _take(self, group: asyncio.TaskGroup, batch: Batch, answer: Json, since: str) -> None:
        self._listener.noted(answer)
        for event in (answer.get("account_data") or {}).get("events") or ():
            if event.get("type") == "m.direct" and isinstance(event.get("content"), dict):
                self._listener.directs(event["content"])
        rooms = answer.get("rooms") or {}
        for room_id in rooms.get("leave") or ():
            self._rooms.pop(room_id, None)
            await self._begin(group, batch, lambda room_id=room_id: self._listener.left(room_id))  # type: ignore[misc]
        heard = []
        for room_id, info in (rooms.get("join") or {}).items():
            room = self._rooms.setdefault(room_id, Room(room_id))
            events = await self._events(room_id, info, since)
            if self._apply(room, info, events):
                await self._begin(group, batch, lambda room=room: self._listener.changed(room))  # type: ignore[misc]
            fresh = _since_joining(events, self._me) if since else []
            heard.append([(_moment(event), room, event) for event in fresh if self._counts(event)])
        for _, room, event in heapq.merge(*heard, key=lambda one: one[0]):
            await self._begin(group, batch, lambda room=room, event=event: self._listener.heard(room, event))  # type: ignore[misc]
        for room_id, info in (rooms.get("invite") or {}).items():
            state = (info.get("invite_state") or {}).get("events") or []
            await self._begin(group, batch, lambda room_id=room_id, state=state: self._listener.invited(room_id, state))  # type: ignore[misc]

    async def _pause(self) -> None:
        """While several people are being answered, let the server do that: to be asked for news costs it as much."""
        if self._handling > 1:
            self._few.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_PAUSE_SECONDS):
                    await self._few.wait()

    async def _begin(self, group: asyncio.TaskGroup, batch: Batch, call: Callable[[], Awaitable[None]]) -> None:
        """Handle something beside the rest. What goes wrong with it is its own; only the end leaves it undone."""
        await self._free.acquire()
        batch.add()
        self._handling += 1

        async def handled() -> None:
            try:
                await call()
            except SignedOutError:
                return  # it is not handled: it comes again once the bot is signed in
            except Exception as bug:  # noqa: BLE001 - one event's trouble must not cost another's
                log.error("unexpected %s\n%s", type(bug).__name__, _where(bug))
            finally:
                self._free.release()
                self._handling -= 1
                if not self._handling:
                    self._few.set()
            batch.done()

        group.create_task(handled())

    def _apply(self, room: Room, info: Json, events: list[Json]) -> bool:
        """Bring a room up to date; whether anything about it has changed."""
        state = [event for event in (info.get("state") or {}).get("events") or () if isinstance(event, dict)]
        state += [event for event in events if "state_key" in event]
        for event in state:
            room.apply(event)
        return bool(state)

    def _counts(self, event: Json) -> bool:
        told = event.get("type") in _HEARD or is_verification(event)
        return told and event.get("sender") != self._me and "state_key" not in event

    async def _events(self, room: str, info: Json, since: str) -> list[Json]:
        """A room's events since last time, in order; what the server left out is asked for."""
        timeline = info.get("timeline") or {}
        events = [event for event in timeline.get("events") or () if isinstance(event, dict)]
        start = timeline.get("prev_batch")
        if since and timeline.get("limited") and start and not _joins(events, self._me):
            events = await self._missed(room, start, since) + events
        return events

    async def _missed(self, room: str, start: str, since: str) -> list[Json]:
        """What happened in a room between two positions, or since the bot joined it, in order."""
        found: list[Json] = []
        wanted = json.dumps({"types": [*_HEARD, f"{KIND}*", "m.room.member"]})
        while True:
            query = {"dir": "b", "from": start, "to": since, "limit": str(_PAGE), "filter": wanted}
            try:
                page = await patiently(
                    lambda query=query: self._server.get("rooms", room, "messages", query=query)  # type: ignore[misc]
                )
            except RefusedError as no:
                log.warning("room %s: what was missed cannot be read: %s", room, no)
                break
            chunk = [event for event in page.get("chunk") or () if isinstance(event, dict)]
            found += [event for event in chunk if self._counts(event) or _is_join(event, self._me)]
            start_before, start = start, page.get("end") or ""
            if not start or start == start_before or _joins(chunk, self._me):
                break
        found.reverse()
        return [event for event in found if "state_key" not in event or _is_join(event, self._me)]


def _since_joining(events: list[Json], me: str) -> list[Json]:
    """What was said after the bot came in: what was said before was not said to it."""
    joins = [at for at, event in enumerate(events) if _is_join(event, me)]
    return events[joins[-1] + 1 :] if joins else events


def _joins(events: list[Json], me: str) -> bool:
    return any(_is_join(event, me) for event in events)


def _is_join(event: Json, me: str) -> bool:
    """Tell whether the bot came in, rather than changed its name."""
    if event.get("type") != "m.room.member" or event.get("state_key") != me:
        return False
    before = (event.get("unsigned") or {}).get("prev_content") or {}
    return (event.get("content") or {}).get("membership") == "join" and before.get("membership") != "join"


def _moment(event: Json) -> int:
    moment = event.get("origin_server_ts")
    return moment if isinstance(moment, int) else 0


def _where(bug: BaseException) -> str:
    """Where an error came from, without what it said: its message could hold what somebody typed."""
    return "".join(traceback.format_tb(bug.__traceback__)).rstrip()
