"""What follows from what people say and press: the core is asked, and its answer put where it was asked for.

In somebody's direct conversation, answers are messages, and a referral has one card. Elsewhere they are seen by the
person alone; where Slack cannot show that, they come as a direct message. A form is a modal where Slack lets one be
opened in time, and otherwise the same questions one by one in the direct conversation.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from adapters.slack import limits, modals
from adapters.slack.audience import Audiences
from adapters.slack.home import Home
from adapters.slack.inbound import Heard, Submitted, Used
from adapters.slack.render import Rendered, blocks, rendered, waiting
from adapters.slack.sending import Sending
from adapters.slack.settings import PLATFORM
from adapters.slack.web import FAILURES, Web
from liaison_bot.chat import (
    Audience,
    CommandUsed,
    Core,
    Form,
    FormErrors,
    Message,
    Reply,
    ShownForm,
    TryLater,
    Unreachable,
    Where,
)

log = logging.getLogger(__name__)

Json = Mapping[str, Any]

FORM_SECONDS: Final = 0.8
"""A form that is not made by then is waited for in a view of its own, so that its trigger does not expire."""
SUBMIT_SECONDS: Final = 2.0
"""Slack waits three for the answer to a submitted form; after this it is told to wait in the view."""
FRESH_SECONDS: Final = 60.0
"""Somebody who asked longer ago than this may have gone: an answer that only shows while they look would be lost."""


class Talk:
    """One workspace's conversations."""

    def __init__(
        self,
        core: Core,
        web: Web,
        audiences: Audiences,
        sending: Sending,
        home: Home,
        clock: Callable[[], datetime],
        *,
        hears_all: bool,
    ) -> None:
        self._core = core
        self._web = web
        self._audiences = audiences
        self._sending = sending
        self._home = home
        self._clock = clock
        self._hears_all = hears_all

    async def heard(self, heard: Heard) -> None:
        """Ask the core, and answer. Everything but a submitted form, whose answer rides on the acknowledgement."""
        where, audience = await self._place(heard)
        asking = asyncio.ensure_future(self._ask(heard, where, audience))
        view = "" if heard.home else heard.view
        if heard.trigger and not view:
            done, _ = await asyncio.wait({asking}, timeout=FORM_SECONDS)
            if not done:
                view = await self._open(heard.trigger, modals.loading(waiting()))
        reply = await asking
        await self._show(heard, reply, view, direct=audience is Audience.ONE_PERSON)
        self._home.changed(heard.account)

    async def submitted(self, heard: Heard, shown: Json) -> tuple[Json | None, asyncio.Task[None] | None]:
        """Ask the core about a form, submitted in the view `shown`: what the acknowledgement says, and what is left."""
        asking = asyncio.ensure_future(self._core.handle(heard.event(heard.private, Audience.ONE_PERSON, forms=True)))
        done, _ = await asyncio.wait({asking}, timeout=SUBMIT_SECONDS)
        if not done:
            loading = modals.loading(waiting())
            after = asyncio.create_task(self._submitted_late(heard, asking))
            return {"response_action": "update", "view": loading}, after
        reply = asking.result()
        if isinstance(reply, FormErrors):
            return {"response_action": "errors", "errors": modals.errors_at(reply, shown)}, None
        if isinstance(reply, ShownForm):
            return {"response_action": "update", "view": modals.view(reply.form)}, None
        return None, asyncio.create_task(self._after_submission(heard, reply))

    async def submitted_before(self, heard: Heard) -> None:
        """A form that an earlier run had taken: its answer comes as a message, for its view has waited too long."""
        reply = await self._core.handle(heard.event(heard.private, Audience.ONE_PERSON, forms=False))
        if isinstance(reply, FormErrors):
            words = " ".join(reply.errors.values())
            reply = Message(paragraphs=(words,), error=True)
        await self._after_submission(heard, reply)

    async def left(self, heard: Heard) -> None:
        """A form was closed: the core keeps what was filled in. Nobody waits for an answer."""
        await self._core.handle(heard.event(heard.private, Audience.ONE_PERSON, forms=False))

    async def overheard(self, heard: Heard) -> None:
        """Something was said to others: if the core has something to say about it, whoever said it hears that alone.

        Who reads the channel is not asked for it: nothing of any case is said.
        """
        where = Where(PLATFORM, heard.channel)
        reply = await self._core.handle(heard.event(where, Audience.UNKNOWN, forms=False, hears_all=self._hears_all))
        if isinstance(reply, Message):
            await self._tell(heard, reply, direct=False)

    async def _ask(self, heard: Heard, where: Where, audience: Audience) -> Reply:
        language = await self._audiences.language(heard.account.user)
        event = heard.event(where, audience, forms=bool(heard.trigger), hears_all=self._hears_all, language=language)
        return await self._core.handle(event)

    async def _place(self, heard: Heard) -> tuple[Where, Audience]:
        """Where something was said, and who can read an answer there now."""
        if not heard.channel:
            return heard.private, Audience.ONE_PERSON
        where = Where(PLATFORM, heard.channel)
        if heard.direct:
            self._audiences.learn(heard.account.user, heard.channel)
            return where, Audience.ONE_PERSON
        return where, await self._audiences.here(heard.channel, heard.account.user)

    async def _show(self, heard: Heard, reply: Reply, view: str, *, direct: bool) -> None:
        match reply:
            case ShownForm(form):
                await self._show_form(heard, form, view)
            case Message():
                if view:
                    await self._update(view, modals.message_view(reply, blocks(reply)))
                await self._tell(heard, reply, direct=direct)
            case FormErrors():
                log.error("a form's mistakes came back where no form was submitted")
            case None:
                if view:
                    await self._update(view, modals.loading(waiting("✓")))

    async def _show_form(self, heard: Heard, form: Form, view: str) -> None:
        """Open the form. Too late for it: ask question by question."""
        shown = modals.view(form)
        if view and await self._update(view, shown):
            return
        if not view and heard.trigger and await self._open(heard.trigger, shown):
            return
        words = heard.what.words if isinstance(heard.what, Used) else form.id
        asked = CommandUsed(
            id=f"{heard.id}:asked",
            account=heard.account,
            where=heard.private,
            audience=Audience.ONE_PERSON,
            words=words,
        )
        reply = await self._core.handle(asked)
        if isinstance(reply, Message):
            await self._tell_directly(replace(heard, id=asked.id), reply)

    async def _tell(self, heard: Heard, message: Message, *, direct: bool) -> None:
        """Say it where it was asked."""
        if direct:
            await self._tell_directly(heard, message, heard.channel)
            return
        if await self._whisper(heard, message):
            return
        await self._tell_directly(heard, message)

    async def _tell_directly(self, heard: Heard, message: Message, channel: str = "") -> None:
        """Say it in the direct conversation; a pressed card is changed where it stands."""
        try:
            channel = channel or await self._audiences.direct(heard.account)
        except (Unreachable, TryLater, *FAILURES) as gone:
            log.warning("an answer reached nobody: %s", gone)
            return
        pressed = heard.message if heard.channel == channel and not heard.ephemeral else ""
        if pressed and message.card and not message.error and await self._on_card(channel, pressed, message):
            return
        thread = heard.thread if heard.channel == channel else ""
        await self._sending.answer(channel, message, heard.id, thread=thread, look=heard.retried)
        if pressed and message.error:
            await self._refresh(heard, channel, pressed)

    async def _on_card(self, channel: str, pressed: str, message: Message) -> bool:
        card = self._sending.card_at(channel, pressed)
        if card and card != message.card:
            return False
        return await self._sending.replace(channel, pressed, message)

    async def _refresh(self, heard: Heard, channel: str, pressed: str) -> None:
        """A card that was behind the times is brought up to date where it stands."""
        card = self._sending.card_at(channel, pressed)
        if not card:
            return
        asked = CommandUsed(
            id=f"{heard.id}:today",
            account=heard.account,
            where=Where(PLATFORM, channel),
            audience=Audience.ONE_PERSON,
            words=card,
        )
        reply = await self._core.handle(asked)
        if isinstance(reply, Message) and reply.card == card:
            await self._sending.replace(channel, pressed, reply)

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
        if heard.response_url and number < limits.RESPONSE_USES:
            replaces = heard.ephemeral and number == 0 and not message.error
            more = {"replace_original": replaces} if heard.message else {"response_type": "ephemeral"}
            await self._web.respond(heard.response_url, {**body, **more})
            return
        thread = {"thread_ts": heard.thread} if heard.thread else {}
        await self._web.whisper(heard.channel, heard.account.user, **body, **thread)

    def _late(self, heard: Heard) -> bool:
        return bool(heard.at) and self._clock().timestamp() - heard.at > FRESH_SECONDS

    async def _submitted_late(self, heard: Heard, asking: "asyncio.Future[Reply]") -> None:
        """The answer to a form that took longer than Slack waits: in the view left waiting, then as a message."""
        reply = await asking
        if isinstance(reply, FormErrors):
            again = await self._core.handle(
                CommandUsed(
                    id=f"{heard.id}:again",
                    account=heard.account,
                    where=heard.private,
                    audience=Audience.ONE_PERSON,
                    shows_forms=True,
                    words=_form(heard),
                )
            )
            if isinstance(again, ShownForm) and isinstance(heard.what, Submitted):
                form = again.form.filled(heard.what.answers, reply.errors)
                await self._update(heard.view, modals.view(form))
            elif isinstance(again, Message):
                await self._update(heard.view, modals.message_view(again, blocks(again)))
            return
        if isinstance(reply, ShownForm):
            await self._update(heard.view, modals.view(reply.form))
            return
        if isinstance(reply, Message):
            await self._update(heard.view, modals.message_view(reply, blocks(reply)))
        await self._after_submission(heard, reply)

    async def _after_submission(self, heard: Heard, reply: Reply) -> None:
        if isinstance(reply, Message):
            await self._tell_directly(heard, reply)
        self._home.changed(heard.account)

    async def _open(self, trigger: str, view: Json) -> str:
        """Open a view; its id, or empty where it was too late."""
        try:
            return await self._web.open_view(trigger, view)
        except FAILURES as no:
            log.info("a view was not opened: %s", no)
            return ""

    async def _update(self, view_id: str, view: Json) -> bool:
        try:
            await self._web.update_view(view_id, view)
        except FAILURES as no:
            log.info("a view was not changed: %s", no)
            return False
        return True


def _form(heard: Heard) -> str:
    return heard.what.form if isinstance(heard.what, Submitted) else ""
