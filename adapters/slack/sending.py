"""Saying things: at the pace that Slack allows, each thing once, and a referral by one card.

About one message a second goes into a channel, with short bursts; what Slack wants left alone is left alone, and
nothing else waits for it. Every message carries the digest of its key as metadata. After a failure that leaves open
whether it was stored, and once for each channel after the program has started, the bot looks for that digest in the
channel before it sends.

`made` is when the core said so, in seconds of the loop: what is older never covers what is newer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from adapters.slack.channels import MAIN, Channels
from adapters.slack.render import brief
from adapters.slack.saying import LOOK_AFTER, Saying
from adapters.slack.web import (
    FAILURES,
    LimitedError,
    NotSentError,
    RefusedError,
    UncertainError,
    Web,
    as_delivery_reads,
)
from liaison_bot.chat import Message

log = logging.getLogger(__name__)

_TRIES: Final = 4
LONGEST: Final = 60.0
"""Seconds that an answer waits where Slack wants a channel left alone: who asked does not look any longer."""


class Sending:
    """The way out to the channels of one workspace."""

    def __init__(self, web: Web, channels: Channels) -> None:
        self._web = web
        self._channels = channels

    async def notice(self, channel: str, message: Message, key: str, made: float) -> None:
        """Say something by itself, once for each key in each channel. Raises `TryLater` and `Unreachable`.

        A card that is there is changed where it stands, and what is new is said in short.
        """
        saying = self._saying(channel, made)
        state = saying.state
        with as_delivery_reads():
            async with state.turn:
                if not state.looked or MAIN in state.uncertain:
                    await saying.look(MAIN)
                if not await saying.redraw(message):
                    await saying.say(message, key)
                elif state.cards[message.card].ts != state.where(f"{key}#0"):
                    await saying.say(brief(message), key)
                await saying.point_down(message.card)

    async def answer(
        self,
        channel: str,
        message: Message,
        cause: str,
        made: float,
        *,
        thread: str = MAIN,
        pressed: str = "",
        look: bool = False,
    ) -> bool:
        """Answer somebody in their direct conversation, once for each cause. `look`: it may have been said before.

        Where the message `pressed` is the card that is answered with, it changes in its place. Otherwise the card comes
        down here, and its earlier picture only points to it. One that has become newer meanwhile stays as it is, and
        the answer is said in short: whether it was said in full. An answer is worth some patience, and no more: whoever
        asked will ask again.
        """
        saying = self._saying(channel, made, thread)
        state = saying.state

        def overtaken() -> bool:
            card = state.cards.get(message.card)
            return card is not None and card.made > made

        async def say() -> None:
            if message.card and not state.looked:
                await saying.look(MAIN)
            if thread in state.uncertain:
                await saying.look(thread)
            card = state.cards.get(message.card)
            if overtaken():
                await saying.say(brief(message), f"answer:{cause}")
            elif not (card and pressed == card.ts and not message.error and await saying.redraw(message)):
                await saying.say(message, f"answer:{cause}")

        async with state.turn:
            if look:
                state.uncertain.add(thread)
            if await _patiently(say):
                await saying.point_down(message.card)
            return not overtaken()

    async def refresh(self, channel: str, message: Message, made: float) -> None:
        """Bring a card up to date where it stands, if it stands anywhere."""
        saying = self._saying(channel, made)

        async def draw() -> None:
            await saying.redraw(message)

        async with saying.state.turn:
            if await _patiently(draw):
                await saying.point_down(message.card)

    async def shows(self, channel: str, ts: str, thread: str = MAIN) -> str:
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

    def _saying(self, channel: str, made: float, thread: str = MAIN) -> Saying:
        return Saying(self._web, channel, self._channels.of(channel), made, thread)


async def _patiently(say: Callable[[], Awaitable[None]]) -> bool:
    """Do it, and again where that may help; whether it was done."""
    for attempt in range(_TRIES):
        try:
            await say()
        except LimitedError as limited:
            wait = limited.after.total_seconds()
            if wait > LONGEST:
                break
            await asyncio.sleep(wait)
        except (UncertainError, NotSentError):
            await asyncio.sleep(LOOK_AFTER * (attempt + 1))
        except RefusedError as no:
            log.warning("an answer was not taken: %s", no.code)
            return False
        else:
            return True
    log.warning("an answer could not be given; the person can ask again")
    return False
