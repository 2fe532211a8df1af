"""The routes of the practice network: the page, what it asks for, and what it sends."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from importlib import resources
from typing import Final

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from adapters.practice import inbound, render
from adapters.practice.feed import Feed
from adapters.practice.gate import HEADERS, MOST_BYTES, Gate, RefusedError
from adapters.practice.network import PracticeNetwork
from liaison_bot.chat import Core, Message
from liaison_bot.chat.practising import TimeMachine

_PACKAGE: Final = resources.files("adapters.practice")
_KINDS: Final = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_QUIET_SECONDS: Final = 15.0

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_Reader = Callable[[inbound.Body, PracticeNetwork], inbound.Heard]


def read_words() -> dict[str, dict[str, str]]:
    """Read the page's own words, by language."""
    words: dict[str, dict[str, str]] = json.loads(_PACKAGE.joinpath("words.json").read_text("utf-8"))
    return words


class Server:
    """The web application of one practice network."""

    def __init__(
        self, network: PracticeNetwork, feed: Feed, core: Core, gate: Gate, machine: TimeMachine | None
    ) -> None:
        self._network = network
        self._feed = feed
        self._core = core
        self._gate = gate
        self._machine = machine
        self._moves: set[str] = set()
        self._closing = False
        self._words = read_words()
        self._static = {
            file.name: (file.read_bytes(), _KINDS[file.name.rpartition(".")[2]])
            for file in _PACKAGE.joinpath("static").iterdir()
        }

    def app(self) -> web.Application:
        """Put the routes together."""
        app = web.Application(client_max_size=MOST_BYTES, middlewares=[_let_in(self._gate)])
        app.router.add_get("/", self._page)
        app.router.add_get("/static/{name}", self._file)
        app.router.add_get("/api/world", self._world)
        app.router.add_get("/api/stream", self._stream)
        app.router.add_get("/api/picture/{post}", self._picture)
        app.router.add_get("/api/suggest", self._suggest)
        app.router.add_post("/api/say", self._hears(inbound.said))
        app.router.add_post("/api/press", self._hears(inbound.pressed))
        app.router.add_post("/api/submit", self._hears(inbound.submitted))
        if self._machine:
            self._machine.watch(self._feed.wake)
            app.router.add_post("/api/move", partial(self._move, self._machine))
        app.on_response_prepare.append(_protect)
        app.on_shutdown.append(self._close_streams)
        return app

    async def _page(self, request: web.Request) -> web.StreamResponse:
        try:
            if "token" in request.query:
                self._gate.check_token(request.query["token"])
                opened = web.HTTPSeeOther("/")
                opened.set_cookie(self._gate.cookie, self._gate.token, path="/", httponly=True, samesite="Strict")
                raise opened
            self._gate.check_cookie(request)
        except RefusedError as refused:
            told = "\n\n".join(words["expired"] for words in self._words.values())
            return web.Response(status=refused.status, text=f"{told}\n")
        return self._static_file("index.html")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return self._static_file(request.match_info["name"])

    def _static_file(self, name: str) -> web.StreamResponse:
        if name not in self._static:
            raise web.HTTPNotFound
        body, kind = self._static[name]
        return web.Response(body=body, content_type=kind, charset="utf-8")

    async def _world(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response(render.world(self._network, self._words, self._machine))

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        picture = self._feed.picture(request.match_info["post"])
        if picture is None:
            raise web.HTTPNotFound
        return web.Response(body=picture.png, content_type="image/png")

    async def _suggest(self, request: web.Request) -> web.StreamResponse:
        seat = self._network.seats.get(request.query.get("seat", ""))
        if seat is None:
            raise inbound.MalformedError("seat: nobody sits there")
        text = inbound.clean_text("text", request.query.get("text"), inbound.LONGEST_NAME)
        return web.json_response(render.suggestions(await self._core.suggest(seat.account, text)))

    def _hears(self, read: _Reader) -> _Handler:
        """Take in one kind of intention: show what was said, ask the core, show its answer where it was asked.

        Both posts carry the intention's id, so an intention that is sent again shows nothing twice.
        """

        async def hear(request: web.Request) -> web.StreamResponse:
            heard = read(inbound.Body(await request.read()), self._network)
            if heard.said:
                self._feed.add(heard.place, heard.seat.user, heard.said, ("said", heard.id))
            answer = await self._core.handle(heard.event) if heard.event else None
            if isinstance(answer, Message):
                self._feed.add(heard.place, "", answer, ("answer", heard.id))
            return web.json_response(render.reply(answer))

        return hear

    async def _move(self, machine: TimeMachine, request: web.Request) -> web.StreamResponse:
        """Begin to move the clock; how it goes on is told in the stream. Sent again, it is the same move."""
        intention, move, desk = inbound.moved(inbound.Body(await request.read()), machine)
        if intention not in self._moves:
            if not machine.ask(move, desk):
                raise RefusedError(409, "busy", "the clock is being moved")
            self._moves.add(intention)
        return web.json_response({"reply": "moving"})

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """Send every post as it comes, from where the page left off."""
        stream = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "text/event-stream"})
        await stream.prepare(request)
        # A page that was closed is found out by writing to it, and is no fault.
        with contextlib.suppress(ConnectionError):
            await self._send_posts(stream, self._left_off(request.headers.get("Last-Event-ID", "")))
        return stream

    async def _send_posts(self, stream: web.StreamResponse, left_off: int | None) -> None:
        seen = left_off or 0
        if left_off is None:
            await stream.write(b"retry: 1000\nevent: reset\ndata: {}\n\n")
        up_to_date = False
        while not self._closing:
            news = self._feed.news
            lines = []
            for post in self._feed.after(seen):
                seen = max(seen, post.changed)
                lines.append(f"id: {self._feed.run}-{seen}\nevent: post\ndata: {json.dumps(render.post(post))}\n\n")
            if self._machine:
                stands = render.standing(self._machine.standing())
                lines.append(f"event: clock\ndata: {json.dumps(stands)}\n\n")
            if not up_to_date:
                up_to_date = True
                lines.append("event: ready\ndata: {}\n\n")
            await stream.write("".join(lines).encode() or b": still here\n\n")
            await _wait(news)

    def _left_off(self, event_id: str) -> int | None:
        """Read which post the page saw last; None when it starts anew, or saw those of an earlier run."""
        run, _, number = event_id.partition("-")
        if run != self._feed.run or not (number.isascii() and number.isdecimal()) or len(number) > len("9" * 18):
            return None
        return min(int(number), self._feed.last)

    async def _close_streams(self, _app: web.Application) -> None:
        self._closing = True
        self._feed.wake()


def _let_in(gate: Gate) -> Middleware:
    """Check every request, and say every refusal as JSON. The page itself explains to a person instead."""

    @web.middleware
    async def let_in(request: web.Request, handler: _Handler) -> web.StreamResponse:
        try:
            gate.check_host(request)
            if request.path != "/":
                gate.check_cookie(request)
                gate.check_fetched_by_us(request)
            if request.method not in {hdrs.METH_GET, hdrs.METH_HEAD}:
                gate.check_sent_by_us(request)
            return await handler(request)
        except RefusedError as refused:
            return _refusal(refused.status, refused.error, refused.why)
        except inbound.MalformedError as malformed:
            return _refusal(400, "malformed", malformed.why)
        except web.HTTPRedirection:
            raise
        except web.HTTPRequestEntityTooLarge:
            return _refusal(413, "too-large", f"the body is larger than {MOST_BYTES} bytes")
        except web.HTTPException as refused:
            return _refusal(refused.status, "http", refused.reason)

    return let_in


async def _wait(news: asyncio.Event) -> None:
    """Wait for news, but not so long that a dead connection goes unnoticed."""
    try:
        async with asyncio.timeout(_QUIET_SECONDS):
            await news.wait()
    except TimeoutError:
        return


async def _protect(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


def _refusal(status: int, error: str, why: str) -> web.Response:
    said: Mapping[str, str] = {"error": error, "why": why}
    return web.json_response(said, status=status)
