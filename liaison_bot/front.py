"""The async edge of the synchronous core: what adapters call.

An event is one plain function call on a worker thread. One person's events are handled in the order they came in,
different people's side by side.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from liaison_bot.app import App
from liaison_bot.charts import with_picture
from liaison_bot.chat import Account, Audience, Inbound, Message, Reply, Suggestion, Where

_THREADS = 4
_T = TypeVar("_T")


class Front:
    """`chat.Core`, on top of an `App`. `handled` is called after each event: there may be something to deliver."""

    def __init__(self, app: App, handled: Callable[[], None]) -> None:
        self._app = app
        self._handled = handled
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="event")
        self._turns: defaultdict[Account, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: defaultdict[Account, int] = defaultdict(int)

    async def handle(self, inbound: Inbound) -> Reply:
        """Answer one event, after those of the same person that came before it."""
        account = inbound.account
        self._waiting[account] += 1
        try:
            async with self._turns[account]:
                reply = await self._on_thread(lambda: self._app.handle(inbound))
        finally:
            self._handled()
            self._waiting[account] -= 1
            if not self._waiting[account]:
                del self._waiting[account], self._turns[account]
        if isinstance(reply, Message) and reply.chart:
            return await asyncio.to_thread(with_picture, reply)
        return reply

    async def suggest(self, account: Account, text: str) -> tuple[Suggestion, ...]:
        """Ways to complete a command."""
        return await self._on_thread(lambda: self._app.suggest(account, text))

    async def desk(self, account: Account) -> Message:
        """What somebody finds on their desk now."""
        return await self._on_thread(lambda: self._app.desk(account))

    async def moved(self, old: Where, new: Where) -> None:
        """Let a room's approval follow it."""
        await self._on_thread(lambda: self._app.moved(old, new))

    async def readers(self, where: Where, audience: Audience) -> None:
        """Let a room's approval end where it does not fit its readers; those to be told are told now."""
        if await self._on_thread(lambda: self._app.readers(where, audience)):
            self._handled()

    def close(self) -> None:
        """Wait for the events under way."""
        self._threads.shutdown()

    async def _on_thread(self, call: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)
