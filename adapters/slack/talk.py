"""What follows from what people say, press and fill in: the core is asked and its answers told, each person's in order.

A form is a modal where Slack lets one be opened in time, and otherwise the same questions one by one in the direct
conversation.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from weakref import WeakValueDictionary

from adapters.slack import modals
from adapters.slack.answering import Answering
from adapters.slack.audience import Audiences
from adapters.slack.home import Home
from adapters.slack.inbound import Heard, Left, Submitted, Used
from adapters.slack.render import blocks, waiting
from adapters.slack.settings import PLATFORM
from adapters.slack.web import FAILURES, RefusedError, Web
from liaison_bot.chat import (
    Account,
    Audience,
    Button,
    CommandUsed,
    Core,
    Form,
    FormErrors,
    Inbound,
    Message,
    Reply,
    ShownForm,
    Where,
)

log = logging.getLogger(__name__)

Json = Mapping[str, Any]

FORM_SECONDS: Final = 0.8
"""A form that is not made by then is waited for in a view of its own, so that its trigger does not expire."""
SUBMIT_SECONDS: Final = 2.0
"""Slack waits three for the answer to a submitted form; after this it is told to wait in the view."""
_CLOSED: Final = "not_found"
"""What Slack says of a view that the person has closed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the core said, and when, in seconds of the loop. `direct`: to what was said in the direct conversation."""

    reply: Reply
    made: float
    direct: bool = False


class Talk:
    """One workspace's conversations."""

    def __init__(
        self, core: Core, web: Web, audiences: Audiences, answering: Answering, home: Home, *, hears_all: bool
    ) -> None:
        self._core = core
        self._web = web
        self._audiences = audiences
        self._answering = answering
        self._home = home
        self._hears_all = hears_all
        self._turns: WeakValueDictionary[Account, asyncio.Lock] = WeakValueDictionary()
        self._answers: WeakValueDictionary[Account, asyncio.Lock] = WeakValueDictionary()

    async def heard(self, heard: Heard) -> None:
        """Ask the core, and answer. Everything but a submitted form, whose answer rides on the acknowledgement."""
        asking = asyncio.ensure_future(self._ask(heard))
        view = "" if heard.home else heard.view
        try:
            if heard.trigger and not view:
                done, _ = await asyncio.wait({asking}, timeout=FORM_SECONDS)
                if not done:
                    view = await self._open(heard.trigger, modals.loading(waiting()))
            answered = await asking
        finally:
            asking.cancel()  # where nobody waits for it any more
        await self._show(heard, answered, view)
        self._home.changed(heard.account)

    async def submitted(self, heard: Heard, shown: Json) -> tuple[Json | None, asyncio.Task[None] | None]:
        """Ask the core about a form, submitted in the view `shown`: what the acknowledgement says, and what is left."""
        asking = asyncio.ensure_future(self._handle(_privately(heard, forms=True)))
        done, _ = await asyncio.wait({asking}, timeout=SUBMIT_SECONDS)
        if not done:
            loading = modals.loading(waiting())
            after = asyncio.create_task(self._submitted_late(heard, asking))
            return {"response_action": "update", "view": loading}, after
        match asking.result().reply:
            case FormErrors() as errors:
                return {"response_action": "errors", "errors": modals.errors_at(errors, shown)}, None
            case ShownForm(form):
                return {"response_action": "update", "view": modals.view(form)}, None
            case _:
                return None, asyncio.create_task(self._after_submission(heard, asking.result()))

    async def submitted_before(self, heard: Heard) -> None:
        """A form that an earlier run had taken: its answer comes as a message, for its view has waited too long."""
        answer = await asyncio.ensure_future(self._handle(_privately(heard)))
        if isinstance(answer.reply, FormErrors):
            await self._mistakes_told(heard, answer.reply, await self._form_again(heard))
        else:
            await self._after_submission(heard, answer)

    async def left(self, heard: Heard) -> None:
        """A form was closed: the core keeps what was filled in. Nobody waits for an answer."""
        await asyncio.ensure_future(self._handle(_privately(heard)))

    async def overheard(self, heard: Heard) -> None:
        """Something was said to others: if the core has something to say about it, whoever said it hears that alone.

        Who reads the channel is not asked for it: nothing of any case is said.
        """
        where = Where(PLATFORM, heard.channel)
        reply = await self._core.handle(heard.event(where, Audience.UNKNOWN, forms=False, hears_all=self._hears_all))
        if isinstance(reply, Message):
            await self._answering.tell(heard, reply, _now())

    async def _ask(self, heard: Heard) -> Answer:
        """Ask the core. The person's turn begins before Slack is asked where this was said, and what they read."""
        async with self._turn(heard.account):
            where, audience = await self._place(heard)
            language = await self._audiences.language(heard.account.user)
            event = heard.event(
                where, audience, forms=bool(heard.trigger), hears_all=self._hears_all, language=language
            )
            return Answer(await self._core.handle(event), _now(), direct=audience is Audience.ONE_PERSON)

    async def _handle(self, event: Inbound) -> Answer:
        async with self._turn(event.account):
            return Answer(await self._core.handle(event), _now())

    def _turn(self, account: Account) -> asyncio.Lock:
        """What one person does is done in its order: each waits for what came before it, and for nobody else's.

        Each comes to it as the first thing of a task of its own, so that those begun together keep their order.
        """
        return self._turns.setdefault(account, asyncio.Lock())

    async def _place(self, heard: Heard) -> tuple[Where, Audience]:
        """Where something was said, and who can read an answer there now."""
        if not heard.channel:
            return heard.private, Audience.ONE_PERSON
        where = Where(PLATFORM, heard.channel)
        if heard.direct:
            self._audiences.learn(heard.account.user, heard.channel)
            return where, Audience.ONE_PERSON
        return where, await self._audiences.here(heard.channel, heard.account.user)

    async def _show(self, heard: Heard, answer: Answer, view: str) -> None:
        match answer.reply:
            case ShownForm(form):
                await self._show_form(heard, form, view)
            case Message() as message:
                await self._tell(heard, message, answer, view)
            case FormErrors():
                log.error("a form's mistakes came back where no form was submitted")
            case None:
                if view:
                    await self._update(view, modals.loading(waiting("✓")))

    async def _show_form(self, heard: Heard, form: Form, view: str) -> None:
        """Open the form. Too late for it: ask question by question. Who closed the view meanwhile does not want it."""
        shown = modals.view(form)
        if view and await self._update(view, shown) != "failed":
            return
        if not view and heard.trigger and await self._open(heard.trigger, shown):
            return
        words = heard.what.words if isinstance(heard.what, Used) else form.id
        asked = _command(heard, "asked", words)
        answer = await self._handle(asked)
        if isinstance(answer.reply, Message):
            await self._tell(replace(heard, id=asked.id, channel=""), answer.reply, answer)

    async def _tell(self, heard: Heard, message: Message, answer: Answer, view: str = "") -> None:
        """Say it, after what this person was answered before; also in the `view` that they were left waiting at."""
        async with self._answers.setdefault(heard.account, asyncio.Lock()):
            if view:
                await self._update(view, modals.message_view(message, blocks(message)))
            if answer.direct:
                await self._answering.directly(heard, message, answer.made, heard.channel)
            else:
                await self._answering.tell(heard, message, answer.made)

    async def _submitted_late(self, heard: Heard, asking: "asyncio.Future[Answer]") -> None:
        """The answer to a form that took longer than Slack waits: in the view left waiting, or else as a message."""
        answer = await asking
        match answer.reply:
            case FormErrors() as errors:
                form = await self._form_again(heard)
                if form is None or await self._update(heard.view, _mistaken(heard, form, errors)) != "shown":
                    await self._mistakes_told(heard, errors, form)
            case ShownForm(form):
                await self._update(heard.view, modals.view(form))
            case Message():
                await self._after_submission(heard, answer, heard.view)
            case None:
                await self._update(heard.view, modals.loading(waiting("✓")))

    async def _form_again(self, heard: Heard) -> Form | None:
        """The form that was submitted, fresh; None where it is not to be had any more."""
        answer = await self._handle(_command(heard, "again", _form(heard), forms=True))
        return answer.reply.form if isinstance(answer.reply, ShownForm) else None

    async def _mistakes_told(self, heard: Heard, errors: FormErrors, form: Form | None) -> None:
        """Say what was wrong in a form that nobody looks at any more, and keep what was in it for the next time."""
        if isinstance(heard.what, Submitted):
            kept = replace(heard, id=f"{heard.id}:kept", what=Left(heard.what.form, heard.what.answers))
            await self.left(kept)
        labels = {field.name: field.label for field in form.fields} if form else {}
        told = tuple(f"{labels[name]}: {wrong}" if name in labels else wrong for name, wrong in errors.errors.items())
        again = (Button(form.title, form.id),) if form else ()
        title = form.title if form else ""
        message = Message(title=title, paragraphs=told, buttons=again, error=True)
        await self._after_submission(heard, Answer(message, _now()))

    async def _after_submission(self, heard: Heard, answer: Answer, view: str = "") -> None:
        """What was done in a view is answered in the direct conversation, and in the `view` that was left waiting."""
        if isinstance(answer.reply, Message):
            await self._tell(heard, answer.reply, answer, view)
        self._home.changed(heard.account)

    async def _open(self, trigger: str, view: Json) -> str:
        """Open a view; its id, or empty where it was too late."""
        try:
            return await self._web.open_view(trigger, view)
        except FAILURES as no:
            log.info("a view was not opened: %s", no)
            return ""

    async def _update(self, view_id: str, view: Json) -> str:
        """Change a view: `shown`, `closed` by the person meanwhile, or `failed`."""
        try:
            await self._web.update_view(view_id, view)
        except FAILURES as no:
            log.info("a view was not changed: %s", no)
            return "closed" if isinstance(no, RefusedError) and no.code == _CLOSED else "failed"
        return "shown"


def _privately(heard: Heard, *, forms: bool = False) -> Inbound:
    return heard.event(heard.private, Audience.ONE_PERSON, forms=forms)


def _command(heard: Heard, step: str, words: str, *, forms: bool = False) -> CommandUsed:
    """A command that follows from what somebody did."""
    return CommandUsed(
        id=f"{heard.id}:{step}",
        account=heard.account,
        where=heard.private,
        audience=Audience.ONE_PERSON,
        shows_forms=forms,
        words=words,
    )


def _mistaken(heard: Heard, form: Form, errors: FormErrors) -> Json:
    """The view of a form with what was filled in, and what was wrong with it."""
    answers = heard.what.answers if isinstance(heard.what, Submitted) else {}
    return modals.view(form.filled(answers, errors.errors))


def _form(heard: Heard) -> str:
    return heard.what.form if isinstance(heard.what, Submitted) else ""


def _now() -> float:
    return asyncio.get_running_loop().time()
