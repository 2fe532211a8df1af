"""One thing said in one channel: posted unless it is there, its contents filled in where no notification shows them.

What is posted is what a notification shows. So a message with contents is posted without them, and gets them at once
by a change, which nobody is notified of.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, Final

from adapters.slack.channels import MAIN, Channel, metadata
from adapters.slack.render import earlier, in_one, parts, tells_contents, veiled
from adapters.slack.web import FAILURES, LimitedError, NotSentError, RefusedError, Web
from liaison_bot.chat import Message

log = logging.getLogger(__name__)

LOOK_AFTER: Final = 1.0
"""Seconds that Slack is given to have stored what it did not confirm."""
_LOOKED_AT: Final = 999
"""Messages of a channel, or of a thread, in which the bot looks for its own: as many as Slack tells at once."""
_MISSING: Final = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_UNSEEN: Final = frozenset({"missing_scope", "channel_not_found", "not_in_channel"})


@dataclass(frozen=True, slots=True)
class Saying:
    """Something is said in `channel`, of which `state` is remembered, by whoever holds its turn.

    `thread`: in this one, or in none (`MAIN`). `made`: when what is said was so, in seconds of the loop. `longest`:
    seconds that it may wait for the channel's pace.
    """

    web: Web
    channel: str
    state: Channel
    made: float
    thread: str = MAIN
    longest: float = float("inf")

    async def look(self, thread: str) -> None:
        """Learn from Slack what was said. Where the bot may not read, what may be there already is said again."""
        uncertain = thread in self.state.uncertain
        try:
            if uncertain:
                await asyncio.sleep(LOOK_AFTER)
            told = await self.web.history(self.channel, _LOOKED_AT, thread=thread)
        except RefusedError as no:
            if no.code not in _UNSEEN:
                raise
            if uncertain:
                log.warning("slack: whether a message was taken cannot be seen (%s); it is said again", no.code)
            told = {}
        self.state.learn(told.get("messages"))
        self.state.looked = self.state.looked or thread == MAIN
        self.state.uncertain.discard(thread)

    async def say(self, message: Message, key: str) -> None:
        """Post a message in as many parts as it takes."""
        for number, part in enumerate(parts(message)):
            meta = metadata(f"{key}#{number}", "" if number else message.card)
            if tells_contents(message):
                ts = await self._post(veiled(message, number), meta)
                await self.update(ts, part)
            else:
                await self._post(part, meta)
        self._drawn(self.state.where(f"{key}#0"), message)

    async def redraw(self, message: Message) -> bool:
        """Change a message's card where it stands; whether there is one. One that shows something newer is let be."""
        card = self.state.cards.get(message.card) if message.card else None
        if card is None:
            return False
        try:
            await self.put(card.ts, message)
        except RefusedError as no:
            if no.code not in _MISSING:
                raise
            del self.state.cards[message.card]
            return False
        await self.point_down(message.card)
        return True

    async def put(self, ts: str, message: Message) -> None:
        """Put a message in the place of another, unless that shows something newer of the same."""
        card = self.state.cards.get(message.card)
        if card is None or card.ts != ts or card.made <= self.made:
            await self.update(ts, message)
            self._drawn(ts, message)

    async def update(self, ts: str, message: Message) -> None:
        """Change a message, whatever it shows."""
        part = in_one(message)
        await self.web.update(self.channel, ts, text=part.text, blocks=part.blocks)

    async def point_down(self, name: str) -> None:
        """Of a card's pictures only the newest is left; the others point to it."""
        card = self.state.cards.get(name)
        if card is None or not card.earlier:
            return
        part = earlier(card.title or name)
        for ts in tuple(card.earlier):
            try:
                await self.web.update(self.channel, ts, text=part.text, blocks=part.blocks, metadata={})
            except FAILURES as no:
                log.info("an earlier card was not changed (%s); its buttons answer with the state of today", no)
            card.earlier.remove(ts)

    def _drawn(self, ts: str, message: Message) -> None:
        card = self.state.cards.get(message.card)
        if card and card.ts == ts:
            card.title, card.made = message.title, self.made

    async def _post(self, part: Message, meta: dict[str, Any]) -> str:
        """Post one message, unless it is there; its `ts`. Until Slack has confirmed it, that is uncertain."""
        if there := self.state.said.get(meta["event_payload"]["key"]):
            return there
        await self._pace()
        shown = in_one(part)
        more = {"thread_ts": self.thread} if self.thread else {}
        self.state.uncertain.add(self.thread)
        try:
            ts = await self.web.post(self.channel, text=shown.text, blocks=shown.blocks, metadata=meta, **more)
        except (RefusedError, LimitedError, NotSentError):
            self.state.uncertain.discard(self.thread)
            raise
        self.state.uncertain.discard(self.thread)
        self.state.remember(meta, ts)
        return ts

    async def _pace(self) -> None:
        now = asyncio.get_running_loop().time()
        wait = self.state.wait(now)
        if wait > self.longest:
            raise LimitedError(wait)
        self.state.spoke(now)
        if wait > 0:
            await asyncio.sleep(wait)
