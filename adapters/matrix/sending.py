"""Saying things: sealed where the room is, once for each transaction id, and as fast as the server lets the bot.

Answers to people go first. A notice waits while an answer does. The numbers under a message cost the server as much as
words: they are put there when nobody has asked for longer than an answer takes now, and not at all for a while once the
server has asked the bot to slow down.
"""

import asyncio
import hashlib
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from adapters.matrix.choices import MOST_KEYCAPS, keycap
from adapters.matrix.encryption import Encryption
from adapters.matrix.files import keep_png
from adapters.matrix.homeserver import Homeserver, RefusedError, SignedOutError, patiently
from adapters.matrix.render import image, reaction, replacing
from adapters.matrix.rooms import Room
from adapters.matrix.told import Tells, Told
from liaison_bot.chat import Picture, TryLater
from liaison_bot.clock import Clock

Json = dict[str, Any]
log = logging.getLogger(__name__)

_NOTICE_SECONDS: Final = 8.0
"""A notice gives way to answers for so long, and is tried again later then."""
_PICTURE_SECONDS: Final = 8.0
"""The most that is waited for a picture to be taken; with the notice before it, less than delivery waits for both."""
_GAP_SECONDS: Final = 0.5
"""So long after an answer the stream may not have been read again: what is in it goes first."""
_SLOWED_SECONDS: Final = 600.0
_SLOW_GAP_SECONDS: Final = 10.0
"""Between two things that can wait, while the server asks for less: it lets somebody say something every 5 s, unless
its operator has changed that, and half of it is for answers.
"""
_MOST_EXTRAS: Final = 500
_SETTLED_SECONDS: Final = 0.4
"""Who goes on typing within this time needs neither numbers nor a receipt of what came before."""
_TOGETHER_SECONDS: Final = 0.1
"""The most that an answer waits for others that are being made: said at once, they cost the server a quarter less."""
_LONGEST_CALM: Final = 5.0
"""The most that is waited for after an answer before what adorns it, however slow the server is."""
_TYPING_AFTER: Final = 1.0
_TYPING_MS: Final = 30_000
_NOTHING: Final = Tells()


def transaction(*parts: str) -> str:
    """The transaction id of what is said because of something: the same cause is the same message to the server."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


class Sending:
    """The way out to the rooms."""

    def __init__(self, server: Homeserver, encryption: Encryption, told: Told, me: str, clock: Clock) -> None:
        self._server = server
        self._told = told
        self._clock = clock
        self._saying: set[str] = set()
        self._encryption = encryption
        self._me = me
        self._answers = 0
        self._making = 0
        self._made = asyncio.Event()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._ended_at = 0.0
        self._calm_at = 0.0
        self._slowed_until = 0.0
        self._extras: deque[Callable[[], Any]] = deque(maxlen=_MOST_EXTRAS)
        self._more = asyncio.Event()
        self._read: dict[str, str] = {}

    @contextmanager
    def making(self) -> Iterator[None]:
        """An answer is being made in this block."""
        self._making += 1
        self._made.clear()
        try:
            yield
        finally:
            self._making -= 1
            if not self._making:
                self._made.set()

    async def answer(self, room: Room, content: Json, cause: str, tells: Tells = _NOTHING) -> str:
        """Answer somebody; the message's id, or empty where the room does not let the bot speak.

        Raises `SignedOutError`: the answer is still owed.
        """
        self._answers += 1
        self._quiet.clear()
        begun = time.monotonic()
        try:
            if self._making:
                with suppress(TimeoutError):
                    async with asyncio.timeout(_TOGETHER_SECONDS):
                        await self._made.wait()
            with self._being_said(cause):
                return await patiently(lambda: self._put(room, "m.room.message", content, cause, tells))
        except SignedOutError:
            raise
        except RefusedError as no:
            log.warning("room %s: an answer was not taken: %s", room.id, no)
            return ""
        finally:
            self._answers -= 1
            now = self._ended_at = time.monotonic()
            self._calm_at = now + min(2 * (now - begun), _LONGEST_CALM)
            if not self._answers:
                self._quiet.set()

    async def is_older(self, room: Room, event: str, since: float) -> bool:
        """Tell whether an event is from before a moment of this process, by the server's own clock.

        What is said again under a transaction the server knows is the old event, and nobody sees it a second time.
        """
        try:
            told = await self._server.get("rooms", room.id, "event", event)
        except (TryLater, RefusedError):
            return False
        age = (told.get("unsigned") or {}).get("age")
        return isinstance(age, int | float) and age / 1000 > time.monotonic() - since

    async def say(self, room: Room, kind: str, content: Json, cause: str) -> str:
        """Say something that is neither answer nor news, with as much patience as it takes. Raises `RefusedError`."""
        return await patiently(lambda: self._put(room, kind, content, cause))

    async def notice(self, room: Room, content: Json, cause: str, tells: Tells = _NOTHING) -> str:
        """Say something by itself; the message's id. Raises `TryLater` and `RefusedError`."""
        await self._give_way()
        with self._being_said(cause):
            return await self._put(room, "m.room.message", content, cause, tells)

    async def redact(self, room: Room, event: str) -> None:
        """Delete an event. Twice is the same as once. Raises `TryLater` and `RefusedError`."""
        if time.monotonic() < self._slowed_until:
            await asyncio.sleep(_SLOW_GAP_SECONDS)
        await self._give_way()
        with self._heeding():
            await self._server.put("rooms", room.id, "redact", event, transaction("redact", event), body={})

    def is_saying(self, cause: str) -> bool:
        """Tell whether something is on its way to the server under this transaction."""
        return cause in self._saying

    async def picture(self, room: Room, picture: Picture, beside: Json, cause: str, tells: Tells = _NOTHING) -> None:
        """Show a picture after the words `beside` it, which tell all that it shows: it is not worth a long wait."""
        try:
            async with asyncio.timeout(_PICTURE_SECONDS):
                kept = await keep_png(self._server, picture.png, sealed=room.encrypted)
                shown, part = image(picture, kept, beside), replace(tells, part=True)
                with self._being_said(cause):
                    await patiently(lambda: self._put(room, "m.room.message", shown, cause, part))
        except TimeoutError:
            log.warning("room %s: a picture was left out: not taken in time", room.id)
        except RefusedError as no:
            log.warning("room %s: a picture was left out: %s", room.id, no)

    def number(self, room: Room, event: str, choices: int, newest: Callable[[], bool]) -> None:
        """Put the numbers of its choices under a message, when nothing else waits and while it is the newest."""

        def put() -> None:
            for number in range(1, min(choices, MOST_KEYCAPS) + 1):
                self._extra(partial(self._number, room, event, number, newest))

        asyncio.get_running_loop().call_later(_SETTLED_SECONDS, put)

    def edit_later(self, room: Room, event: str, content: Json, cause: str) -> None:
        """Change an earlier message, when nothing else waits, unless it was taken back by then."""
        told = self._told.about(event)

        async def edit() -> None:
            if self._told.about(event) == told:
                await self._put(room, "m.room.message", replacing(event, content), cause)

        self._extra(edit)

    def mark_read(self, room: Room, event: str) -> None:
        """Show the people of a room how far the bot has read, when nothing else waits."""
        if room.id not in self._read:
            receipt = partial(self._receipt, room.id)
            asyncio.get_running_loop().call_later(_SETTLED_SECONDS, self._extra, receipt)
        self._read[room.id] = event

    async def run(self) -> None:
        """Do what is left when nothing else waits, until cancelled."""
        while True:
            while self._extras:
                await self._calm()
                call = self._extras.popleft()
                try:
                    await patiently(call)
                except RefusedError as no:
                    log.info("not taken: %s", no)
            self._more.clear()
            await self._more.wait()

    async def typing(self, room: Room) -> None:
        """Show that the bot is at work, from a second on until cancelled."""
        await asyncio.sleep(_TYPING_AFTER)
        try:
            while True:
                await self._type(room, {"typing": True, "timeout": _TYPING_MS})
                await asyncio.sleep(_TYPING_MS / 2000)
        except asyncio.CancelledError:
            self._extra(lambda: self._type(room, {"typing": False}))
            raise

    async def _calm(self) -> None:
        """Until nobody has waited for an answer for twice as long as the last one took: a busy server takes long."""
        await self._pausing_until(lambda: self._calm_at)

    async def _give_way(self) -> None:
        """Let answers go first, but not for ever. Raises `TryLater`."""
        try:
            async with asyncio.timeout(_NOTICE_SECONDS):
                await self._pausing_until(lambda: self._ended_at + _GAP_SECONDS)
        except TimeoutError:
            raise TryLater(timedelta(seconds=_NOTICE_SECONDS)) from None

    async def _pausing_until(self, moment: Callable[[], float]) -> None:
        """Until no answer waits, and has not since a moment that moves with each of them."""
        while True:
            await self._quiet.wait()
            left = moment() - time.monotonic()
            if left <= 0:
                return
            await asyncio.sleep(left)

    def _extra(self, call: Callable[[], Any]) -> None:
        self._extras.append(call)
        self._more.set()

    async def _put(self, room: Room, kind: str, content: Mapping[str, Any], cause: str, tells: Tells = _NOTHING) -> str:
        if tells.about:
            self._told.begin(cause, room.id, tells, self._clock())
        try:
            if room.encrypted and kind != "m.reaction":  # no client seals those
                content, kind = await self._encryption.seal(room, kind, content), "m.room.encrypted"
            with self._heeding():
                taken = await self._server.put("rooms", room.id, "send", kind, cause, body=content)
        except SignedOutError:
            raise
        except RefusedError:
            self._told.undo(cause, room.id)
            raise
        event = str(taken["event_id"])
        self._told.end(cause, room.id, event)
        return event

    @contextmanager
    def _being_said(self, cause: str) -> Iterator[None]:
        """What is sent in this block may be there at any moment."""
        self._saying.add(cause)
        try:
            yield
        finally:
            self._saying.discard(cause)

    @contextmanager
    def _heeding(self) -> Iterator[None]:
        """Remember that the server has asked to slow down, where it does in this block."""
        try:
            yield
        except TryLater as wait:
            if wait.after is not None:
                self._slowed_until = time.monotonic() + _SLOWED_SECONDS
            raise

    async def _number(self, room: Room, event: str, number: int, newest: Callable[[], bool]) -> None:
        if newest() and time.monotonic() >= self._slowed_until:
            key = keycap(number)
            await self._put(room, "m.reaction", reaction(event, key), transaction("number", event, key))

    async def _receipt(self, room: str) -> None:
        event = self._read[room]
        await self._server.post("rooms", room, "receipt", "m.read", event, body={})
        if self._read.get(room) != event:  # of several in a row, the last is what counts
            self._extra(lambda: self._receipt(room))
        else:
            del self._read[room]

    async def _type(self, room: Room, body: Json) -> None:
        try:
            await self._server.put("rooms", room.id, "typing", self._me, body=body)
        except (TryLater, RefusedError):
            log.debug("room %s: typing was not shown", room.id)
