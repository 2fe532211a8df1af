"""One thing said in one channel: posted unless it is there, its contents filled in where no notification shows them.

What is posted is what a notification shows. So a message with contents is posted without them, and gets them at once
by a change, which nobody is notified of.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any, Final

from adapters.slack import limits
from adapters.slack.channels import MAIN, Channel, metadata, pointing
from adapters.slack.render import in_one, parts, pointing_down, tells_contents, veiled
from adapters.slack.web import FAILURES, UNCHANGEABLE, LimitedError, NotSentError, RefusedError, Web
from liaison_bot.chat import Message, Picture

log = logging.getLogger(__name__)

LOOK_AFTER: Final = 1.0
"""Seconds that Slack is given to have stored what it did not confirm."""
_LOOKED_AT: Final = 999
"""Messages of a channel, or of a thread, in which the bot looks for its own: as many as Slack tells at once."""
_NAME: Final = "liaison-bot.png"
_PAUSES: Final = (0.5, 1.0, 2.0, 4.0)
"""Seconds that Slack is given to look at a picture before it is shown."""
_UNSEEN: Final = frozenset({"missing_scope", "channel_not_found", "not_in_channel", "thread_not_found"})


@dataclass(frozen=True, slots=True)
class Saying:
    """Something is said in `channel`, of which `state` is remembered, by whoever holds its turn.

    `made`: when what is said was so, in seconds of the loop. `thread`: in this one, or in none (`MAIN`).
    """

    web: Web
    channel: str
    state: Channel
    made: float
    thread: str = MAIN

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
        """Post a message, a card in one piece and anything else in as many as it takes. In a thread, a card is none."""
        card = message.card if self.thread == MAIN else ""
        pieces = [message] if card else parts(message)
        for number, part in enumerate(pieces):
            meta = metadata(f"{key}#{number}", card, message.about)
            if tells_contents(message):
                ts = await self._post(veiled(message, number), meta)
                await self._fill_in(ts, part)
            else:
                await self._post(part, meta)
        first = self.state.where(f"{key}#0")
        self._drawn(first, message)
        if message.picture:
            await self._show(message.picture, pieces[0], first)

    async def redraw(self, message: Message) -> bool:
        """Change a message's card where it stands; whether there is one. One that shows something newer is let be."""
        card = self.state.cards.get(message.card) if message.card else None
        if card is None or card.made > self.made:
            return card is not None
        try:
            await self.update(card.ts, message)
        except RefusedError as no:
            if no.code not in UNCHANGEABLE:
                raise
            del self.state.cards[message.card]
            return False
        self._drawn(card.ts, message)
        return True

    async def _fill_in(self, ts: str, part: Message) -> None:
        """Give a message its contents. Where that is refused, it was said nevertheless: as much as may be seen."""
        try:
            await self.update(ts, part)
        except RefusedError as no:
            if no.code not in UNCHANGEABLE:
                raise
            log.warning("slack: a message has no contents: it may not be changed (%s)", no.code)

    async def _show(self, picture: Picture, part: Message, ts: str) -> None:
        """Put a picture into a message that was said. Without it nothing is lost: what it shows is said in words."""
        try:
            file = await self.web.upload(picture.png, _NAME, limits.shortened(picture.alt, limits.ALT))
            for pause in _PAUSES:
                try:
                    await self.update(ts, replace(part, picture=picture), file)
                except RefusedError as no:
                    if no.code != "invalid_blocks":  # Slack has not looked at the file yet
                        raise
                    await asyncio.sleep(pause)
                else:
                    return
            log.warning("slack: a picture was not shown: Slack does not take it")
        except FAILURES as no:
            log.warning("slack: a picture was not shown: %s", str(no) or type(no).__name__)

    async def update(self, ts: str, message: Message, file: str = "") -> None:
        """Change a message, whatever it shows. `file`: its picture, as Slack keeps it."""
        part = in_one(message, file)
        await self.web.update(self.channel, ts, text=part.text, blocks=part.blocks)

    async def point_down(self, name: str) -> None:
        """Of a card's pictures only the newest is left; the others point to it, now or the next time."""
        card = self.state.cards.get(name)
        if card is None:
            return
        for ts in tuple(card.earlier):
            part = pointing_down(card.title or name)
            try:
                await self.web.update(self.channel, ts, text=part.text, blocks=part.blocks, metadata=pointing(name))
            except RefusedError as no:
                log.info("an earlier card may not be changed (%s); its buttons answer with the state of today", no.code)
            except FAILURES:
                return
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
        self.state.remember(meta["event_payload"], ts, self.made)
        return ts

    async def _pace(self) -> None:
        now = asyncio.get_running_loop().time()
        wait = self.state.pause(now)
        self.state.spoke(now)
        if wait > 0:
            await asyncio.sleep(wait)
