"""The Slack adapter, made from the operator's settings. It is imported only where it is configured, or asked about."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from liaison_bot.chat import ChatPlatform
from liaison_bot.clock import Clock
from liaison_bot.config_slack import Slack
from liaison_bot.doctor import Finding
from liaison_bot.errors import ConfigError
from liaison_bot.records.directory import Directory
from liaison_bot.words import Catalogues

SLACK = "slack"
_TOPICS = ("referral", "liaison")
"""The topics that have a slash command of their own."""


def slack_platform(wanted: Slack, announce: Callable[[str], None], clock: Clock) -> ChatPlatform:
    """The bot's app in its workspace. Raises `ConfigError` where the libraries for it are not installed."""
    adapter = _adapter()
    platform: ChatPlatform = adapter.SlackPlatform(_settings(adapter, wanted), announce=announce, clock=clock)
    return platform


def slack_manifest(catalogues: Catalogues, language: str, *, guard_channels: bool) -> dict[str, Any]:
    """What an administrator makes the app with, worded in a language. Raises `ConfigError`."""
    adapter, words = _adapter(), catalogues.of(language)
    offered = tuple(
        adapter.Offered(topic, words(f"slack-command-{topic}"), words(f"slack-hint-{topic}")) for topic in _TOPICS
    )
    manifest: dict[str, Any] = adapter.manifest(
        "liaison-bot", words("slack-about"), offered, guard_channels=guard_channels
    )
    return manifest


def slack_findings(wanted: Slack, directory: Directory, now: datetime) -> Iterator[Finding]:
    """What `doctor` tells: how the running bot is connected, whether the tokens are good, who cannot be reached."""
    adapter = _adapter()
    told, well = adapter.told(adapter.read_status(wanted.status), now)
    yield Finding("slack connection", told, well=well)
    people = {link.account: link.person for link in directory.links if link.account.platform == SLACK}
    found = asyncio.run(adapter.examined(_settings(adapter, wanted), tuple(people)))
    yield Finding("slack tokens", found.tokens, well=found.well)
    if found.well:
        gone = ", ".join(f"person {people[account]}" for account in found.unreachable)
        yield Finding("slack accounts that cannot be reached", gone or "none", well=not gone)


def _adapter() -> Any:
    """The adapter's package, for its types are its own. Raises `ConfigError` where its libraries are missing."""
    try:
        from adapters import slack  # noqa: PLC0415 - only where configured
    except ModuleNotFoundError as missing:
        told = f"[slack] needs the library {missing.name}, which is not installed: pip install 'liaison-bot[slack]'"
        raise ConfigError(told) from None
    return slack


def _settings(adapter: Any, wanted: Slack) -> Any:
    return adapter.SlackSettings(
        bot_token=wanted.bot_token.reveal(),
        app_token=wanted.app_token.reveal(),
        api_url=wanted.api_url,
        team_id=wanted.team_id,
        status=wanted.status,
        journal=wanted.journal,
    )
