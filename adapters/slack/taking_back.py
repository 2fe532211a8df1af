"""Taking back: what the bot said of something is deleted, found by what its messages carry.

Slack keeps that with the messages, so nothing has to be remembered for it. Where the bot may not read, which is in
channels without the guard's rights, it deletes what it remembers to have said there.

A message is deleted while nobody else speaks in the channel, so that no card is redrawn meanwhile that is gone. What
only one person was shown is not Slack's to delete: it vanishes by itself.
"""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from adapters.slack.audience import Audiences
from adapters.slack.channels import Channels, about, payload
from adapters.slack.settings import PLATFORM
from adapters.slack.web import APP, LimitedError, NotSentError, RefusedError, UncertainError, Web, settled
from liaison_bot.chat import Account, Telling, TryLater, Unreachable, Where

log = logging.getLogger(__name__)

THREADS_LIVE: Final = timedelta(days=30)
"""In a thread whose first message is older than this nobody answers any more, and nothing is looked for."""
_GONE: Final = "message_not_found"
_NO_PLACE: Final = frozenset({"channel_not_found", "not_in_channel"})


@dataclass(slots=True)
class Progress:
    """How far one place was gone through, when that took more than one go: which threads, and what was deleted."""

    tellings: frozenset[Telling]
    threads: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)


class TakingBack:
    """Deletes the bot's own messages of one workspace."""

    def __init__(self, web: Web, audiences: Audiences, channels: Channels) -> None:
        self._web = web
        self._audiences = audiences
        self._channels = channels
        self._begun: dict[Account | Where, Progress] = {}

    async def take_back(self, to: Account | Where, tellings: Sequence[Telling]) -> Mapping[str, int]:
        """Delete what was said there; how many messages, by what they told of. Raises `TryLater` and `Unreachable`.

        What was deleted before Slack wanted a pause stays so, and counts the next time.
        """
        try:
            channel, direct = await self._place(to)
            progress = self._progress(to, frozenset(tellings))
            if direct:
                await self._through(channel, progress)
            else:
                await self._through_room(channel, progress)
        except LimitedError as limited:
            raise TryLater(limited.after) from None
        except (UncertainError, NotSentError):
            raise TryLater from None
        except RefusedError as no:
            raise settled(no) from None
        return self._begun.pop(to).counts

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

    def _progress(self, to: Account | Where, tellings: frozenset[Telling]) -> Progress:
        """What was done of this before. The threads are gone through again where something else is wanted from them."""
        progress = self._begun.setdefault(to, Progress(tellings))
        if progress.tellings != tellings:
            progress.tellings, progress.threads = tellings, set()
        return progress

    async def _through(self, channel: str, progress: Progress) -> None:
        """Go through a conversation and its threads.

        Answers go first: what a thread began with leaves its place behind, and is not needed to find them only then.
        """
        since = min(telling.since for telling in progress.tellings).timestamp()
        until = max(telling.until for telling in progress.tellings).timestamp()
        threads, found = list[str](), dict[str, str]()
        async for message in self._web.between(channel, since - THREADS_LIVE.total_seconds(), until):
            if float(message.get("latest_reply") or 0) >= since:
                threads.append(str(message["ts"]))
            found |= _told(message, progress.tellings)
        for thread in threads:
            if thread not in progress.threads:
                answers = await _all(self._web.between(channel, since, until, thread=thread), progress.tellings)
                answers.pop(thread, None)
                await self._delete(channel, answers, progress)
                progress.threads.add(thread)
        await self._delete(channel, found, progress)

    async def _through_room(self, channel: str, progress: Progress) -> None:
        """Go through a channel, in whose threads the bot says nothing that stays."""
        since = min(telling.since for telling in progress.tellings).timestamp()
        until = max(telling.until for telling in progress.tellings).timestamp()
        try:
            found = await _all(self._web.between(channel, since, until), progress.tellings)
        except RefusedError as no:
            if no.code != "missing_scope":
                raise
            remembered = self._channels.of(channel).tells.items()
            found = {ts: told for ts, told in remembered if _wanted(ts, told, progress.tellings)}
        await self._delete(channel, found, progress)

    async def _delete(self, channel: str, found: Mapping[str, str], progress: Progress) -> None:
        for ts, told in found.items():
            state = self._channels.of(channel)
            async with state.turn:
                try:
                    await self._web.delete(channel, ts)
                except RefusedError as no:
                    if no.code in APP | _NO_PLACE:
                        raise
                    if no.code != _GONE:
                        log.warning("slack: message %s in %s may not be deleted (%s)", ts, channel, no.code)
                        continue
                else:
                    progress.counts[told] += 1
                state.forget(ts)


async def _all(messages: AsyncIterator[Mapping[str, Any]], tellings: frozenset[Telling]) -> dict[str, str]:
    """Which of these messages are to go, with what they tell of."""
    return {ts: told async for message in messages for ts, told in _told(message, tellings).items()}


def _told(message: Mapping[str, Any], tellings: frozenset[Telling]) -> dict[str, str]:
    """This message and what it tells of, if it is to go."""
    ts, told = str(message.get("ts")), about(payload(message))
    return {ts: told} if told and _wanted(ts, told, tellings) else {}


def _wanted(ts: str, told: str, tellings: frozenset[Telling]) -> bool:
    said = float(ts)
    return any(
        telling.about == told and telling.since.timestamp() <= said <= telling.until.timestamp() for telling in tellings
    )
