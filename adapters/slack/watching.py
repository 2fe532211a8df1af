"""Who can read the bot's channels: told to the core when it changes, whether or not anybody asks for something there.

Slack sends an event when a channel is shared with another organisation. That one was made public, or offered to an
organisation, it tells only apps that may read what is said, or whom people invite; and what happened while the bot was
away, after two hours, nobody. So all channels are looked at together as well: at each connection, and every minute.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final

from adapters.slack.audience import Audiences, audience_of
from adapters.slack.settings import PLATFORM
from adapters.slack.web import FAILURES, Web
from liaison_bot.chat import Core, Where

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 60.0


class Watching:
    """Watches one workspace's channels, as far as the bot is in them."""

    def __init__(self, web: Web, core: Core, audiences: Audiences, seconds: float = LOOK_SECONDS) -> None:
        self._web = web
        self._core = core
        self._audiences = audiences
        self._seconds = seconds
        self._due = asyncio.Event()
        self._trouble = ""

    def look(self) -> None:
        """Look at all channels now: something may have been missed."""
        self._due.set()

    async def run(self) -> None:
        """Look at all channels whenever it is due, until cancelled."""
        while True:
            await self._wait()
            await self._look_at_all()

    async def changed(self, channel: str) -> None:
        """Slack says that something about a channel has changed."""
        self._audiences.forget(channel)
        try:
            told = await self._audiences.channel(channel)
        except FAILURES as wrong:
            log.info("a channel that has changed was not seen yet: %s", wrong)
            return
        await self._tell(channel, told)

    async def moved(self, old: str, new: str) -> None:
        """A channel goes on under another id: to the core it is the same one, seen for what it is now."""
        self._audiences.forget(old)
        await self._core.moved(Where(PLATFORM, old), Where(PLATFORM, new))
        await self.changed(new)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._due.wait()
        except TimeoutError:
            return
        finally:
            self._due.clear()

    async def _look_at_all(self) -> None:
        try:
            channels = await self._web.channels()
        except FAILURES as wrong:
            told = str(wrong) or type(wrong).__name__
            log.log(logging.WARNING if told != self._trouble else logging.INFO, "channels were not seen: %s", told)
            self._trouble = told
            return
        self._trouble = ""
        for channel in channels:
            await self._tell(str(channel.get("id", "")), channel)

    async def _tell(self, channel: str, told: Mapping[str, Any]) -> None:
        if channel and told:
            await self._core.readers(Where(PLATFORM, channel), audience_of(told))
