"""Slack as a chat platform: what the core asks of it, and the parts that it is put together from."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.answering import Answering
from adapters.slack.audience import Audiences
from adapters.slack.channels import Channels
from adapters.slack.connection import PING_SECONDS, Connection, SlackStartError
from adapters.slack.home import Home
from adapters.slack.inbound import Reader
from adapters.slack.journal import Journal
from adapters.slack.listening import Listening
from adapters.slack.manifest import GUARD_SCOPES, SCOPES
from adapters.slack.sending import Sending
from adapters.slack.settings import PLATFORM, SlackSettings
from adapters.slack.status import Status, keep
from adapters.slack.taking_back import TakingBack
from adapters.slack.talk import Talk
from adapters.slack.watching import LOOK_SECONDS, Watching
from adapters.slack.web import LimitedError, NotSentError, RefusedError, UncertainError, Web, quiet_logger
from liaison_bot.chat import Account, Audience, Core, Message, Telling, TryLater, Where

log = logging.getLogger(__name__)

_START_WAIT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is: its workspace, its user, its bot id, and which of the scopes it needs are missing.

    `hears_all`: it has the rights to hear what is said in channels to others.
    """

    team: str
    user: str
    bot: str
    missing: tuple[str, ...]
    hears_all: bool = False


class SlackPlatform:
    """A `liaison_bot.chat.ChatPlatform` in one workspace. `announce` is told the bot's own id once it is connected."""

    name: Final = PLATFORM

    def __init__(
        self,
        settings: SlackSettings,
        *,
        announce: Callable[[str], None],
        clock: Callable[[], datetime],
        ping: float = PING_SECONDS,
        look: float = LOOK_SECONDS,
    ) -> None:
        self._settings = settings
        self._announce = announce
        self._clock = clock
        self._ping = ping
        self._look = look
        self._audiences: Audiences | None = None
        self._sending: Sending | None = None
        self._taking_back: TakingBack | None = None
        self._home: Home | None = None

    async def run(self, core: Core) -> None:
        """Stay connected until cancelled. Raises `SlackStartError` where the operator has something to do."""
        timeout = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            web = Web(self._settings, session)
            me = await signed_in(web, self._settings)
            if me.missing:
                log.error("slack: the app lacks scopes that it needs: %s", ", ".join(me.missing))
            with closing(Journal(self._settings.journal, self._settings.bot_token)) as journal:
                await self._serve(core, web, me, journal)

    async def audience(self, to: Account | Where) -> Audience:
        """Who can read this place now, as Slack says. Raises `TryLater` when it cannot be asked."""
        if self._audiences is None:
            raise TryLater
        return await self._audiences.of(to)

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        """Say something by itself. Raises `TryLater` or `Unreachable`."""
        if self._audiences is None or self._sending is None:
            raise TryLater
        made = asyncio.get_running_loop().time()
        channel = await self._audiences.address(to)
        await self._sending.notice(channel, message, key, made)
        if self._home and isinstance(to, Account):
            self._home.changed(to)

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """Delete what was said there. Raises `TryLater` or `Unreachable`."""
        if self._taking_back is None:
            raise TryLater
        count = await self._taking_back.take_back(to, telling)
        if self._home and isinstance(to, Account):
            self._home.changed(to)
        return count

    async def _serve(self, core: Core, web: Web, me: Identity, journal: Journal) -> None:
        audiences, channels = Audiences(web), Channels()
        sending = Sending(web, channels)
        taking_back = TakingBack(web, audiences, channels, frozenset({me.user, me.bot}))
        home = Home(web, core, audiences)
        answering = Answering(core, web, audiences, sending, self._clock)
        talk = Talk(core, web, audiences, answering, home, hears_all=me.hears_all)
        reader = Reader(me.team, me.user, self._settings.bot_token)
        watching = Watching(web, core, audiences, self._look)
        listening = Listening(reader, talk, home, watching, journal, self._clock)
        app = bolt(self._settings, me, web.session)
        app.use(listening)
        announced, changed = asyncio.Event(), asyncio.Event()

        def connected() -> None:
            self._audiences, self._sending, self._home = audiences, sending, home
            self._taking_back = taking_back
            changed.set()
            watching.look()
            if not announced.is_set():
                announced.set()
                listening.go_on()
                self._announce(me.user)

        connection = Connection(web, app, self._clock, connected, ping=self._ping)

        def status() -> Status:
            since = connection.since.isoformat() if connection.since else ""
            return Status(self._clock().isoformat(), since, connection.trouble or web.trouble)

        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(connection.run())
                group.create_task(watching.run())
                if self._settings.status:
                    group.create_task(keep(self._settings.status, status, changed))
        finally:
            self._audiences = self._sending = self._taking_back = self._home = None
            await listening.close()
            await home.close()


def bolt(settings: SlackSettings, me: Identity, session: aiohttp.ClientSession) -> AsyncApp:
    """Bolt, without what it would do for an app on the open network, and without retries of its own."""
    result = AuthorizeResult(
        enterprise_id=None, team_id=me.team, bot_user_id=me.user, bot_id=me.bot, bot_token=settings.bot_token
    )

    async def authorize(**_asked: Any) -> AuthorizeResult:
        return result

    client = AsyncWebClient(base_url=settings.api_url, session=session, logger=quiet_logger(), retry_handlers=[])
    return AsyncApp(
        logger=quiet_logger(),
        name="liaison-bot",
        client=client,
        authorize=authorize,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


async def signed_in(web: Web, settings: SlackSettings) -> Identity:
    """See that both tokens are good, and whose they are; wait while Slack is away. Raises `SlackStartError`."""
    me = identity(await _asked(web.identity, "bot_token"))
    if settings.team_id and me.team != settings.team_id:
        raise SlackStartError(f"slack.team_id: the bot token belongs to workspace {me.team}, not {settings.team_id}")
    await _asked(web.socket, "app_token")
    return me


def identity(told: Mapping[str, Any]) -> Identity:
    """Who the bot is, from what `auth.test` says."""
    granted = {scope.strip() for scope in str(told.get("scopes", "")).split(",") if scope.strip()}
    missing = tuple(scope for scope in SCOPES if scope not in granted) if granted else ()
    hears_all = granted.issuperset(GUARD_SCOPES)
    return Identity(str(told.get("team_id")), str(told.get("user_id")), str(told.get("bot_id")), missing, hears_all)


async def _asked(ask: Callable[[], Any], token: str) -> Any:
    while True:
        try:
            return await ask()
        except RefusedError as no:
            raise SlackStartError(f"slack.{token}: Slack does not take it ({no.code})") from None
        except LimitedError as limited:
            wait = limited.after.total_seconds()
        except (UncertainError, NotSentError):
            wait = _START_WAIT
        log.warning("slack: cannot be reached; trying again in %d s", wait)
        await asyncio.sleep(wait)
