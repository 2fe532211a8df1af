"""Stand-ins for tests: a clock that moves by hand, a chat platform that keeps what is said.

Small, shipped, and held to the same contract as the real thing (`tests/contracts`).
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from liaison_bot.chat import Account, Audience, Core, Inbound, Message, Reply, Telling, Unreachable, Where


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """This moment."""
        return self.now

    def move(self, **by: float) -> None:
        """Let time pass: `move(hours=3)`."""
        self.now += timedelta(**by)


class FakePlatform:
    """A chat platform in memory. `fails` is asked before each send, and may raise what a platform raises."""

    def __init__(self, name: str = "fake", clock: Callable[[], datetime] | None = None) -> None:
        self.name = name
        self.clock = clock or FakeClock()
        self.said: defaultdict[Account | Where, list[Message]] = defaultdict(list)
        self.audiences: defaultdict[Account | Where, Audience] = defaultdict(lambda: Audience.ONE_PERSON)
        self.fails: Callable[[Account | Where, str], None] = lambda _to, _key: None
        self._keys: set[str] = set()
        self._when: list[tuple[Message, datetime]] = []
        self._events: asyncio.Queue[tuple[Inbound, asyncio.Future[Reply]]] = asyncio.Queue()

    async def run(self, core: Core) -> None:
        """Hand over what `hear` was given, until cancelled."""
        while True:
            inbound, answered = await self._events.get()
            answered.set_result(await core.handle(inbound))

    async def hear(self, inbound: Inbound) -> Reply:
        """Let an event come in; its reply."""
        answered: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        await self._events.put((inbound, answered))
        return await answered

    async def audience(self, to: Account | Where) -> Audience:
        """Who reads this place; a place of another platform is not known here."""
        return self.audiences[to] if to.platform == self.name else Audience.UNKNOWN

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        """Keep a message, once for each key."""
        if to.platform != self.name:
            raise Unreachable("another platform's")
        self.fails(to, key)
        if key not in self._keys:
            self._keys.add(key)
            self.said[to].append(message)
            self._when.append((message, self.clock()))

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """Forget what was said by itself about something; of replies nothing is kept here."""
        if to.platform != self.name:
            raise Unreachable("another platform's")
        self.fails(to, "")
        before = len(self.said[to])
        self.said[to] = [message for message in self.said[to] if not self._is_of(message, telling)]
        return before - len(self.said[to])

    def _is_of(self, message: Message, telling: Telling) -> bool:
        when = next((when for said, when in self._when if said is message), telling.since)
        return message.about == telling.about and telling.since <= when <= telling.until
