"""Taking back: what the bot said of something is deleted, found by what its messages carry.

Slack keeps that with the messages, so nothing has to be remembered for it. Where the bot may not read, which is in
channels without the guard's rights, it deletes what it remembers to have said there.

A message is deleted while nobody else speaks in the channel, so that no card is redrawn meanwhile that is gone. What
only one person was shown is not Slack's to delete: it vanishes by itself.
"""

import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from adapters.slack.audience import Audiences
from adapters.slack.channels import Channels, about, payload
from adapters.slack.settings import PLATFORM
from adapters.slack.web import APP, RefusedError, Web, as_delivery_reads
from liaison_bot.chat import Account, Telling, TryLater, Unreachable, Where

log = logging.getLogger(__name__)

THREADS_LIVE: Final = timedelta(days=30)
"""In a thread whose first message is older than this nobody answers any more, and nothing is looked for."""
_GONE: Final = "message_not_found"
_NO_PLACE: Final = frozenset({"channel_not_found", "not_in_channel"})
_FORBIDDEN: Final = "cant_delete_message"
"""What Slack says of a message that is not the bot's own, or where its owners let nobody but themselves delete."""
_MOST: Final = 5_000


@dataclass(slots=True)
class Progress:
    """How far one telling was taken back in one place, when that takes more than one go.

    `threads` were gone through, and `refused` are the messages that Slack would not delete, since the place was last
    gone through to its end. `warned`: of which messages the operator has been told that.
    """

    count: int = 0
    threads: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    warned: set[str] = field(default_factory=set)


class TakingBack:
    """Deletes the bot's own messages of one workspace. `me`: as whom Slack names it, by its user and as a bot."""

    def __init__(self, web: Web, audiences: Audiences, channels: Channels, me: frozenset[str]) -> None:
        self._web = web
        self._audiences = audiences
        self._channels = channels
        self._me = me
        self._begun: dict[tuple[Account | Where, Telling], Progress] = {}

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """Delete what was said there; how many messages. Raises `TryLater` and `Unreachable`.

        What was deleted before Slack wanted a pause stays so, and counts the next time. So it does where Slack does not
        let the bot delete some of it: the rest goes, and then this raises `TryLater` without a wait, each time anew,
        for whoever runs the workspace can allow it.
        """
        progress = self._progress(to, telling)
        try:
            await self._go(to, telling, progress)
        except Unreachable:
            del self._begun[to, telling]
            raise
        if progress.refused:
            progress.threads.clear()
            progress.refused.clear()
            raise TryLater
        del self._begun[to, telling]
        return progress.count

    async def _go(self, to: Account | Where, telling: Telling, progress: Progress) -> None:
        """Go through the place, from where Slack wanted a pause the last time. Raises `TryLater` and `Unreachable`."""
        with as_delivery_reads():
            channel, direct = await self._place(to)
            if direct:
                await self._through(channel, telling, progress)
            else:
                await self._through_room(channel, telling, progress)

    async def _place(self, to: Account | Where) -> tuple[str, bool]:
        """The channel that it was said in, and whether that is a direct conversation."""
        if to.platform != PLATFORM:
            raise Unreachable("another platform's")
        if isinstance(to, Account):
            return await self._audiences.standing(to), True
        told = await self._audiences.channel(to.id)
        if not told or told.get("is_member") is False:
            raise Unreachable("no channel that the bot is in")
        return to.id, told.get("is_im") is True

    def _progress(self, to: Account | Where, telling: Telling) -> Progress:
        """What was done of it before. The core may have given others up without a word: the oldest go."""
        progress = self._begun.setdefault((to, telling), Progress())
        if len(self._begun) > _MOST:
            del self._begun[next(iter(self._begun))]
        return progress

    async def _through(self, channel: str, telling: Telling, progress: Progress) -> None:
        """Go through a conversation and its threads.

        Answers go first: what a thread began with leaves its place behind, and is not needed to find them only then.
        """
        since, until = _span(telling)
        threads, found = list[str](), list[str]()
        async for message in self._web.between(channel, since - THREADS_LIVE.total_seconds(), until):
            if float(message.get("latest_reply") or 0) >= since:
                threads.append(str(message["ts"]))
            if self._is_to_go(message, telling):
                found.append(str(message["ts"]))
        for thread in threads:
            if thread not in progress.threads:
                answers = await self._all(self._web.between(channel, since, until, thread=thread), telling)
                await self._delete(channel, [ts for ts in answers if ts != thread], progress)
                progress.threads.add(thread)
        await self._delete(channel, found, progress)

    async def _through_room(self, channel: str, telling: Telling, progress: Progress) -> None:
        """Go through a channel, in whose threads the bot says nothing that stays."""
        try:
            found = await self._all(self._web.between(channel, *_span(telling)), telling)
        except RefusedError as no:
            if no.code != "missing_scope":
                raise
            remembered = self._channels.of(channel).tells.items()
            found = [ts for ts, told in remembered if _is_wanted(ts, told, telling)]
        await self._delete(channel, found, progress)

    async def _all(self, messages: AsyncIterator[Mapping[str, Any]], telling: Telling) -> list[str]:
        """Which of these messages are to go."""
        return [str(message["ts"]) async for message in messages if self._is_to_go(message, telling)]

    def _is_to_go(self, message: Mapping[str, Any], telling: Telling) -> bool:
        """Tell whether this message is to go. What others wrote is not the bot's, whatever they let it carry."""
        own = bool(self._me & {message.get("user"), message.get("bot_id")})
        return own and _is_wanted(str(message.get("ts")), about(payload(message)), telling)

    async def _delete(self, channel: str, found: Iterable[str], progress: Progress) -> None:
        state = self._channels.of(channel)
        for ts in found:
            if ts in progress.refused:
                continue
            async with state.turn:
                try:
                    await self._web.delete(channel, ts)
                except RefusedError as no:
                    if no.code in APP | _NO_PLACE:
                        raise
                    if no.code != _GONE:
                        _refused(channel, ts, no.code, progress)
                        continue
                else:
                    progress.count += 1
                state.forget(ts)


def _refused(channel: str, ts: str, code: str, progress: Progress) -> None:
    """Go on without this message, and tell the operator once."""
    progress.refused.add(ts)
    if ts in progress.warned:
        return
    progress.warned.add(ts)
    todo = "see what Slack's page on chat.delete says of that"
    if code == _FORBIDDEN:
        todo = (
            "a workspace owner has to let everyone delete messages (Workspace settings, Permissions, Message Deletion)"
        )
    log.warning("slack: message %s in %s may not be deleted (%s); %s; it is tried again", ts, channel, code, todo)


def _span(telling: Telling) -> tuple[float, float]:
    """From when to when it was said, in seconds since 1970."""
    return telling.since.timestamp(), telling.until.timestamp()


def _is_wanted(ts: str, told: str, telling: Telling) -> bool:
    """Tell whether what a message tells of, and when it was said, are what is to be taken back."""
    since, until = _span(telling)
    return told == telling.about and since <= float(ts) <= until
