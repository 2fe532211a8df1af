"""The server: Slack on a free loopback port, with one app installed and whoever the test lets in."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from liaison_bot.testing import FakeClock
from slack.fake import file_methods
from slack.fake.app import SlackApp
from slack.fake.chat_methods import put
from slack.fake.events import Events
from slack.fake.faults import Faults
from slack.fake.message import Posted
from slack.fake.people import Person
from slack.fake.responses import Responses
from slack.fake.socket_mode import Delivery, Sockets
from slack.fake.web_api import Called, WebApi
from slack.fake.workspace import Channel, Memory, Workspace

Json = dict[str, Any]


class FakeSlack:
    """`async with FakeSlack() as slack:` and then `slack.person("ana")`, `slack.channel("red", …)`.

    Time is the given clock's: a test moves it and calls `tick()`. With `ticking`, and the machine's clock, it runs by
    itself. `patience` is how many real seconds a person waits for an acknowledgement.
    """

    def __init__(
        self,
        clock: Callable[[], datetime] | None = None,
        app: SlackApp | None = None,
        *,
        ticking: bool = False,
        patience: float = 3.0,
        port: int = 0,
    ) -> None:
        self.app = app or SlackApp()
        self.memory = Memory(clock or FakeClock(), self.app)
        self.sockets = Sockets(self.memory)
        self.events = Events(self.memory, self._deliver_event)
        self.faults = Faults(self.memory)
        self.responses = Responses(self.memory, self.events)
        self.api = WebApi(self.memory, self.events, self.faults, self.sockets.address)
        self.patience = patience
        self.url = ""
        self._port, self._ticking = port, ticking
        self._runner: web.AppRunner | None = None
        self._ticker: asyncio.Task[None] | None = None

    # The server.

    async def __aenter__(self) -> Self:
        served = web.Application()
        served.router.add_route("*", "/api/{method}", self.api.handle)
        served.router.add_get("/link/", self.sockets.handle)
        served.router.add_post("/upload/{id}", partial(file_methods.upload, self.memory))
        served.router.add_post("/commands/{rest:.+}", self.responses.handle)
        served.router.add_post("/actions/{rest:.+}", self.responses.handle)
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        if self._ticking:
            self._ticker = asyncio.create_task(self._tick_on())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.clear()
        if self._ticker is not None:
            self._ticker.cancel()
        for socket in list(self.sockets.open):
            with suppress(ConnectionError):
                await socket.wire.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _tick_on(self) -> None:
        while True:
            self.sockets.tick()
            await asyncio.sleep(0.05)

    def _deliver_event(self, wrapped: Json) -> None:
        self.sockets.deliver(Delivery("events_api", wrapped))

    @property
    def api_url(self) -> str:
        """What `[slack] api_url` is set to."""
        return f"{self.url}/api/"

    def tick(self) -> None:
        """Do what is due by the clock, after it was moved."""
        self.sockets.tick()

    async def until(self, true: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait until this is true, looking whenever something happens here."""
        await self.memory.until(true, seconds)

    async def connected(self, seconds: float = 5.0) -> None:
        """Wait until the app has a WebSocket open."""
        await self.until(lambda: self.sockets.open, seconds)

    def calls(self, method: str) -> list[Called]:
        """The calls of a method, in order; also those refused."""
        return [each for each in self.api.calls if each.method == method]

    @property
    def complaints(self) -> list[str]:
        """What Slack lets pass and an app should not do."""
        return self.memory.complaints

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """Each refused call, as method and error."""
        return [(each.method, each.error) for each in self.api.calls if each.error]

    # Who and where.

    def workspace(self, name: str) -> Workspace:
        """Another organisation's Slack, where the app is not installed."""
        domain = name.lower().replace(" ", "-")
        made = Workspace(self.memory.new_id("T"), name, domain)
        self.memory.workspaces.append(made)
        return made

    def person(
        self,
        handle: str,
        *,
        name: str = "",
        locale: str = "es-LA",
        guest: str = "",
        of: Workspace | None = None,
        bot: bool = False,
    ) -> Person:
        """Somebody with an account; `of` another workspace for an external person, `guest` restricted or ultra."""
        member = self.memory.member(
            of or self.memory.team, handle, name or handle.capitalize(), locale=locale, guest=guest, bot=bot
        )
        return Person(self, member)

    def channel(
        self, name: str, *people: Person, private: bool = False, bot: bool = True, old_id: bool = False
    ) -> Channel:
        """A channel with these people, of every workspace they are of; `old_id`: private, with an id of G…."""
        members = [each.member for each in people] + ([self.memory.bot] if bot else [])
        teams = [self.memory.team] + [
            team for team in self.memory.workspaces[1:] if any(each.team is team for each in members)
        ]
        kind = "group" if private or old_id else "channel"
        return self.memory.channel(kind, name, members, teams, "G" if old_id else "C")

    def group_direct(self, *people: Person, bot: bool = True) -> Channel:
        """The direct conversation of several people."""
        return self.memory.direct(*[each.member for each in people], *([self.memory.bot] if bot else []))

    # What happens to channels and people.

    def archives(self, channel: Channel) -> None:
        """Archive a channel."""
        channel.archived = True
        kind = "group_archive" if channel.kind == "group" else "channel_archive"
        event = {"type": kind, "channel": channel.id, "user": channel.creator, "event_ts": self.memory.ts()}
        self.events.tell(kind, event, channel)

    def unarchives(self, channel: Channel) -> None:
        """Bring an archived channel back."""
        channel.archived = False
        kind = "group_unarchive" if channel.kind == "group" else "channel_unarchive"
        event = {"type": kind, "channel": channel.id, "user": channel.creator, "event_ts": self.memory.ts()}
        self.events.tell(kind, event, channel)

    def offers(self, channel: Channel, to: Workspace) -> None:
        """Invite another organisation; until it accepts, the sharing is pending.

        Slack tells this to apps that may see who is invited (`conversations.connect:…`), and to others not at all.
        """
        channel.pending.append(to)

    def shares(self, channel: Channel, to: Workspace) -> None:
        """Connect another organisation; an old private channel gets another id by that."""
        channel.pending = [each for each in channel.pending if each is not to]
        channel.teams.append(to)
        if channel.id.startswith("G"):
            old, channel.id = channel.id, self.memory.new_id("C")
            del self.memory.channels[old]
            self.memory.channels[channel.id] = channel
            for each in channel.messages:
                each.channel = channel.id
            moved = {"old_channel_id": old, "new_channel_id": channel.id, "event_ts": self.memory.ts()}
            self.events.tell("channel_id_changed", {"type": "channel_id_changed", **moved}, channel)
        event = {"connected_team_id": to.id, "channel": channel.id, "event_ts": self.memory.ts()}
        self.events.tell("channel_shared", {"type": "channel_shared", **event}, channel)

    def unshares(self, channel: Channel, team: Workspace) -> None:
        """Disconnect another organisation, with its people."""
        channel.teams.remove(team)
        for each in [each for each in channel.members.values() if each.team is team]:
            del channel.members[each.id]
        event = {
            "type": "channel_unshared",
            "previously_connected_team_id": team.id,
            "channel": channel.id,
            "is_ext_shared": channel.shared,
            "event_ts": self.memory.ts(),
        }
        self.events.tell("channel_unshared", event, channel)

    def makes_public(self, channel: Channel) -> None:
        """Open a private channel to everybody; Slack tells it as a message in the channel, and in no other way."""
        channel.kind = "channel"
        creator = self.memory.members[channel.creator]
        words = "made this channel *public*. Any member in this workspace can see and join it."
        subtype = "channel_convert_to_public"
        said = Posted(self.memory.ts(), channel.id, creator.id, creator.team.id, text=words, subtype=subtype)
        put(self.memory, self.events, channel, said)

    def joins(self, channel: Channel, person: Person | None, by: Person | None = None) -> None:
        """Somebody comes into a channel; the bot, where nobody is named."""
        member = person.member if person else self.memory.bot
        channel.members[member.id] = member
        ts, words = self.memory.ts(), f"<@{member.id}> has joined the channel"
        said = Posted(ts, channel.id, member.id, member.team.id, text=words, subtype="channel_join")
        put(self.memory, self.events, channel, said)
        self.events.joined(channel, member, by.member if by else None)

    def leaves(self, channel: Channel, person: Person | None) -> None:
        """Somebody leaves a channel, or is taken out; the bot, where nobody is named."""
        member = person.member if person else self.memory.bot
        del channel.members[member.id]
        self.events.left(channel, member)

    def deactivates(self, person: Person) -> None:
        """Close an account: its direct conversation stays, its places in channels do not."""
        person.member.deleted = True
        for channel in self.memory.channels.values():
            if channel.kind != "im":
                channel.members.pop(person.id, None)
        changed = {"id": person.id, "team_id": person.member.team.id, "name": person.member.handle, "deleted": True}
        self.events.tell("user_change", {"type": "user_change", "user": changed, "event_ts": self.memory.ts()})

    def uninstalls(self) -> None:
        """Take the app away: it is told once, and its token is worth nothing."""
        self.events.tell("app_uninstalled", {"type": "app_uninstalled"})
        self.faults.revoke("account_inactive")
