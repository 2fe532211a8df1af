"""Saying things: at the pace that Slack allows, each thing once, and a referral by one card.

About one message a second goes into a channel, with short bursts; what Slack wants left alone is left alone, and
nothing else waits for it. Every message carries the digest of its key as metadata. After a failure that leaves open
whether it was stored, and once for each channel after the program has started, the bot looks for that digest in the
channel before it sends.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from adapters.slack.channels import MAIN, Channels
from adapters.slack.render import brief
from adapters.slack.saying import LOOK_AFTER, Saying
from adapters.slack.web import FAILURES, LimitedError, NotSentError, RefusedError, UncertainError, Web, settled
from liaison_bot.chat import Message, TryLater

log = logging.getLogger(__name__)

_LONGEST_TURN: Final = 8.0
_ANSWER_TRIES: Final = 4


class Sending:
    """The way out to the channels of one workspace."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._channels = Channels()

    async def notice(self, channel: str, message: Message, key: str) -> None:
        """Say something by itself, once for each key in each channel. Raises `TryLater` and `Unreachable`.

        A card that is there is changed where it stands, and what is new is said in short.
        """
        state = self._channels.of(channel)
        saying = Saying(self._web, channel, state, _now(), longest=_LONGEST_TURN)
        try:
            async with state.turn:
                if not state.looked or MAIN in state.uncertain:
                    await saying.look(MAIN)
                if not await saying.redraw(message):
                    await saying.say(message, key)
                elif state.cards[message.card].ts != state.where(f"{key}#0"):
                    await saying.say(brief(message), key)
        except LimitedError as limited:
            raise TryLater(limited.after) from None
        except (UncertainError, NotSentError):
            raise TryLater from None
        except RefusedError as no:
            raise settled(no) from None

    async def answer(
        self, channel: str, message: Message, cause: str, *, thread: str = MAIN, look: bool = False
    ) -> None:
        """Answer somebody in their direct conversation, once for each cause. `look`: it may have been said before.

        A card comes down here, and its earlier picture only points to it; one that has become newer meanwhile stays
        as it is, and the answer is said in short. An answer is worth some patience, and no more: whoever asked will
        ask again.
        """
        state = self._channels.of(channel)
        saying = Saying(self._web, channel, state, _now(), thread)

        async def say() -> None:
            if message.card and not state.looked:
                await saying.look(MAIN)
            if thread in state.uncertain:
                await saying.look(thread)
            card = state.cards.get(message.card)
            await saying.say(brief(message) if card and card.made > saying.made else message, f"answer:{cause}")

        async with state.turn:
            if look:
                state.uncertain.add(thread)
            await self._patiently(say)
            await saying.point_down(message.card)

    async def replace(self, channel: str, ts: str, message: Message) -> bool:
        """Put a message in the place of another, unless that shows something newer; whether it has its place there."""
        state = self._channels.of(channel)
        saying = Saying(self._web, channel, state, _now())
        async with state.turn:
            return await self._patiently(lambda: saying.put(ts, message))

    async def card_at(self, channel: str, ts: str, thread: str = MAIN) -> str:
        """What a message is the picture of; empty for one that is none, or cannot be seen."""
        state = self._channels.of(channel)
        shown = state.shows(ts)
        if shown is None:
            try:
                told = await self._web.history(channel, 2, thread=thread, only=ts)
            except FAILURES as no:
                log.info("a pressed message could not be looked at: %s", no)
                return ""
            state.learn(told.get("messages"))
            shown = state.shows(ts)
        return shown or ""

    async def _patiently(self, say: Callable[[], Awaitable[None]]) -> bool:
        """Do it, and again where that may help; whether it was done."""
        for attempt in range(_ANSWER_TRIES):
            try:
                await say()
            except LimitedError as limited:
                await asyncio.sleep(limited.after.total_seconds())
            except (UncertainError, NotSentError):
                await asyncio.sleep(LOOK_AFTER * (attempt + 1))
            except RefusedError as no:
                log.warning("an answer was not taken: %s", no.code)
                return False
            else:
                return True
        log.warning("an answer could not be given; the person can ask again")
        return False


def _now() -> float:
    return asyncio.get_running_loop().time()
