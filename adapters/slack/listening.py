"""What Bolt hands over: written down, acknowledged, and only then looked at.

Nothing that could take long comes before an acknowledgement. Only a submitted form has to wait for the core, because
what is wrong at its fields can be said on the acknowledgement alone. What was acknowledged by a bot that was killed is
handled by the next one, and answered once: the core knows it by its id, and the channel is looked at for the answer.
"""

import asyncio
import logging
import sqlite3
import traceback
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.home import Home
from adapters.slack.inbound import (
    OLD_SECONDS,
    Changed,
    Gone,
    Happened,
    Heard,
    Left,
    Moved,
    Opened,
    Passing,
    Reader,
    Submitted,
    Untaken,
)
from adapters.slack.journal import Journal
from adapters.slack.talk import Talk
from adapters.slack.watching import Watching
from liaison_bot.chat import Reason

log = logging.getLogger(__name__)

_LAST_SECONDS: Final = 5.0
_KNOWN: Final = 5_000
"""Ids of what was taken last: Slack tries again for six minutes."""


class Listening(AsyncMiddleware):
    """Takes every request that Bolt lets through; there are no listeners behind it."""

    def __init__(
        self,
        reader: Reader,
        talk: Talk,
        home: Home,
        watching: Watching,
        journal: Journal,
        clock: Callable[[], datetime],
    ) -> None:
        self._reader = reader
        self._talk = talk
        self._home = home
        self._watching = watching
        self._journal = journal
        self._clock = clock
        self._left = tuple(journal.left())  # before anything is taken, which would be found there too
        self._known: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's names
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002
    ) -> BoltResponse:
        """Acknowledge one request."""
        body: Mapping[str, Any] = req.body
        now = self._clock().timestamp()
        retried = any(number not in {"", "0"} for number in req.headers.get("x-slack-retry-num", ()))
        happened = self._read(body, now, retried=retried)
        known = self._is_known(happened)
        if isinstance(happened, Heard) and isinstance(happened.what, Submitted):
            happened = replace(happened, retried=known)
        elif happened is None or known:
            return BoltResponse(status=200, body="")
        passing = isinstance(happened, Heard) and isinstance(happened.what, Passing)
        number = 0 if passing else self._keep(body, now)  # what is said to others is written nowhere
        if isinstance(happened, Heard) and isinstance(happened.what, Submitted):
            return await self._submitted(happened, body["view"], number)
        self._start(happened, number)
        return BoltResponse(status=200, body="")

    def go_on(self) -> None:
        """Handle what an earlier run had acknowledged and did not come to."""
        now = self._clock().timestamp()
        left, self._left = self._left, ()
        for taken in left:
            happened = self._read(taken.payload, taken.at, retried=True)
            if self._is_known(happened):  # Slack was faster
                self._journal.done(taken.number)
                continue
            if isinstance(happened, Heard):
                happened = replace(happened, retried=True, trigger="", view="")
                if now - taken.at > OLD_SECONDS:
                    happened = replace(happened, what=Untaken(Reason.TOO_OLD))
            self._start(happened, taken.number)

    async def close(self) -> None:
        """Finish what is being answered, within a few seconds; what is not is for the next run."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_LAST_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _read(self, body: Mapping[str, Any], now: float, *, retried: bool) -> Happened:
        if body.get("type") == "event_callback":
            return self._reader.event(body, now, retried=retried)
        if "command" in body:
            return self._reader.command(body)
        return self._reader.interaction(body)

    def _is_known(self, happened: Happened) -> bool:
        """Tell whether this very thing is in hand, or was: Slack may deliver it again, in another envelope.

        A submitted form is asked about all the same: its answer rides on the acknowledgement, and the core knows it.
        """
        if not isinstance(happened, Heard):
            return False
        known = happened.id in self._known
        self._known[happened.id] = None
        if len(self._known) > _KNOWN:
            self._known.popitem(last=False)
        return known

    def _keep(self, body: Mapping[str, Any], now: float) -> int:
        """Write it down. A disk that is full must not keep anybody from an answer."""
        try:
            return self._journal.keep(body, now)
        except sqlite3.Error as wrong:
            log.error("the journal cannot be written: %s", type(wrong).__name__)
            return 0

    async def _submitted(self, heard: Heard, view: Mapping[str, Any], number: int) -> BoltResponse:
        try:
            said, after = await self._talk.submitted(heard, view)
        except Exception as bug:  # noqa: BLE001 - the view stays open, and can be submitted again
            _log(bug)
            self._known.pop(heard.id, None)
            self._journal.done(number)
            return BoltResponse(status=200, body={"response_action": "errors", "errors": {}})
        if after:
            self._follow(after, number, heard)
        else:
            self._journal.done(number)
        return BoltResponse(status=200, body=dict(said) if said else "")

    async def _did(self, happened: Happened) -> None:
        match happened:
            case Heard(what=Submitted()):
                await self._talk.submitted_before(happened)
            case Heard(what=Left()):
                await self._talk.left(happened)
            case Heard(what=Passing()):
                await self._talk.overheard(happened)
            case Heard():
                await self._talk.heard(happened)
            case Opened(account):
                await self._home.opened(account)
            case Moved(old, new):
                await self._watching.moved(old, new)
            case Changed(channel):
                await self._watching.changed(channel)
            case Gone():
                log.error("slack: the app was uninstalled, or a token revoked; install it anew and put the new tokens")
            case None:
                return

    def _start(self, happened: Happened, number: int) -> None:
        self._follow(asyncio.create_task(self._did(happened)), number, happened)

    def _follow(self, task: asyncio.Task[None], number: int, happened: Happened) -> None:
        def done(ended: asyncio.Task[None]) -> None:
            self._tasks.discard(ended)
            if ended.cancelled():
                return  # for the next run
            self._journal.done(number)
            if bug := ended.exception():
                _log(bug)
                if isinstance(happened, Heard):  # it was not done, and may come again
                    self._known.pop(happened.id, None)

        self._tasks.add(task)
        task.add_done_callback(done)


def _log(bug: BaseException) -> None:
    """Where an error came from, without what it said: that could hold what somebody typed."""
    log.error("unexpected %s\n%s", type(bug).__name__, "".join(traceback.format_tb(bug.__traceback__)).rstrip())
