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

_CLIENT: Final = "_matrix/client/v3"
_RELATIONS: Final = "_matrix/client/v1"
_MEDIA: Final = "_matrix/media/v3"
_SECONDS: Final = 30.0
_EDITS_AT_ONCE: Final = 100
_LIMITED: Final = 429
_TROUBLE: Final = 500
_REFUSED: Final = 400
_LONGEST_WAIT: Final = 60.0
_CUT_OFF: Final = (aiohttp.ClientError, TimeoutError, OSError)


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
        return await self._call("GET", path, query=query, seconds=seconds)

    async def put(self, *path: str, body: Mapping[str, Any]) -> Any:
        """Put something in its place; twice is the same as once."""
        return await self._call("PUT", path, json=body)

    async def post(
        self, *path: str, body: Mapping[str, Any], query: Mapping[str, str | Sequence[str]] | None = None
    ) -> Any:
        """Have something done."""
        return await self._call("POST", path, json=body, query=query)

    async def edits(self, room: str, event: str, start: str = "") -> Any:
        """A page of what was put in the place of what an event says, from a place in the list on."""
        query = {"limit": str(_EDITS_AT_ONCE)} | ({"from": start} if start else {})
        return await self._call("GET", ("rooms", room, "relations", event, "m.replace"), part=_RELATIONS, query=query)

    async def upload(self, file: bytes, kind: str) -> str:
        """Have a file kept, of this media type; the address that events name it by. Fails like all else here.

        Files are often another program's matter, behind limits of its own, whose answers are pages: none of them says
        that the homeserver is away.
        """
        try:
            status, content, after = await self._answer("POST", _MEDIA, ("upload",), data=file, kind=kind)
        except _CUT_OFF:
            raise TryLater from None
        address = content.get("content_uri") if isinstance(content, dict) else None
        if status < _REFUSED and isinstance(address, str):
            return address
        if _REFUSED <= status < _TROUBLE and status != _LIMITED:
            raise _refusal(status, content)
        raise TryLater(_wait(content, after))

    async def _call(self, method: str, path: tuple[str, ...], *, part: str = _CLIENT, **sent: Any) -> Any:
        """Raise `TryLater` where the server is not there, in trouble, or asks to wait; `RefusedError` for a no."""
        try:
            status, content, after = await self._answer(method, part, path, **sent)
        except _CUT_OFF as wrong:
            self._note(type(wrong).__name__)
            raise TryLater from None
        if status == _LIMITED:
            raise TryLater(_wait(content, after))
        if status >= _TROUBLE or not isinstance(content, dict | list):
            self._note(f"status {status}" if status >= _TROUBLE else "this is no homeserver")
            raise TryLater
        self._note("")
        if status >= _REFUSED:
            raise _refusal(status, content)
        return content

    async def _answer(
        self,
        method: str,
        part: str,
        path: tuple[str, ...],
        *,
        query: Mapping[str, str | Sequence[str]] | None = None,
        seconds: float = _SECONDS,
        kind: str = "",
        **body: Any,
    ) -> tuple[int, Any, str]:
        """Ask once: the status, what the answer holds (None where it is no JSON), and the wait that its header names.

        `body` is one of aiohttp's `json` and `data`, the latter of the media type `kind`.
        """
        if self._session is None:
            raise TryLater
        where = "/".join((self._base, part, *(quote(step, safe="") for step in path)))
        url = URL(where, encoded=True).with_query(query) if query else URL(where, encoded=True)
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if kind:
            headers["Content-Type"] = kind
        timeout = aiohttp.ClientTimeout(total=seconds)
        async with self._session.request(
            method, url, headers=headers, timeout=timeout, allow_redirects=False, **body
        ) as answer:
            told = await answer.read()
        try:
            content = json.loads(told)
        except ValueError:
            content = None
        return answer.status, content, answer.headers.get("Retry-After", "")

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


def _refusal(status: int, content: object) -> RefusedError:
    """A server's no, with its own code where it gives one."""
    answered = content if isinstance(content, dict) else {}
    code = answered.get("errcode")
    refusal = SignedOutError if code == "M_UNKNOWN_TOKEN" else RefusedError
    return refusal(status, code if isinstance(code, str) else "M_UNKNOWN", answered)


def _wait(content: object, after: str) -> timedelta | None:
    """The wait that the server names, in the body or in the header."""
    told = content.get("retry_after_ms") if isinstance(content, dict) else None
    if isinstance(told, int | float) and told >= 0:
        return timedelta(milliseconds=min(told, 3_600_000))
    return timedelta(seconds=min(int(after), 3600)) if after.isdecimal() else None
