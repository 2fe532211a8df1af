"""App Home: the officer's desk at a glance. Whatever stands there can be asked for by words too."""

import asyncio
import logging
from collections import OrderedDict
from typing import Final

from adapters.slack import limits
from adapters.slack.audience import Audiences
from adapters.slack.render import blocks, waiting
from adapters.slack.web import FAILURES, Web
from liaison_bot.chat import Account, Core

log = logging.getLogger(__name__)

_TOGETHER: Final = 0.5
"""Seconds that are waited for more of the same person's news before their Home is drawn."""
_MOST: Final = 2_000


class Home:
    """Draws the Home of everybody who has looked at theirs since the program started, whenever it may have changed."""

    def __init__(self, web: Web, core: Core, audiences: Audiences) -> None:
        self._web = web
        self._core = core
        self._audiences = audiences
        self._looking: OrderedDict[Account, None] = OrderedDict()
        self._due: dict[Account, asyncio.Task[None]] = {}

    async def opened(self, account: Account) -> None:
        """Somebody looks at theirs now. Slack shows it to people of this workspace alone, and so it is drawn for them.

        The event does not say whose they are: it is asked.
        """
        try:
            if not await self._audiences.reaches(account):
                return
        except FAILURES as wrong:
            log.info("a Home was not drawn: %s", wrong)
            return
        self._looking[account] = None
        self._looking.move_to_end(account)
        if len(self._looking) > _MOST:
            self._looking.popitem(last=False)
        await self._draw(account)

    def changed(self, account: Account) -> None:
        """What somebody's Home shows may have changed."""
        if account in self._looking and account not in self._due:
            self._due[account] = asyncio.create_task(self._soon(account))

    async def close(self) -> None:
        """Leave what is not drawn yet."""
        for task in self._due.values():
            task.cancel()
        await asyncio.gather(*self._due.values(), return_exceptions=True)

    async def _soon(self, account: Account) -> None:
        try:
            await asyncio.sleep(_TOGETHER)
        finally:
            self._due.pop(account, None)
        await self._draw(account)

    async def _draw(self, account: Account) -> None:
        message = await self._core.desk(account)
        shown = blocks(message, limits.BLOCKS_IN_VIEW) or waiting(" ")
        try:
            await self._web.publish(account.user, {"type": "home", "blocks": shown})
        except FAILURES as wrong:
            log.info("a Home was not drawn: %s", wrong)
