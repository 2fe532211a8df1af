"""The practice network as a chat platform: what the core asks of it, and the server that it runs."""

import asyncio
import ipaddress
import secrets
import socket
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from aiohttp import web

from adapters.practice.feed import Feed
from adapters.practice.gate import Gate
from adapters.practice.network import PLATFORM, PracticeNetwork, Room, Seat
from adapters.practice.server import Server
from liaison_bot.chat import Account, Audience, Core, Message, Telling, Unreachable, Where
from liaison_bot.chat.practising import TimeMachine

_LAST_ANSWERS_SECONDS: Final = 5.0


class PortTakenError(OSError):
    """The practice network cannot listen where it was told to."""


class PracticePlatform:
    """A `liaison_bot.chat.ChatPlatform` in a web page, on this computer only.

    `announce` is given the link to open, token included, once the page can be opened. Port 0 is any free port.
    With a `machine`, the page can move the clock; without one it has no way to ask for it.
    Raises `ValueError` for an address that others could reach, or a network that cannot be.
    """

    name: Final = PLATFORM

    def __init__(
        self,
        seats: Sequence[Seat],
        rooms: Sequence[Room],
        *,
        host: str = "127.0.0.1",
        port: int = 8765,
        token: str | None = None,
        announce: Callable[[str], None] = print,
        clock: Callable[[], datetime],
        machine: TimeMachine | None = None,
    ) -> None:
        self._host = _loopback(host)
        self._port = port
        self._token = token or secrets.token_urlsafe(32)
        self._announce = announce
        self._network = PracticeNetwork(seats, rooms)
        self._feed = Feed(self._network.places, clock)
        self._machine = machine

    async def run(self, core: Core) -> None:
        """Serve the page until cancelled. Raises `PortTakenError` when the port cannot be listened on."""
        listening = self._listen()
        port: int = listening.getsockname()[1]
        host = f"[{self._host}]" if ":" in self._host else self._host
        # The cookie's name holds the port, because cookies of one host are shared between its ports.
        gate = Gate(self._token, frozenset({f"{host}:{port}", f"localhost:{port}"}), f"liaison-practice-{port}")
        app = Server(self._network, self._feed, core, gate, self._machine).app()
        # No access log: it would hold the token.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=_LAST_ANSWERS_SECONDS)
        try:
            await runner.setup()
            await web.SockSite(runner, listening).start()
            self._announce(f"http://{host}:{port}/?{urlencode({'token': self._token})}")
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()
            listening.close()

    async def audience(self, to: Account | Where) -> Audience:
        """Who can read this place, or this person's direct conversation."""
        return self._network.audience(self._network.place(to))

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        """Say something. Raises `Unreachable` for a person or a room that this network does not have."""
        place = self._network.place(to)
        if place is None:
            raise Unreachable("not in the practice network")
        self._feed.add(place, "", message, ("sent", key), notice=True)

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """Take back what was said, on every page. Raises `Unreachable` where `send` does."""
        place = self._network.place(to)
        if place is None:
            raise Unreachable("not in the practice network")
        return self._feed.take_back(place, telling)

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            return socket.create_server((self._host, self._port), family=family)
        except OSError as error:
            told = f"the practice network cannot listen on {self._host} port {self._port}: {error.strerror}"
            raise PortTakenError(error.errno, told) from error


def _loopback(host: str) -> str:
    """Give the address to listen on, if nothing outside this computer can reach it."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise ValueError(f"the practice network listens on a loopback address only, not {host!r}") from None
    if not address.is_loopback:
        raise ValueError(f"the practice network listens on a loopback address only, not {host!r}")
    return str(address)
