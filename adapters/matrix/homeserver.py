"""The homeserver's client interface over HTTP: one request, one answer, and three ways for it to fail."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, Self, TypeVar
from urllib.parse import quote

import aiohttp
from yarl import URL

from liaison_bot.chat import TryLater

Json = dict[str, Any]
log = logging.getLogger(__name__)
_T = TypeVar("_T")

_SECONDS: Final = 30.0
_LIMITED: Final = 429
_TROUBLE: Final = 500
_REFUSED: Final = 400
_LONGEST_WAIT: Final = 60.0


class RefusedError(Exception):
    """The server said no, and would again. `code` is its own, such as `M_FORBIDDEN`; `told` is its whole answer."""

    def __init__(self, status: int, code: str, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.told = told or {}


class SignedOutError(RefusedError):
    """The server does not know the access token any more."""


class Homeserver:
    """A connection. `token` is set once the bot is signed in."""

    def __init__(self, url: str) -> None:
        self._base = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None
        self._away = False
        self.token = ""

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=32, keepalive_timeout=60)
        self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()
            self._session = None

    async def get(self, *path: str, query: Mapping[str, str] | None = None, seconds: float = _SECONDS) -> Any:
        """Ask for something. The parts of `path` may hold anything."""
        return await self._call("GET", path, None, query, seconds)

    async def put(self, *path: str, body: Mapping[str, Any]) -> Any:
        """Put something in its place; twice is the same as once."""
        return await self._call("PUT", path, body, None, _SECONDS)

    async def post(
        self, *path: str, body: Mapping[str, Any], query: Mapping[str, str | Sequence[str]] | None = None
    ) -> Any:
        """Have something done."""
        return await self._call("POST", path, body, query, _SECONDS)

    async def _call(
        self,
        method: str,
        path: tuple[str, ...],
        body: Mapping[str, Any] | None,
        query: Mapping[str, str | Sequence[str]] | None,
        seconds: float,
    ) -> Any:
        """Raise `TryLater` where the server is not there, in trouble, or asks to wait; `RefusedError` for a no."""
        if self._session is None:
            raise TryLater
        where = "/".join((self._base, "_matrix/client/v3", *(quote(part, safe="") for part in path)))
        url = URL(where, encoded=True).with_query(query) if query else URL(where, encoded=True)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            async with self._session.request(
                method,
                url,
                json=body,
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=seconds),
                allow_redirects=False,
            ) as answer:
                status, after = answer.status, answer.headers.get("Retry-After", "")
                told = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as wrong:
            self._note(type(wrong).__name__)
            raise TryLater from None
        try:
            content = json.loads(told)
        except ValueError:
            content = None
        if status == _LIMITED:
            raise TryLater(_wait(content, after))
        if status >= _TROUBLE or not isinstance(content, dict | list):
            self._note(f"status {status}" if status >= _TROUBLE else "this is no homeserver")
            raise TryLater
        self._note("")
        if status >= _REFUSED:
            code = content.get("errcode") if isinstance(content, dict) else None
            refusal = SignedOutError if code == "M_UNKNOWN_TOKEN" else RefusedError
            answered = content if isinstance(content, dict) else {}
            raise refusal(status, code if isinstance(code, str) else "M_UNKNOWN", answered)
        return content

    def _note(self, trouble: str) -> None:
        """Say once that the server is away, and once that it is back."""
        if trouble and not self._away:
            log.warning("%s does not answer as it should: %s; it is asked again until it does", self._base, trouble)
        elif self._away and not trouble:
            log.warning("%s answers again", self._base)
        self._away = bool(trouble)


async def patiently(call: Callable[[], Awaitable[_T]]) -> _T:
    """Make a call until the server takes it, waiting as long as it says, or longer each time where it says nothing."""
    pause = 0.5
    while True:
        try:
            return await call()
        except TryLater as wait:
            seconds = pause if wait.after is None else wait.after.total_seconds()
            pause = min(pause * 2, _LONGEST_WAIT) if wait.after is None else 0.5
        await asyncio.sleep(seconds)


def _wait(content: object, after: str) -> timedelta | None:
    """The wait that the server names, in the body or in the header."""
    told = content.get("retry_after_ms") if isinstance(content, dict) else None
    if isinstance(told, int | float) and told >= 0:
        return timedelta(milliseconds=min(told, 3_600_000))
    return timedelta(seconds=min(int(after), 3600)) if after.isdecimal() else None
