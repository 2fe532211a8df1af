"""What `doctor` asks of Slack: whether the tokens are good, and which accounts nobody answers at any more."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import aiohttp

from adapters.slack.audience import Audiences
from adapters.slack.platform import identity
from adapters.slack.settings import SlackSettings
from adapters.slack.web import FAILURES, RefusedError, Web
from liaison_bot.chat import Account

_SECONDS: Final = 20.0
_MOST: Final = 80
"""Accounts that are asked about in one go: Slack answers about a hundred a minute."""
_FAILURES: Final = (*FAILURES, TimeoutError)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found: of the tokens in words, and whether it is well; of the accounts those that are gone."""

    tokens: str
    well: bool
    unreachable: tuple[Account, ...] = ()


async def examined(settings: SlackSettings, accounts: Sequence[Account]) -> Examined:
    """Ask Slack. Never raises: what cannot be found out is told."""
    async with aiohttp.ClientSession() as session:
        web = Web(settings, session)
        try:
            me = identity(await web.identity())
        except _FAILURES as wrong:
            return Examined(f"bot_token: {_why(wrong)}", well=False)
        if settings.team_id and settings.team_id != me.team:
            return Examined(f"the bot token belongs to workspace {me.team}, not {settings.team_id}", well=False)
        if me.missing:
            return Examined(f"the app lacks scopes that it needs: {', '.join(me.missing)}", well=False)
        try:
            await web.socket()
        except _FAILURES as wrong:
            return Examined(f"app_token: {_why(wrong)}", well=False)
        return Examined(f"good, for workspace {me.team}", well=True, unreachable=await _gone(web, accounts[:_MOST]))


async def _gone(web: Web, accounts: Sequence[Account]) -> tuple[Account, ...]:
    audiences, gone = Audiences(web), list[Account]()
    try:
        async with asyncio.timeout(_SECONDS):
            for account in accounts:
                if not await audiences.reaches(account):
                    gone.append(account)
    except _FAILURES:
        return tuple(gone)
    return tuple(gone)


def _why(wrong: BaseException) -> str:
    if isinstance(wrong, RefusedError):
        return f"Slack does not take it ({wrong.code})"
    return "Slack could not be reached"
