"""Slack's Web API through its own client, with every failure sorted by what it means for what was asked.

The client's own retries are off: after an error of the server, a message may have been stored, and sending it again
posts it twice. What is tried again is for `sending` to decide.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.settings import SlackSettings
from liaison_bot.chat import TryLater, Unreachable

log = logging.getLogger(__name__)

SECONDS: Final = 10.0
"""Slack answers in less; after this, whether it did what was asked is uncertain."""
_SERVER_ERROR: Final = 500
_TOO_MANY: Final = 429
_LONGEST_HOLD: Final = 300.0
_CHANNELS_ON_A_PAGE: Final = 200
_MESSAGES_ON_A_PAGE: Final = 999
"""As many as Slack tells at once."""
_SERVERS: Final = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
)
"""Errors that Slack answers with when something went wrong on its side: what was asked may have been done."""
TOKEN: Final = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "org_login_required"}
)
"""What Slack says of a token that is not, or no longer, good."""
APP: Final = TOKEN | {
    *("missing_scope", "not_allowed_token_type", "no_permission", "access_denied", "ekm_access_denied"),
    *("team_access_not_granted", "two_factor_setup_required", "accesslimited", "messages_tab_disabled"),
}
"""What Slack says where the app itself has to be mended: nothing that was asked for is at fault."""
UNCHANGEABLE: Final = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""What Slack says of a message that is gone, or that the workspace's settings let nobody edit."""
_TO_BE_MENDED: Final = APP | UNCHANGEABLE - {"message_not_found"}
_TOLD_ELSEWHERE: Final = frozenset(
    {"auth.test", "apps.connections.open", "conversations.history", "conversations.replies"}
)
"""At the start, and while there is no connection; and that channels may not be read is nothing to be mended."""
_MENDED_AFTER: Final = timedelta(minutes=15)
_PER_CHANNEL: Final = frozenset({"chat.postMessage", "chat.postEphemeral"})
"""Methods that Slack limits for each channel; all others for the whole workspace."""


class RefusedError(Exception):
    """Slack said no, and nothing was done. `code` is Slack's own word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LimitedError(Exception):
    """Too much was asked; nothing was done. `after` is the wait that Slack named."""

    def __init__(self, seconds: float) -> None:
        super().__init__("rate limited")
        self.after = timedelta(seconds=seconds)


class UncertainError(Exception):
    """No clear answer came: what was asked may have been done or not."""


class NotSentError(Exception):
    """Slack was not reached: nothing was done."""


FAILURES: Final = (RefusedError, LimitedError, UncertainError, NotSentError)
"""Every way in which a call can end without an answer."""


def settled(no: RefusedError) -> Exception:
    """What a refusal means for a delivery: where the app has to be mended, that is no message's fault."""
    return TryLater(_MENDED_AFTER) if no.code in APP else Unreachable(f"Slack does not take it ({no.code})")


@contextmanager
def as_delivery_reads() -> Iterator[None]:
    """In this block, what goes wrong with Slack is what the core reads of it. Raises `TryLater` and `Unreachable`."""
    try:
        yield
    except LimitedError as limited:
        raise TryLater(limited.after) from None
    except (UncertainError, NotSentError):
        raise TryLater from None
    except RefusedError as no:
        raise settled(no) from None


def quiet_logger() -> logging.Logger:
    """Make a logger for Slack's library: below a warning it would tell what people say."""
    logger = logging.getLogger("adapters.slack.library")
    logger.setLevel(max(logging.WARNING, logging.getLogger().level))
    logger.filters = [_only_first_lines]
    return logger


def _only_first_lines(record: logging.LogRecord) -> bool:
    """Keep an error's kind and drop its traceback and body: they could hold what somebody typed."""
    record.msg = record.getMessage().partition("\n")[0].partition("{")[0][:200]
    record.args, record.exc_info, record.exc_text = (), None, None
    return True


class Web:
    """The methods that the bot uses, one by one. Every one raises what is above."""

    def __init__(self, settings: SlackSettings, session: aiohttp.ClientSession, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds
        self._held: dict[tuple[str, str], float] = {}
        self._unmended: dict[str, str] = {}
        self.session = session
        self.client = AsyncWebClient(
            token=settings.bot_token,
            base_url=settings.api_url,
            session=session,
            logger=quiet_logger(),
            retry_handlers=[],
        )

    @property
    def trouble(self) -> str:
        """What the operator has to mend; empty where nothing is known to be wrong."""
        return "; ".join(f"{method}: {code}" for method, code in self._unmended.items())

    async def identity(self) -> Mapping[str, Any]:
        """Whose the bot's token is; `scopes` is what it may do."""
        response = await self._response("auth.test", "", self.client.auth_test)
        told: dict[str, Any] = dict(response.data)
        told["scopes"] = str(response.headers.get("x-oauth-scopes", ""))
        return told

    async def socket(self) -> str:
        """Where the next socket is opened."""
        told = await self._ask(
            "apps.connections.open", "", lambda: self.client.apps_connections_open(app_token=self._settings.app_token)
        )
        return str(told["url"])

    async def post(self, channel: str, **message: Any) -> str:
        """Post a message; its `ts`."""
        told = await self._ask(
            "chat.postMessage",
            channel,
            lambda: self.client.chat_postMessage(channel=channel, unfurl_links=False, unfurl_media=False, **message),
        )
        return str(told["ts"])

    async def update(self, channel: str, ts: str, **message: Any) -> None:
        """Put other words in the place of a message's."""
        await self._ask("chat.update", channel, lambda: self.client.chat_update(channel=channel, ts=ts, **message))

    async def delete(self, channel: str, ts: str) -> None:
        """Take a message of the bot's own away."""
        await self._ask("chat.delete", channel, lambda: self.client.chat_delete(channel=channel, ts=ts))

    async def whisper(self, channel: str, user: str, **message: Any) -> None:
        """Say something that one person of a channel sees."""
        await self._ask(
            "chat.postEphemeral",
            channel,
            lambda: self.client.chat_postEphemeral(channel=channel, user=user, **message),
        )

    async def history(self, channel: str, most: int, *, thread: str = "", only: str = "") -> Mapping[str, Any]:
        """The latest messages of a conversation, or of a thread in it, with their metadata; or `only` the one named."""
        wanted: dict[str, Any] = {"limit": most}
        if only:
            wanted |= {"oldest": only, "latest": only, "inclusive": True}
        return await self._messages(channel, thread, wanted)

    async def between(
        self, channel: str, oldest: float, latest: float, *, thread: str = ""
    ) -> AsyncIterator[Mapping[str, Any]]:
        """Every message of a conversation, or of a thread in it, between two moments, both included: page by page.

        They are in seconds since 1970. A thread's first message comes along, whenever it was said.
        """
        wanted: dict[str, Any] = {"oldest": f"{oldest:.6f}", "latest": f"{latest:.6f}", "inclusive": True}
        wanted["limit"] = _MESSAGES_ON_A_PAGE
        while True:
            told = await self._messages(channel, thread, wanted)
            for message in _list(told, "messages"):
                yield message
            wanted["cursor"] = _next(told)
            if not wanted["cursor"]:
                return

    async def _messages(self, channel: str, thread: str, wanted: Mapping[str, Any]) -> Mapping[str, Any]:
        """One page of a conversation, or of a thread in it, with the messages' metadata."""
        wanted = {"include_all_metadata": True, **wanted}
        if thread:
            return await self._ask(
                "conversations.replies",
                channel,
                lambda: self.client.conversations_replies(channel=channel, ts=thread, **wanted),
            )
        return await self._ask(
            "conversations.history", channel, lambda: self.client.conversations_history(channel=channel, **wanted)
        )

    async def channel(self, channel: str) -> Mapping[str, Any]:
        """What a channel is now."""
        told = await self._ask("conversations.info", channel, lambda: self.client.conversations_info(channel=channel))
        return _table(told, "channel")

    async def channels(self) -> tuple[Mapping[str, Any], ...]:
        """What the channels are now that the bot is in, archived ones left out."""
        return await self._conversations("public_channel,private_channel,mpim", exclude_archived=True)

    async def directs(self) -> tuple[Mapping[str, Any], ...]:
        """Every direct conversation that the bot has with anybody, closed accounts included.

        That Slack leaves those in when it leaves out what is archived is written nowhere: it is not asked to.
        """
        return await self._conversations("im")

    async def _conversations(self, types: str, **wanted: bool) -> tuple[Mapping[str, Any], ...]:
        found: list[Mapping[str, Any]] = []
        cursor = ""
        while True:
            told = await self._page_of_conversations(types, wanted | ({"cursor": cursor} if cursor else {}))
            found += _list(told, "channels")
            cursor = _next(told)
            if not cursor:
                return tuple(found)

    async def _page_of_conversations(self, types: str, wanted: Mapping[str, Any]) -> Mapping[str, Any]:
        return await self._ask(
            "users.conversations",
            "",
            lambda: self.client.users_conversations(types=types, limit=_CHANNELS_ON_A_PAGE, **wanted),
        )

    async def person(self, user: str) -> Mapping[str, Any]:
        """Who somebody is, with their locale."""
        told = await self._ask("users.info", "", lambda: self.client.users_info(user=user, include_locale=True))
        return _table(told, "user")

    async def direct(self, user: str) -> str:
        """The conversation with somebody, begun where there is none yet."""
        told = await self._ask("conversations.open", user, lambda: self.client.conversations_open(users=user))
        return str(_table(told, "channel")["id"])

    async def upload(self, content: bytes, name: str, alt: str) -> str:
        """Give Slack a file that messages may show, and that is shared nowhere by itself; its id."""
        place = await self._ask(
            "files.getUploadURLExternal",
            "",
            lambda: self.client.files_getUploadURLExternal(filename=name, length=len(content), alt_txt=alt),
        )
        file = str(place["file_id"])
        await self._sent(str(place["upload_url"]), data=content)
        await self._ask(
            "files.completeUploadExternal",
            "",
            lambda: self.client.files_completeUploadExternal(files=[{"id": file, "title": name}]),
        )
        return file

    async def open_view(self, trigger: str, view: Mapping[str, Any]) -> str:
        """Open a view in answer to something somebody did; its id."""
        told = await self._ask("views.open", "", lambda: self.client.views_open(trigger_id=trigger, view=dict(view)))
        return str(_table(told, "view")["id"])

    async def update_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        """Change a view that is open."""
        await self._ask("views.update", "", lambda: self.client.views_update(view_id=view_id, view=dict(view)))

    async def publish(self, user: str, view: Mapping[str, Any]) -> None:
        """Put somebody's Home."""
        await self._ask("views.publish", "", lambda: self.client.views_publish(user_id=user, view=dict(view)))

    async def respond(self, url: str, body: Mapping[str, Any]) -> None:
        """Answer at the address that came with a command or a press."""
        if error := _error_in(await self._sent(url, json=body)):
            raise RefusedError(error)

    async def _sent(self, url: str, **what: Any) -> str:
        """Send something to an address that Slack named for it; what is said to that."""
        try:
            async with asyncio.timeout(self._seconds), self.session.post(url, **what) as response:
                told = await response.text(errors="replace")
                status = response.status
        except aiohttp.ClientConnectorError:
            raise NotSentError from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            raise UncertainError from None
        if status == _TOO_MANY:
            raise LimitedError(_wait(response.headers))
        if status >= _SERVER_ERROR:
            raise UncertainError
        if status >= 300:  # noqa: PLR2004 - neither done nor moved elsewhere
            raise RefusedError(f"http_{status}")
        return told

    async def _ask(self, method: str, channel: str, call: Callable[[], Awaitable[Any]]) -> Mapping[str, Any]:
        response = await self._response(method, channel, call)
        return response.data if isinstance(response.data, dict) else {}

    async def _response(self, method: str, channel: str, call: Callable[[], Awaitable[Any]]) -> Any:
        """Ask one thing, once. While Slack wants a method left alone, it is not asked at all."""
        now = asyncio.get_running_loop().time()
        limit = (method, channel if method in _PER_CHANNEL else "")
        until = self._held.get(limit, 0.0)
        if until > now:
            raise LimitedError(until - now)
        self._held.pop(limit, None)
        try:
            async with asyncio.timeout(self._seconds):
                response = await call()
        except SlackApiError as error:
            failure = _sorted(error)
            if isinstance(failure, LimitedError):
                self._held = {each: until for each, until in self._held.items() if until > now}
                self._held[limit] = asyncio.get_running_loop().time() + failure.after.total_seconds()
            if isinstance(failure, RefusedError):
                self._refused(method, failure.code)
            raise failure from None
        except aiohttp.ClientConnectorError:
            raise NotSentError from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError):
            raise UncertainError from None  # a body that is not JSON ends in the last two
        self._unmended.pop(method, None)
        return response

    def _refused(self, method: str, code: str) -> None:
        """Tell the operator once what they have to mend."""
        if code not in _TO_BE_MENDED or method in _TOLD_ELSEWHERE or self._unmended.get(method) == code:
            return
        self._unmended[method] = code
        todo = "see the app's settings, and reinstall it"
        if code in TOKEN:
            todo = "put a new slack.bot_token and restart"
        elif code in UNCHANGEABLE:
            todo = "see the workspace's settings: the bot has to be allowed to edit its messages at any time"
        log.error("slack: %s is refused (%s); %s", method, code, todo)


def _sorted(error: SlackApiError) -> Exception:
    """What an error of Slack's means."""
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    told = getattr(response, "data", None)
    code = str(told.get("error", "")) if isinstance(told, dict) else ""
    if status == _TOO_MANY or code in {"ratelimited", "rate_limited"}:
        return LimitedError(_wait(response.headers))
    if not code or status >= _SERVER_ERROR or code in _SERVERS:
        return UncertainError()
    return RefusedError(code)


def _error_in(body: str) -> str:
    """What the address of an answer says was wrong, where it says so with a status of 200; it may say `ok` alone."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    return str(told.get("error") or "not_ok") if isinstance(told, dict) and told.get("ok") is False else ""


def _wait(headers: Mapping[str, str]) -> float:
    try:
        return min(max(float(headers.get("Retry-After", "1")), 0.0), _LONGEST_HOLD)
    except ValueError:
        return 1.0


def _table(told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = told.get(key)
    return value if isinstance(value, dict) else {}


def _list(told: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = told.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _next(told: Mapping[str, Any]) -> str:
    """Where the next page begins; empty after the last."""
    return str(_table(told, "response_metadata").get("next_cursor") or "")
