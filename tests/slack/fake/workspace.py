"""What Slack remembers: workspaces, members, channels, messages, views, triggers, response addresses, and the time."""

import asyncio
import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slack.fake.app import SlackApp
from slack.fake.message import Posted
from slack.fake.views import View

Json = dict[str, Any]

TRIGGER_LIVES = timedelta(seconds=3)
RESPONSES = 5
RESPONSES_LIVE = timedelta(minutes=30)


@dataclass(frozen=True)
class Workspace:
    """One organisation's Slack."""

    id: str
    name: str
    domain: str


@dataclass(eq=False)
class Member:
    """An account. `guest` is "", "restricted" (several channels) or "ultra" (one)."""

    id: str
    team: Workspace
    handle: str
    name: str
    locale: str = "es-LA"
    tz: str = "America/Costa_Rica"
    guest: str = ""
    bot: bool = False
    deleted: bool = False
    away: bool = False
    home: View | None = None
    modals: list[View] = field(default_factory=list)
    """The stack of open modals, the one in front last."""


@dataclass(eq=False)
class Channel:
    """A conversation. `kind` is channel, group (private), im or mpim."""

    id: str
    kind: str
    name: str
    members: dict[str, Member]
    teams: list[Workspace]
    """The workspaces it belongs to: the first is its home, more than one is Slack Connect."""
    archived: bool = False
    pending: list[Workspace] = field(default_factory=list)
    messages: list[Posted] = field(default_factory=list)
    created: int = 0
    creator: str = ""

    @property
    def shared(self) -> bool:
        """Whether another organisation is connected."""
        return len(self.teams) > 1

    @property
    def private(self) -> bool:
        """Whether only its members can find it."""
        return self.kind in {"group", "mpim"}

    def kept(self, ts: str) -> Posted | None:
        """The message of this moment, unless it was deleted or only one person saw it."""
        return next(
            (each for each in reversed(self.messages) if each.ts == ts and not each.deleted and not each.only_for), None
        )


@dataclass
class Trigger:
    """A person's act that may open one view."""

    person: Member
    until: datetime
    view: View | None = None
    """The modal it was done in."""
    used: bool = False


@dataclass
class ResponseAddress:
    """Where an app may answer an act without rights in the channel."""

    channel: Channel
    person: Member
    until: datetime
    message: Posted | None = None
    """The message whose button was pressed."""
    uses: int = 0


class Memory:
    """Everything, in memory. `complaints` are things Slack lets pass and an app should not do."""

    def __init__(self, clock: Callable[[], datetime], app: SlackApp) -> None:
        self.clock, self.app = clock, app
        self.complaints: list[str] = []
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.responses: dict[str, ResponseAddress] = {}
        self.files: dict[str, Any] = {}
        self.file_looks = 0
        """How often a new file is refused in a message before Slack has looked at it."""
        self.token_errors: dict[str, str] = {}
        """What is wrong with a token since, by token."""
        self._directs: dict[frozenset[str], Channel] = {}
        self.team = Workspace("T0HOME0001", "Red de Enlace", "red-de-enlace")
        self.workspaces = [self.team]
        self._numbers = itertools.count(1)
        self._moments = itertools.count(1)
        self._changed = asyncio.Event()
        self.bot = self.member(self.team, "liaison", "Liaison", bot=True)
        self.bot_profile = self.profile("B0FAKE0BOT", app.id, self.bot)

    def profile(self, bot: str, app: str, member: Member) -> Json:
        """What messages tell of the bot that wrote them."""
        return {
            "id": bot,
            "deleted": False,
            "name": member.handle,
            "updated": int(self.now),
            "app_id": app,
            "icons": {f"image_{size}": "https://a.invalid/bot.png" for size in (36, 48, 72)},
            "team_id": member.team.id,
        }

    @property
    def now(self) -> float:
        """This moment in seconds since 1970."""
        return self.clock().timestamp()

    def ts(self) -> str:
        """A new message's time, which is also its name: never twice, always growing."""
        return f"{int(self.now)}.{next(self._moments):06d}"

    def new_id(self, letter: str) -> str:
        """A new id of a kind: `C` and nine more."""
        return f"{letter}0{next(self._numbers):08d}"

    def member(
        self,
        team: Workspace,
        handle: str,
        name: str,
        *,
        locale: str = "es-LA",
        guest: str = "",
        bot: bool = False,
    ) -> Member:
        """Add an account."""
        new = Member(self.new_id("U"), team, handle, name, locale=locale, guest=guest, bot=bot)
        self.members[new.id] = new
        return new

    def channel(
        self, kind: str, name: str, members: list[Member], teams: list[Workspace], letter: str = "C"
    ) -> Channel:
        """Add a conversation."""
        new = Channel(self.new_id(letter), kind, name, {each.id: each for each in members}, teams)
        new.created, new.creator = int(self.now), members[0].id if members else self.bot.id
        self.channels[new.id] = new
        return new

    def direct(self, *people: Member) -> Channel:
        """The direct conversation of these people, made where there is none."""
        known = self.known_direct(*people)
        if known is None:
            if len(people) == 2:
                known = self.channel("im", "directmessage", list(people), [self.team], "D")
            else:
                name = f"mpdm-{'--'.join(each.handle for each in people)}-1"
                known = self.channel("mpim", name, list(people), [self.team])
            self._directs[frozenset(known.members)] = known
        return known

    def known_direct(self, *people: Member) -> Channel | None:
        """The direct conversation of these people, where there is one."""
        return self._directs.get(frozenset(each.id for each in people))

    def trigger(self, person: Member, view: View | None = None) -> str:
        """What lets the app open one view within three seconds."""
        name = f"{next(self._numbers)}.{next(self._numbers)}.{secrets.token_hex(16)}"
        self.triggers[name] = Trigger(person, self.clock() + TRIGGER_LIVES, view)
        return name

    def response(self, kind: str, channel: Channel, person: Member, message: Posted | None = None) -> str:
        """The path of a new response address."""
        path = f"/{kind}/{self.team.id}/{next(self._numbers)}/{secrets.token_hex(12)}"
        self.responses[path] = ResponseAddress(channel, person, self.clock() + RESPONSES_LIVE, message)
        return path

    def stranger(self, member: Member) -> bool:
        """Whether they are of elsewhere and share no channel with the bot."""
        return member.team is not self.team and not any(
            member.id in each.members and self.bot.id in each.members for each in self.channels.values()
        )

    def changed(self) -> None:
        """Wake who waits for something to happen."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, true: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait until this is true, looking whenever something changes.

        Raises:
            TimeoutError: it did not become true within so many real seconds.
        """
        async with asyncio.timeout(seconds):
            while not true():
                await self._changed.wait()
