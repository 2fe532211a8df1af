"""A bare slack-bolt app over the fake: the smallest thing that works, to measure and to check the fake by."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from slack.fake import FakeSlack


def client(slack: FakeSlack, token: str = "") -> AsyncWebClient:
    """The real client, at the fake, without its own retries: they post twice."""
    return AsyncWebClient(token or slack.app.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=5)


@asynccontextmanager
async def bolt(slack: FakeSlack, ping_interval: float = 5) -> AsyncIterator[AsyncApp]:
    """A bolt app connected to the fake; whoever uses it adds listeners."""
    app = AsyncApp(client=client(slack), ignoring_self_events_enabled=True, process_before_response=False)
    handler = AsyncSocketModeHandler(app, slack.app.app_token, web_client=client(slack), ping_interval=ping_interval)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.connected()
    try:
        yield app
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def add_echo(app: AsyncApp) -> None:
    """Answer `/referral` privately and a message in the same place, with what was said."""

    @app.command("/referral")
    async def command(ack: Any, respond: Any, command: dict[str, Any]) -> None:
        await ack()
        await respond(f"echo: {command['text']}")

    @app.event("message")
    async def message(event: dict[str, Any], say: Any) -> None:
        await say(f"echo: {event['text']}")
