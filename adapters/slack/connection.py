"""The sockets on which Slack delivers: opened with Slack's own client, replaced before they end, never two bots' worth.

Slack ends every socket after some hours and says so ten seconds before. A new one is opened first and the old one
closed later, so that nothing falls between them; either may bring anything, and either takes an acknowledgement. A
socket that only looks open is found out by its pings. Where Slack says there are too many, the bot waits and tries
again, more and more slowly, and says so.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from adapters.slack.web import TOKEN, LimitedError, NotSentError, RefusedError, UncertainError, Web, quiet_logger

log = logging.getLogger(__name__)

PING_SECONDS: Final = 5.0
_GRACE: Final = 12.0
"""Seconds that a socket which is being replaced is still listened to; Slack closes it before."""
_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 60.0
_CROWDED_SECONDS: Final = 300.0
"""While others seem to be connected too, a new socket says after this whether they still are."""
_SWITCHED_OFF: Final = "link_disabled"
_TOO_MANY: Final = "too_many_websockets"


class SlackStartError(OSError):
    """The bot cannot start on Slack. What is wrong, and what to do, is for the operator."""

    def __init__(self, told: str) -> None:
        super().__init__(None, told)


class _Socket(SocketModeClient):
    """One socket, which leaves it to its owner to open the next."""

    def __init__(self, web: Web, url: str, told: Callable[["_Socket", str], None], ping: float) -> None:
        super().__init__(
            app_token="",
            logger=quiet_logger(),
            web_client=web.client,
            auto_reconnect_enabled=False,
            ping_interval=ping,
        )
        self.wss_uri = url
        self._told = told
        self.greeted = asyncio.Event()
        self.connections = 0

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Hear what is said of the connection itself, and leave the rest to the library."""
        kind = message.get("type")
        if kind == "disconnect":
            self._told(self, str(message.get("reason", "")))
        elif kind == "hello":
            self.connections = int(message.get("num_connections") or 0)
            self.greeted.set()
        else:
            await super().run_message_listeners(message, raw_message)

    async def end(self) -> None:
        """Close it and all that belongs to it."""
        await self.close()  # type: ignore[no-untyped-call]

    async def open(self) -> None:
        """Connect, once. Raises what the connection fails with."""
        session = await self.aiohttp_client_session.ws_connect(
            str(self.wss_uri), autoping=False, heartbeat=self.ping_interval, proxy=self.proxy
        )
        self.current_session = session
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())


class Connection:
    """Keeps the bot connected. `connected` is called at each new socket, `trouble` says why there is none."""

    def __init__(
        self,
        web: Web,
        app: AsyncApp,
        clock: Callable[[], datetime],
        connected: Callable[[], None],
        *,
        ping: float = PING_SECONDS,
        grace: float = _GRACE,
    ) -> None:
        self._web = web
        self._app = app
        self._clock = clock
        self._connected = connected
        self._ping = ping
        self._grace = grace
        self._news = asyncio.Event()
        self._reason = ""
        self._current: _Socket | None = None
        self._retiring: set[asyncio.Task[None]] = set()
        self._made: set[_Socket] = set()
        self._crowded = False
        self.since: datetime | None = None
        self.trouble = ""

    async def run(self) -> None:
        """Stay connected until cancelled."""
        wait = _FIRST_WAIT
        try:
            while True:
                self._news.clear()
                self._reason = ""
                replaced = await self._replace()
                if replaced:
                    wait = _FIRST_WAIT
                    await self._until_news()
                if not replaced or self._current is None or self._reason in {_TOO_MANY, _SWITCHED_OFF}:
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, _LONGEST_WAIT)
        finally:
            for task in self._retiring:
                task.cancel()
            await asyncio.gather(*self._retiring, return_exceptions=True)
            for socket in tuple(self._made):
                await self._end(socket)

    async def is_up(self) -> bool:
        """Tell whether a socket is open, as far as its pings tell."""
        return self._current is not None and await self._current.is_connected()

    async def _until_news(self) -> None:
        """Wait until Slack asks for another socket, this one has died without a word, or others may have gone."""
        loop = asyncio.get_running_loop()
        until = loop.time() + (_CROWDED_SECONDS if self._crowded else float("inf"))
        while not self._news.is_set() and loop.time() < until:
            try:
                async with asyncio.timeout(self._ping):
                    await self._news.wait()
            except TimeoutError:
                if not await self.is_up():
                    self._lost("the socket went silent")
                    return

    async def _replace(self) -> bool:
        """Open a new socket and let the former one go; whether there is one now."""
        former, fresh = self._current, None
        try:
            url = await self._web.socket()
            fresh = _Socket(self._web, url, self._heard, self._ping)
            self._made.add(fresh)
            fresh.socket_mode_request_listeners.append(self._take)
            async with asyncio.timeout(max(self._ping * 4, 5.0)):
                await fresh.open()
                await self._first_word(fresh)
        except (RefusedError, LimitedError, UncertainError, NotSentError, OSError, TimeoutError, ValueError) as wrong:
            self._failed(wrong)
        except Exception as wrong:  # noqa: BLE001 - whatever the library raises, the bot tries again
            self._failed(wrong)
        else:
            self._current, self.since, self.trouble = fresh, self._clock(), ""
            self._look_around(fresh.connections - len(self._made))
            self._connected()
            if former:
                self._retire(former)
            return True
        if fresh:
            await self._end(fresh)
        if former and not await former.is_connected():
            await self._end(former)
            self._current = None
        return False

    def _look_around(self, others: int) -> None:
        """Tell the operator of another bot: Slack gives each event to one of them, whichever it likes."""
        if others > 0:
            self.trouble = (
                f"{others} more connection(s) with this app's token: another bot would take what is said to this one; "
                "end it, or give it an app of its own (those of a bot that was killed are counted for a while)"
            )
            if not self._crowded:
                log.error("slack: %s", self.trouble)
        self._crowded = others > 0

    async def _first_word(self, fresh: _Socket) -> None:
        """Wait for the greeting. A socket too many gets another first word."""
        greeted = asyncio.create_task(fresh.greeted.wait())
        refused = asyncio.create_task(self._refused_by(fresh))
        try:
            await asyncio.wait({greeted, refused}, return_when=asyncio.FIRST_COMPLETED)
            if refused.done():
                raise ConnectionRefusedError(self._reason)
        finally:
            greeted.cancel()
            refused.cancel()

    async def _refused_by(self, _fresh: _Socket) -> None:
        while self._reason not in {_TOO_MANY, _SWITCHED_OFF}:  # noqa: ASYNC110 - only while a socket opens
            await asyncio.sleep(0.01)

    def _heard(self, socket: _Socket, reason: str) -> None:
        """Slack is about to end a socket, or does not want it."""
        if socket is self._current or reason in {_TOO_MANY, _SWITCHED_OFF}:
            log.info("Slack ends a socket: %s", reason)
            self._reason = reason
            self._news.set()

    def _lost(self, why: str) -> None:
        log.warning("slack: %s; opening another", why)
        self.since, self.trouble = None, why

    def _failed(self, wrong: Exception) -> None:
        told = type(wrong).__name__
        if isinstance(wrong, RefusedError):
            told = f"Slack does not open a socket ({wrong.code})"
            if wrong.code in TOKEN:
                told += "; put a good slack.app_token and restart"
        elif self._reason == _TOO_MANY:
            told = "ten connections are open with this app's token: another bot uses it; give each an app of its own"
        elif self._reason == _SWITCHED_OFF:
            told = "Socket Mode is switched off in the app's settings"
        level = logging.ERROR if told != self.trouble else logging.INFO
        log.log(level, "slack: no new connection: %s", told)
        self.trouble = told

    def _retire(self, former: _Socket) -> None:
        async def retire() -> None:
            await asyncio.sleep(self._grace if await former.is_connected() else 0.0)
            await self._end(former)

        task = asyncio.create_task(retire())
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _end(self, socket: _Socket) -> None:
        self._made.discard(socket)
        await socket.end()

    async def _take(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        started = asyncio.get_running_loop().time()
        response = await run_async_bolt_app(self._app, request)
        await send_async_response(client, request, response, started)
