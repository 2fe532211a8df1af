"""Who can read a place now: asked of Slack each time it matters, remembered for seconds, and refused when unknown."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from adapters.slack.settings import PLATFORM
from adapters.slack.web import APP, FAILURES, LimitedError, NotSentError, RefusedError, UncertainError, Web, settled
from liaison_bot.chat import Account, Audience, TryLater, Unreachable, Where

CHANNEL_SECONDS: Final = 3.0
PERSON_SECONDS: Final = 60.0
_MOST: Final = 5_000
_GUESS_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the workspace, or of one that shares a channel with it. `locale` is empty for the latter."""

    teams: frozenset[str]
    active: bool
    locale: str = ""


def audience_of(channel: Mapping[str, Any]) -> Audience:
    """Who can read a channel, as Slack describes it. What it does not say clearly counts as unknown."""
    if channel.get("is_im") is True:
        return Audience.ONE_PERSON
    flags = [channel.get(flag, False) for flag in ("is_ext_shared", "is_pending_ext_shared", "is_archived")]
    if not isinstance(channel.get("is_private"), bool) or not all(isinstance(flag, bool) for flag in flags):
        return Audience.UNKNOWN
    shared, pending, archived = flags
    if archived:
        return Audience.UNKNOWN
    if not (channel["is_private"] or channel.get("is_mpim") is True):
        return Audience.OPEN
    return Audience.OUTSIDERS if shared or pending else Audience.MEMBERS


def person_of(user: Mapping[str, Any]) -> Person:
    """Somebody, as Slack describes them. Bots are nobody."""
    grid = user.get("enterprise_user")
    known = grid if isinstance(grid, dict) else {}
    teams = {user.get("team_id"), known.get("enterprise_id"), *(known.get("teams") or ())}
    active = not any(user.get(flag) for flag in ("deleted", "is_bot", "is_workflow_bot"))
    locale = user.get("locale")
    return Person(
        frozenset(team for team in teams if isinstance(team, str)), active, locale if isinstance(locale, str) else ""
    )


class Audiences:
    """Asks Slack about channels and people."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._channels: dict[str, tuple[float, Mapping[str, Any]]] = {}
        self._people: dict[str, tuple[float, Person | None]] = {}
        self._directs: dict[str, str] = {}
        self._listed: dict[str, str] = {}
        self._languages: dict[str, str] = {}
        self._asking: dict[str, asyncio.Future[Mapping[str, Any]]] = {}

    async def of(self, to: Account | Where) -> Audience:
        """Who can read this place, or this person's direct conversation. Raises `TryLater` when nobody answers."""
        if to.platform != PLATFORM:
            return Audience.UNKNOWN
        if isinstance(to, Account):
            return Audience.ONE_PERSON if await self._asked(self.reaches(to)) else Audience.UNKNOWN
        if to.id[:1] in {"U", "W"}:
            found = await self._asked(self.person(to.id))
            return Audience.ONE_PERSON if found and found.active else Audience.UNKNOWN
        return audience_of(await self._asked(self.channel(to.id)))

    async def here(self, channel: str, user: str) -> Audience:
        """Who can read what is said where somebody has just spoken. Never raises: what is not known is refused.

        A direct conversation counts as one only when it is the bot's own with this very person.
        """
        try:
            told = await self.channel(channel)
        except FAILURES:
            return Audience.UNKNOWN
        audience = audience_of(told)
        if audience is Audience.ONE_PERSON and told.get("user") != user:
            return Audience.UNKNOWN
        return audience

    async def channel(self, channel: str) -> Mapping[str, Any]:
        """What a channel is, as asked within the last seconds; nothing for one that the bot cannot see."""
        now = asyncio.get_running_loop().time()
        at, told = self._channels.get(channel, (0.0, {}))
        if told and now - at < CHANNEL_SECONDS:
            return told
        self._channels.pop(channel, None)
        try:
            return await self._together(_channel_key(channel), lambda: self._seen(channel))
        except RefusedError as no:
            if no.code in APP:
                raise
            return {}

    async def _seen(self, channel: str) -> Mapping[str, Any]:
        """Ask about a channel, and remember it, unless it has changed while that was asked."""
        told = await self._web.channel(channel)
        if self._asking.get(_channel_key(channel)) is asyncio.current_task():
            _keep(self._channels, channel, (asyncio.get_running_loop().time(), told))
        return told

    async def person(self, user: str) -> Person | None:
        """Who somebody is; None for whom Slack does not know."""
        now = asyncio.get_running_loop().time()
        found = self._people.get(user)
        if found and now - found[0] < PERSON_SECONDS:
            return found[1]
        try:
            known = person_of(await self._together(f"person {user}", lambda: self._web.person(user)))
        except RefusedError as no:
            if no.code not in {"user_not_found", "user_not_visible"}:
                raise
            known = None
        _keep(self._people, user, (now, known))
        return known

    async def language(self, user: str) -> str:
        """Somebody's language, as two letters, as far as Slack tells it in a moment; asked once."""
        if user not in self._languages:
            try:
                async with asyncio.timeout(_GUESS_SECONDS):
                    known = await self.person(user)
            except (*FAILURES, TimeoutError):
                return ""
            _keep(self._languages, user, known.locale[:2] if known else "")
        return self._languages[user]

    async def reaches(self, account: Account) -> bool:
        """Tell whether this very account is somebody who can be written to."""
        if account.platform != PLATFORM:
            return False
        known = await self.person(account.user)
        return known is not None and known.active and account.team in known.teams

    async def direct(self, account: Account, *, acted: bool = False) -> str:
        """The conversation with somebody. Raises `Unreachable` for whom there is none.

        Of somebody who has just `acted` it is not asked whether they are still there.
        """
        if acted and account.user in self._directs:
            return self._directs[account.user]
        if account.platform != PLATFORM or not await self.reaches(account):
            raise Unreachable("no active account of this workspace, or of one that shares a channel with it")
        if account.user not in self._directs:
            try:
                self._directs[account.user] = await self._web.direct(account.user)
            except RefusedError as no:
                raise settled(no) from None
        return self._directs[account.user]

    async def standing(self, account: Account) -> str:
        """The conversation that there is with somebody, whatever has become of their account; none is begun.

        Raises `Unreachable` where there is none.
        """
        known = await self.person(account.user)
        if known and account.team not in known.teams:
            raise Unreachable("an account of another workspace")
        if account.user in self._directs:
            return self._directs[account.user]
        if account.user not in self._listed:
            self._listed = {str(one.get("user")): str(one.get("id")) for one in await self._web.directs()}
        if account.user not in self._listed:
            raise Unreachable("no direct conversation with this account")
        return self._listed[account.user]

    async def address(self, to: Account | Where) -> str:
        """The channel that something is said in. Raises `Unreachable` and `TryLater`."""
        if to.platform != PLATFORM:
            raise Unreachable("another platform's")
        if isinstance(to, Where):
            return to.id
        found: str = await self._asked(self.direct(to))
        return found

    def learn(self, user: str, channel: str) -> None:
        """Somebody wrote in their direct conversation: it is this one."""
        _keep(self._directs, user, channel)

    def forget(self, channel: str) -> None:
        """Ask anew about a channel: something about it has changed."""
        self._channels.pop(channel, None)
        self._asking.pop(_channel_key(channel), None)

    @staticmethod
    async def _asked(asking: Any) -> Any:
        try:
            return await asking
        except LimitedError as limited:
            raise TryLater(limited.after) from None
        except RefusedError as no:
            found = settled(no)
            raise found if isinstance(found, TryLater) else TryLater from None
        except (UncertainError, NotSentError):
            raise TryLater from None

    async def _together(self, what: str, ask: Callable[[], Awaitable[Mapping[str, Any]]]) -> Mapping[str, Any]:
        """Ask Slack once for everybody who wants to know this now. Who stops waiting takes nothing from the others."""
        asking = self._asking.get(what)
        if asking is None:
            asking = self._asking[what] = asyncio.ensure_future(ask())
            asking.add_done_callback(partial(self._asked_once, what))
        return await asyncio.shield(asking)

    def _asked_once(self, what: str, ended: "asyncio.Future[Mapping[str, Any]]") -> None:
        if self._asking.get(what) is ended:
            del self._asking[what]
        if not ended.cancelled():
            ended.exception()  # whoever still waits for it has it; nobody need


def _channel_key(channel: str) -> str:
    return f"channel {channel}"


def _keep(table: dict[str, Any], key: str, value: Any) -> None:
    table[key] = value
    if len(table) > _MOST:
        del table[next(iter(table))]
