"""A verification beside a bot that runs: the bot passes on what it hears and says what it is told to, no more.

The two processes share one device. The bot reads its stream and holds the keys of rooms; the operator's command holds
the identity's private keys and decides. They speak through a socket in the store's folder, in lines of JSON, one
command at a time. What is asked of the bot is a short list, and in rooms it says nothing but what verifies.
"""

import asyncio
import contextlib
import itertools
import json
import logging
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from adapters.matrix.device import Device, MatrixStartError
from adapters.matrix.homeserver import RefusedError
from adapters.matrix.keys.line import Heard, Json, Speaker
from adapters.matrix.keys.verification import verifies
from liaison_bot.chat import TryLater

SOCKET: Final = "verify.sock"
_LONGEST_LINE: Final = 1 << 20
_LONGEST_PATH: Final = 100
_TICK_SECONDS: Final = 5.0
_HELLO_SECONDS: Final = 10.0
log = logging.getLogger(__name__)


class Relay:
    """The running bot's end. `serve` is the door for one command at a time."""

    def __init__(self, store: Path, device: Device, speaker: Speaker) -> None:
        self._path = store / SOCKET
        self._device = device
        self._speaker = speaker
        self._writer: asyncio.StreamWriter | None = None

    def hear(self, event: Json, room: str) -> bool:
        """Pass on an event, as it was before it was encrypted; False where nobody is there to take it."""
        if self._writer is None:
            return False
        _write(self._writer, {"heard": event, "room": room})
        return True

    async def run(self) -> None:
        """Keep the door open until cancelled. Where it cannot be opened, the bot runs without."""
        try:
            self._path.unlink(missing_ok=True)  # left by a crash: the folder is ours
            with reachable(self._path) as path:
                server = await asyncio.start_unix_server(self._serve, path, limit=_LONGEST_LINE)
        except OSError as wrong:  # a file system without sockets, or something else under that name
            log.warning("%s: matrix-verify works only while `run` is stopped: %s", self._path, wrong.strerror or wrong)
            return
        try:
            self._path.chmod(0o600)
            await asyncio.get_running_loop().create_future()
        finally:
            server.close()
            if self._writer:
                self._writer.close()
            self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self._writer:
                _write(writer, {"busy": True})
                return
            self._writer = writer
            _write(writer, {"device": self._device.device_id, "fingerprint": self._device.fingerprint})
            async with asyncio.TaskGroup() as group:
                while line := await reader.readline():
                    group.create_task(self._do(writer, json.loads(line)))
        except (ValueError, OSError) as wrong:
            log.warning("matrix-verify: what it said cannot be read: %s", type(wrong).__name__)
        finally:
            if self._writer is writer:
                self._writer = None
            writer.close()

    async def _do(self, writer: asyncio.StreamWriter, asked: Json) -> None:
        """Do what was asked, and answer under its number."""
        answer: Json = {"to": asked.get("number")}
        try:
            answer["done"] = await self._done(str(asked.get("do")), [*asked.get("with", ())])
        except RefusedError as no:
            answer["refused"] = [no.status, no.code]
        except (TryLater, TypeError, KeyError) as no:
            answer["refused"] = [0, type(no).__name__]
        _write(writer, answer)

    async def _done(self, what: str, given: list[Any]) -> str:
        match what, given:
            case "room_with", [str(user)]:
                return await self._speaker.room_with(user)
            case "say", [str(room), str(kind), dict(content)] if verifies(kind, content):
                return await self._speaker.say(room, kind, content)
            case "proven", [str(user), str(device), str(key)]:
                await self._speaker.proven(user, device, key)
                return ""
            case _:
                raise RefusedError(0, "NOT_FOR_A_VERIFICATION")


class Relayed:
    """A `Line` through the running bot."""

    def __init__(self, device: Device, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.device = device
        self._reader = reader
        self._writer = writer
        self._numbers = itertools.count()
        self._asked: dict[int, asyncio.Future[Json]] = {}
        self._heard: asyncio.Queue[Heard | None] = asyncio.Queue()

    async def heard(self) -> AsyncIterator[Sequence[Heard]]:
        """What the bot passes on; the first, empty, at once."""
        yield ()
        while True:
            heard: Heard | None = None
            try:
                async with asyncio.timeout(_TICK_SECONDS):
                    heard = await self._heard.get()
            except TimeoutError:
                yield ()
                continue
            if heard is None:
                raise MatrixStartError("the bot was stopped meanwhile; nothing was verified")
            yield (heard,)

    async def room_with(self, user: str) -> str:
        """The conversation that the bot has with somebody."""
        return await self._ask("room_with", user)

    async def say(self, room: str, kind: str, content: Json) -> str:
        """Have the bot say it."""
        return await self._ask("say", room, kind, content)

    async def proven(self, user: str, device: str, key: str) -> None:
        """Have the bot learn it."""
        await self._ask("proven", user, device, key)

    async def listen(self) -> None:
        """Take what the bot sends, until it is gone."""
        try:
            while line := await self._reader.readline():
                told = json.loads(line)
                if "heard" in told:
                    self._heard.put_nowait((told["heard"], told["room"]))
                elif (asked := self._asked.get(told["to"])) and not asked.done():
                    asked.set_result(told)
        finally:
            self._heard.put_nowait(None)
            for each in self._asked.values():
                if not each.done():
                    each.set_result({"refused": [0, "the bot was stopped"]})

    async def _ask(self, what: str, *given: Any) -> str:
        number = next(self._numbers)
        answered = self._asked[number] = asyncio.get_running_loop().create_future()
        _write(self._writer, {"do": what, "with": given, "number": number})
        told = await answered
        del self._asked[number]
        if "refused" in told:
            raise RefusedError(*told["refused"])
        return str(told["done"])


@asynccontextmanager
async def relayed(store: Path, device: Device) -> AsyncIterator[Relayed | None]:
    """A line through the bot that runs on this store; None where none opens its door. Raises `MatrixStartError`."""
    try:
        with reachable(store / SOCKET) as path:
            reader, writer = await asyncio.open_unix_connection(path, limit=_LONGEST_LINE)
    except OSError:
        yield None
        return
    try:
        async with asyncio.timeout(_HELLO_SECONDS):
            hello = json.loads(await reader.readline() or "{}")
        if hello.get("busy"):
            raise MatrixStartError("another matrix-verify is at work; end that one first")
        if hello.get("device") != device.device_id:
            raise MatrixStartError(f"{store / SOCKET}: the bot that runs there is not this device")
        line = Relayed(device, reader, writer)
        listening = asyncio.create_task(line.listen())
        try:
            yield line
        finally:
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError, ValueError, KeyError):
                await listening
    finally:
        writer.close()


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """A socket's path, in words that are short enough for the system: it takes about a hundred bytes."""
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def _write(writer: asyncio.StreamWriter, told: Json) -> None:
    if not writer.is_closing():
        writer.write(json.dumps(told).encode() + b"\n")
