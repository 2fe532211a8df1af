"""Saying things: at the pace that Slack allows, and each thing once.

About one message a second goes into a channel, with short bursts; what Slack wants left alone is left alone for that
method and channel, and nothing else waits for it. Every message that must not be doubled carries the digest of its key
as metadata. After a failure that leaves open whether it was stored, and once for each channel after the program has
started, the bot looks for that digest in the channel before it sends.
"""

import asyncio
import hashlib
import logging
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from adapters.slack import limits
from adapters.slack.render import Rendered, brief, earlier, in_one, rendered
from adapters.slack.web import FAILURES, TOKEN, LimitedError, NotSentError, RefusedError, UncertainError, Web
from liaison_bot.chat import Message, TryLater, Unreachable

log = logging.getLogger(__name__)

EVENT: Final = "liaison_bot"
"""The kind of metadata that the bot's messages carry."""
_BURST: Final = 3.0
"""So many messages may follow each other at once."""
_LOOKED_AT: Final = 200
_KEPT: Final = 400
_CHANNELS: Final = 2_000
_LONGEST_TURN: Final = 8.0
_LOOK_AFTER: Final = 1.0
"""Seconds that Slack is given to have stored what it did not confirm."""
_TOKEN_AGAIN: Final = timedelta(minutes=15)
_ANSWER_TRIES: Final = 4
_MISSING: Final = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


@dataclass(slots=True)
class _Channel:
    """What the bot remembers of a channel: the messages that it has sent by digest, where its cards are."""

    said: OrderedDict[str, str] = field(default_factory=OrderedDict)
    cards: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    looked: bool = False
    uncertain: bool = False
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


def digest(key: str) -> str:
    """A key as it stands in metadata, which every app and person of the workspace may read."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


class Sending:
    """The way out to the channels of one workspace."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._channels: defaultdict[str, _Channel] = defaultdict(_Channel)
        self._next: dict[str, float] = {}
        self.token_error = ""

    async def notice(self, channel: str, message: Message, key: str) -> None:
        """Say something by itself, once for each key in each channel. Raises `TryLater` and `Unreachable`."""
        try:
            async with self._of(channel).turn:
                await self._notice(channel, message, key)
        except LimitedError as limited:
            raise TryLater(limited.after) from None
        except (UncertainError, NotSentError):
            raise TryLater from None
        except RefusedError as no:
            raise self._settled(no) from None
        self.token_error = ""

    async def answer(self, channel: str, message: Message, cause: str, *, thread: str = "", look: bool = False) -> None:
        """Answer somebody in their direct conversation, once for each cause. `look`: it may have been said before.

        An answer is worth some patience, and no more: whoever asked will ask again.
        """
        state = self._of(channel)
        async with state.turn:
            state.uncertain = state.uncertain or (look and not thread)
            for number, part in enumerate(rendered(message)):
                meta = _metadata(f"answer:{cause}", number, message.card if number == 0 else "")
                await self._patiently(channel, part, meta, thread)
            await self._move_card(channel, message, f"answer:{cause}")

    async def replace(self, channel: str, ts: str, message: Message) -> bool:
        """Put a message in the place of another; whether that was possible."""
        part = in_one(message)
        for attempt in range(_ANSWER_TRIES):
            try:
                await self._web.update(channel, ts, text=part.text, blocks=part.blocks)
            except LimitedError as limited:
                await asyncio.sleep(limited.after.total_seconds())
            except (UncertainError, NotSentError):  # the same words again change nothing
                await asyncio.sleep(_LOOK_AFTER * (attempt + 1))
            except RefusedError:
                return False
            else:
                if message.card:
                    self._of(channel).cards[message.card] = ts
                    self._of(channel).titles[message.card] = message.title
                return True
        return False

    def card_at(self, channel: str, ts: str) -> str:
        """What a message is the picture of, where that is remembered; or empty."""
        return next((card for card, at in self._of(channel).cards.items() if at == ts), "")

    async def _notice(self, channel: str, message: Message, key: str) -> None:
        state = self._of(channel)
        if not state.looked or state.uncertain:
            await self._look(channel, state)
        card = state.cards.get(message.card) if message.card else None
        if digest(f"{key}#0") not in state.said and card and not await self._redraw(channel, card, message):
            del state.cards[message.card]
            card = None
        if card and digest(f"{key}#0") not in state.said:
            await self._post_all(channel, brief(message), key, card="")
            return
        if message.card and message.facts and not card:  # a preview shows the news; the content comes after it
            part = _first(brief(message))
            await self._post(channel, part, _metadata(key, 0, message.card), "")
            card = state.cards.get(message.card)
        if card and message.card:
            await self._redraw(channel, card, message)
            return
        await self._post_all(channel, message, key, card=message.card)

    async def _post_all(self, channel: str, message: Message, key: str, *, card: str) -> None:
        for number, part in enumerate(rendered(message)):
            await self._post(channel, part, _metadata(key, number, card if number == 0 else ""), "")

    async def _redraw(self, channel: str, ts: str, message: Message) -> bool:
        part = in_one(message)
        try:
            await self._web.update(channel, ts, text=part.text, blocks=part.blocks)
        except RefusedError as no:
            if no.code not in _MISSING:
                raise
            return False
        self._of(channel).titles[message.card] = message.title
        return True

    async def _patiently(self, channel: str, part: Rendered, meta: Mapping[str, Any], thread: str) -> None:
        for attempt in range(_ANSWER_TRIES):
            state = self._of(channel)
            try:
                if state.uncertain and not thread:
                    await self._look(channel, state)
                await self._post(channel, part, meta, thread, patient=True)
            except LimitedError as limited:
                await asyncio.sleep(limited.after.total_seconds())
            except (UncertainError, NotSentError):
                await asyncio.sleep(_LOOK_AFTER * (attempt + 1))
            except RefusedError as no:
                log.warning("an answer was not taken: %s", no.code)
                self._settled(no)
                return
            else:
                return
        log.warning("an answer could not be given; the person can ask again")

    async def _post(
        self, channel: str, part: Rendered, meta: Mapping[str, Any], thread: str, *, patient: bool = False
    ) -> None:
        """Post one message, unless it is there. Until it is certain whether it was stored, it counts as uncertain."""
        state = self._of(channel)
        key, card = meta["event_payload"]["key"], meta["event_payload"].get("card", "")
        if key in state.said:
            return
        await self._pace(channel, patient=patient)
        state.uncertain = state.uncertain or not thread
        more = {"thread_ts": thread} if thread else {}
        try:
            ts = await self._web.post(channel, text=part.text, blocks=part.blocks, metadata=dict(meta), **more)
        except (RefusedError, LimitedError, NotSentError):
            state.uncertain = False
            raise
        state.uncertain = False
        self._remember(state, key, ts, card)

    async def _look(self, channel: str, state: _Channel) -> None:
        """Learn from the channel itself what was said in it. Raises where it cannot be seen, unless it is new."""
        try:
            if state.uncertain:
                await asyncio.sleep(_LOOK_AFTER)
            told = await self._web.history(channel, _LOOKED_AT)
        except RefusedError as no:
            if no.code in {"missing_scope", "channel_not_found", "not_in_channel"} and not state.uncertain:
                state.looked = True
                return
            raise
        messages = told.get("messages")
        for message in reversed(messages) if isinstance(messages, list) else ():
            meta = message.get("metadata") if isinstance(message, dict) else None
            payload = meta.get("event_payload") if isinstance(meta, dict) and meta.get("event_type") == EVENT else None
            if isinstance(payload, dict):
                self._remember(state, str(payload.get("key")), str(message["ts"]), str(payload.get("card") or ""))
        state.looked, state.uncertain = True, False

    async def _move_card(self, channel: str, message: Message, key: str) -> None:
        """One picture of each referral: an answer brings it down here, and the earlier one only points to it."""
        state = self._of(channel)
        if not message.card:
            return
        here = state.said.get(digest(f"{key}#0"), "")
        before, title = state.cards.get(message.card), state.titles.get(message.card) or message.title
        if here and before and before != here:
            part = earlier(title)
            try:
                await self._web.update(channel, before, text=part.text, blocks=part.blocks, metadata={})
            except FAILURES:
                log.info("an earlier card could not be changed; its buttons answer with the state of today")
        if here:
            state.cards[message.card], state.titles[message.card] = here, message.title

    async def _pace(self, channel: str, *, patient: bool) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        due = max(self._next.get(channel, now), now)
        wait = due - now - (_BURST - 1.0) / limits.MESSAGES_PER_SECOND
        if wait > _LONGEST_TURN and not patient:
            raise LimitedError(timedelta(seconds=wait))
        self._next[channel] = due + 1.0 / limits.MESSAGES_PER_SECOND
        if wait > 0:
            await asyncio.sleep(wait)

    def _settled(self, no: RefusedError) -> Exception:
        """What a refusal means for delivery. A bad token is the workspace's trouble, and no message's."""
        if no.code in TOKEN:
            if self.token_error != no.code:
                log.error("slack.bot_token: Slack does not take it any more (%s); put a new one and restart", no.code)
            self.token_error = no.code
            return TryLater(_TOKEN_AGAIN)
        return Unreachable(f"Slack does not take it ({no.code})")

    def _of(self, channel: str) -> _Channel:
        state = self._channels[channel]
        if len(self._channels) > _CHANNELS:
            idle = next((name for name, one in self._channels.items() if not one.turn.locked() and name != channel), "")
            if idle and not self._channels[idle].uncertain:
                del self._channels[idle]
        return state

    @staticmethod
    def _remember(state: _Channel, key: str, ts: str, card: str) -> None:
        state.said[key] = ts
        if card:
            state.cards.setdefault(card, ts)
            if float(ts) > float(state.cards[card]):
                state.cards[card] = ts
        if len(state.said) > _KEPT:
            state.said.popitem(last=False)


def _first(message: Message) -> Rendered:
    return in_one(message)


def _metadata(key: str, number: int, card: str) -> dict[str, Any]:
    payload = {"key": digest(f"{key}#{number}")} | ({"card": card} if card else {})
    return {"event_type": EVENT, "event_payload": payload}
