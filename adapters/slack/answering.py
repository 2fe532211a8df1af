"""Where an answer is put: in the direct conversation, or where it was asked for, for one person's eyes.

In somebody's direct conversation, answers are messages, and a referral has one card. Elsewhere they are seen by the
person alone; where Slack cannot show that, they come as a direct message.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from adapters.slack import limits
from adapters.slack.audience import Audiences
from adapters.slack.channels import OLDEST
from adapters.slack.inbound import Heard
from adapters.slack.render import Rendered, rendered
from adapters.slack.sending import LONGEST, Sending
from adapters.slack.settings import PLATFORM
from adapters.slack.web import FAILURES, LimitedError, NotSentError, RefusedError, UncertainError, Web
from liaison_bot.chat import Audience, CommandUsed, Core, Message, TryLater, Unreachable, Where

log = logging.getLogger(__name__)

FRESH_SECONDS: Final = 60.0
"""Somebody who asked longer ago than this may have gone: an answer that only shows while they look would be lost."""
_TRIES: Final = 3


class Answering:
    """One workspace's answers."""

    def __init__(
        self, core: Core, web: Web, audiences: Audiences, sending: Sending, clock: Callable[[], datetime]
    ) -> None:
        self._core = core
        self._web = web
        self._audiences = audiences
        self._sending = sending
        self._clock = clock

    async def tell(self, heard: Heard, message: Message, made: float) -> None:
        """Say it to this person alone, where they asked; or directly, where Slack cannot."""
        if not await self._whisper(heard, message):
            await self.directly(heard, message, made)

    async def directly(self, heard: Heard, message: Message, made: float, channel: str = "") -> None:
        """Say it in the direct conversation, `channel` where that is known. `made`: when the core said so.

        A card that was pressed and is behind the times is brought up to date, and so is one of which an earlier run had
        something to say: nobody knows what became of it since.
        """
        channel = channel or await self._direct(heard)
        if not channel:
            return
        here = heard.channel == channel
        pressed = heard.message if here and not heard.ephemeral else ""
        shown = await self._sending.shows(channel, pressed, heard.thread) if pressed else ""
        in_full = await self._sending.answer(
            channel,
            message,
            heard.id,
            OLDEST if heard.retried else made,
            thread=heard.thread if here else "",
            pressed=pressed,
            look=heard.retried,
        )
        behind = shown if message.error else message.card if heard.retried and not in_full else ""
        if behind:
            await self._refresh(heard, channel, behind)

    async def _direct(self, heard: Heard) -> str:
        """The direct conversation of somebody who has just done something; empty where there is none."""
        for attempt in range(_TRIES):
            try:
                return await self._audiences.direct(heard.account, acted=True)
            except (TryLater, LimitedError) as wait:
                after = wait.after.total_seconds() if wait.after else attempt + 1.0
                await asyncio.sleep(min(after, LONGEST))
            except (UncertainError, NotSentError):
                await asyncio.sleep(attempt + 1)
            except (Unreachable, RefusedError) as gone:
                log.warning("an answer reached nobody: %s", gone)
                return ""
        log.warning("an answer reached nobody: Slack does not say where their direct conversation is")
        return ""

    async def _refresh(self, heard: Heard, channel: str, card: str) -> None:
        """Bring a card up to date where it stands."""
        asked = CommandUsed(
            id=f"{heard.id}:today:{secrets.token_hex(8)}",  # what was answered before is not of today
            account=heard.account,
            where=Where(PLATFORM, channel),
            audience=Audience.ONE_PERSON,
            words=card,
        )
        reply = await self._core.handle(asked)
        if isinstance(reply, Message) and reply.card == card:
            await self._sending.refresh(channel, reply, asyncio.get_running_loop().time())

    async def _whisper(self, heard: Heard, message: Message) -> bool:
        """Say it so that only they see it; False where Slack cannot, or they may have gone."""
        if not heard.channel or heard.retried or self._late(heard):
            return False
        try:
            for number, part in enumerate(rendered(message)):
                await self._whisper_one(heard, part, number, message)
        except FAILURES as no:
            log.info("not shown where it was asked: %s", no)
            return False
        return True

    async def _whisper_one(self, heard: Heard, part: Rendered, number: int, message: Message) -> None:
        body: dict[str, Any] = {"text": part.text, "blocks": part.blocks}
        thread = {"thread_ts": heard.thread} if heard.thread else {}
        if heard.response_url and number < limits.RESPONSE_USES:
            replaces = heard.ephemeral and number == 0 and not message.error
            more = {"replace_original": replaces} if heard.message else {"response_type": "ephemeral"}
            await self._web.respond(heard.response_url, {**body, **more, **({} if replaces else thread)})
            return
        await self._web.whisper(heard.channel, heard.account.user, **body, **thread)

    def _late(self, heard: Heard) -> bool:
        return bool(heard.at) and self._clock().timestamp() - heard.at > FRESH_SECONDS
