"""A proxy between the bot and its homeserver, on loopback, that answers slowly or badly where a test wants it to.

It keeps a list of what it was asked. What is cut or spoilt after the homeserver has answered was done all the same.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import unquote

import aiohttp
from aiohttp import web

_HOPS = frozenset({"connection", "content-encoding", "content-length", "host", "keep-alive", "transfer-encoding"})


class Fault(Enum):
    """What becomes of one request."""

    NONE = auto()
    CUT_BEFORE = auto()
    """The connection ends, and the homeserver never hears of it."""
    CUT_AFTER = auto()
    """The homeserver does it, and the connection ends without an answer."""
    HALF = auto()
    """The connection ends in the middle of the answer."""
    GARBAGE = auto()
    """The answer is no JSON, with status 200."""
    BAD_GATEWAY = auto()
    """The page of a gateway that reaches nobody, with status 502."""


@dataclass(frozen=True)
class Asked:
    """One request, as it came: `what` is the path after the version, with its parts readable."""

    method: str
    what: str

    def __str__(self) -> str:
        return f"{self.method} {self.what}"


@dataclass
class Proxy:
    """A proxy that runs. `before` and `after` are waited for with each request: before it reaches the homeserver,
    and before its answer reaches the bot. `fault` says what becomes of it, `instead` what is answered in its place.
    """

    behind: str
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    fault: Callable[[Asked], Fault] = lambda _: Fault.NONE
    instead: Callable[[Asked], web.Response | None] = lambda _: None
    before: Callable[[Asked], Awaitable[None]] | None = None
    after: Callable[[Asked], Awaitable[None]] | None = None

    async def answer(self, session: aiohttp.ClientSession, request: web.Request) -> web.StreamResponse:
        what = Asked(request.method, unquote(request.path.partition("/v3/")[2] or request.path))
        self.asked.append(what)
        body = await request.read()
        if self.before:
            await self.before(what)
        if answered := self.instead(what):
            return answered
        fault = self.fault(what)
        if fault is Fault.CUT_BEFORE:
            return _cut(request)
        if fault is Fault.BAD_GATEWAY:
            return web.Response(status=502, text="<html><h1>502 Bad Gateway</h1></html>", content_type="text/html")
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOPS}
        async with session.request(
            request.method, self.behind + request.raw_path, data=body, headers=headers, allow_redirects=False
        ) as told:
            answer, status = await told.read(), told.status
            kept = {name: value for name, value in told.headers.items() if name.lower() not in _HOPS}
        if self.after:
            await self.after(what)
        if fault is Fault.CUT_AFTER:
            return _cut(request)
        if fault is Fault.HALF:
            return await _half(request, answer, web.StreamResponse(status=status, headers=kept))
        garbage = fault is Fault.GARBAGE
        return web.Response(
            status=200 if garbage else status, body=b'{"event_id": "$' if garbage else answer, headers=kept
        )


async def _half(request: web.Request, answer: bytes, response: web.StreamResponse) -> web.StreamResponse:
    response.content_length = len(answer)
    await response.prepare(request)
    await response.write(answer[: len(answer) // 2])
    return _cut(request, response)


def _cut(request: web.Request, begun: web.StreamResponse | None = None) -> web.StreamResponse:
    if request.transport:
        request.transport.abort() if begun is None else request.transport.close()
    return begun or web.Response(status=502)


@asynccontextmanager
async def proxy(behind: str) -> AsyncIterator[Proxy]:
    """A proxy before this address, until the end of the block."""
    made = Proxy(behind)
    timeout = aiohttp.ClientTimeout(total=90)
    async with aiohttp.ClientSession(timeout=timeout, auto_decompress=True) as session:
        server = web.Server(lambda request: made.answer(session, request), handler_cancellation=True)  # type: ignore[arg-type]
        runner = web.ServerRunner(server, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield made
        finally:
            await asyncio.shield(runner.cleanup())
