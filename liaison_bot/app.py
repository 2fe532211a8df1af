"""The door in: one event, one transaction, one answer.

Seen before? Who is it? Which command? The event, the change it makes, its line in the trail, and what is to be said to
others are one commit. An event that comes again gets the same answer and changes nothing.
"""

import json
import logging
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from liaison_bot.chat import (
    Account,
    CommandUsed,
    FormSubmitted,
    Inbound,
    Message,
    NotTaken,
    Reply,
    Suggestion,
    TextSent,
)
from liaison_bot.chat.conversations import Conversation
from liaison_bot.clock import Clock
from liaison_bot.commands import Context, Services
from liaison_bot.commands.asking import drop, use_answer, use_form, use_line
from liaison_bot.commands.help import suggest
from liaison_bot.errors import LiaisonError, Refused
from liaison_bot.ids import new_error_number
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import Actor
from liaison_bot.records.places import DIRECT, Place, place_of
from liaison_bot.store import Store, UnitOfWork

log = logging.getLogger(__name__)

Stranger = Callable[[UnitOfWork, Services, Account, datetime, str, Place], Reply]
"""Answers somebody the Network does not know."""


class App:
    """The core, put together: everything that happens by somebody's doing comes through `handle`."""

    def __init__(self, store: Store, services: Services, clock: Clock, stranger: Stranger) -> None:
        self._store = store
        self._services = services
        self._clock = clock
        self._stranger = stranger

    def handle(self, inbound: Inbound) -> Reply:
        """Answer one event. An unexpected error undoes everything and is answered with an apology and a number."""
        try:
            return self._answered(inbound)
        except Exception as bug:  # noqa: BLE001 - whatever it is, the person is told and the operator can find it
            number = new_error_number()
            log.error("%s: unexpected %s in event %r\n%s", number, type(bug).__name__, inbound.id, frames(bug))
            return self._apology(inbound.account, number)

    def suggest(self, account: Account, text: str) -> tuple[Suggestion, ...]:
        """Ways to go on with a command that somebody is typing in their direct conversation. Changes nothing."""
        now = self._clock()
        with self._store.begin() as uow:
            actor = uow.directory.actor(account, now)
            return suggest(context(self._services, uow, now, account, actor, DIRECT), text) if actor else ()

    def _answered(self, inbound: Inbound) -> Reply:
        now = self._clock()
        platform, event = inbound.account.platform, event_of(inbound)
        try:
            with self._store.begin() as uow:
                if not uow.inbox.first(platform, event, now):
                    return uow.inbox.answer(platform, event)
                reply = self._handled(uow, inbound, now)
                uow.inbox.keep_answer(platform, event, reply)
                uow.commit()
                return reply
        except _Denied as denied:
            return self._denied(inbound, denied, now)

    def _handled(self, uow: UnitOfWork, inbound: Inbound, now: datetime) -> Reply:
        directory = uow.directory
        actor = directory.actor(inbound.account, now)
        place = place_of(inbound.where, inbound.audience, directory)
        if isinstance(inbound, NotTaken):
            catalogues = self._services.catalogues
            words = catalogues.of(place.language or (actor.person.language if actor else catalogues.default))
            return Message(paragraphs=(words(f"not-taken-{inbound.why.value}"),), error=True)
        if actor is None:
            return self._stranger(uow, self._services, inbound.account, now, _typed(inbound), place)
        ctx = context(self._services, uow, now, inbound.account, actor, place, shows_forms=inbound.shows_forms)
        try:
            reply = route(ctx, inbound)
        except Refused as refused:
            raise _Denied(refused, ctx) from None
        uow.audit.append(ctx.entry)
        return reply

    def _denied(self, inbound: Inbound, denied: "_Denied", now: datetime) -> Reply:
        """What the command had changed is undone; the refusal itself is kept: as an answer, and in the trail."""
        platform, event = inbound.account.platform, event_of(inbound)
        with self._store.begin() as uow:
            if not uow.inbox.first(platform, event, now):
                return uow.inbox.answer(platform, event)
            uow.audit.append(denied.entry)
            if denied.ends_conversation:
                uow.conversations.drop(inbound.account)
            uow.inbox.keep_answer(platform, event, denied.reply)
            uow.commit()
        return denied.reply

    def _apology(self, account: Account, number: str) -> Reply:
        """Say sorry in the person's language, or the default one where even that cannot be found out."""
        catalogues = self._services.catalogues
        language = catalogues.default
        try:
            with self._store.begin() as uow:
                actor = uow.directory.actor(account, self._clock())
                language = actor.person.language if actor else language
        except Exception:  # noqa: BLE001 - the database may be what is broken; the number is in the log already
            log.warning("%s: the person's language could not be found out", number)
        return Message(paragraphs=(catalogues.of(language)("unexpected", number=number),), error=True)


class _Denied(Exception):  # noqa: N818 - carries a refusal out of the unit of work that it undoes
    def __init__(self, refused: Refused, ctx: Context) -> None:
        super().__init__(refused.key)
        self.reply = Message(paragraphs=(refusal(ctx, refused),), error=True)
        self.entry = replace(ctx.entry, result=refused.key)
        self.ends_conversation = refused.ends_conversation


def context(
    services: Services,
    uow: UnitOfWork,
    now: datetime,
    account: Account,
    actor: Actor,
    place: Place,
    *,
    shows_forms: bool = False,
) -> Context:
    """What one person's command, or a notice to them, runs in. A room's language belongs to the room."""
    words = services.catalogues.of(place.language or actor.person.language)
    entry = AuditEntry(
        at=now,
        person=actor.person.id,
        desk=actor.desk.code,
        roles=" ".join(sorted(actor.roles)),
        command="",
        place=place.kind.value,
        result="done",
    )
    return Context(services, uow, now, account, actor, place, words, entry, shows_forms)


def route(ctx: Context, inbound: CommandUsed | FormSubmitted | TextSent) -> Reply:
    """Find what an event asks for, and do it. Raises `Refused`."""
    grammar = ctx.services.grammar
    match inbound:
        case CommandUsed(words=words):
            return use_line(ctx, grammar.read(words, ctx.actor, ctx.words))
        case FormSubmitted(form=form, answers=answers):
            return use_form(ctx, grammar.read(form, ctx.actor, ctx.words), answers)
        case TextSent(text=text):
            conversation = ctx.uow.conversations.get(ctx.account) if ctx.place is DIRECT else None
            if conversation is None or grammar.starts_command(text):
                return use_line(ctx, grammar.read(text, ctx.actor, ctx.words))
            return answer(ctx, conversation, text)


def answer(ctx: Context, conversation: Conversation, text: str) -> Reply:
    """Take the answer to a conversation's question; one that leads nowhere any more is over, and keeps nobody."""
    grammar = ctx.services.grammar
    if grammar.steering(text) == "cancel":
        return drop(ctx)
    try:
        return use_answer(ctx, grammar.read(conversation.form, ctx.actor, ctx.words), conversation, text)
    except Refused as refused:
        refused.ends_conversation = True
        raise


def refusal(ctx: Context, refused: Refused) -> str:
    """A refusal in the reader's words. A value that is itself a catalogue key in angle brackets is worded first."""
    values = {
        name: ctx.words(value[1:-1]) if isinstance(value, str) and value[:1] == "<" else value
        for name, value in refused.values.items()
    }
    return ctx.words(refused.key, **values)


def frames(bug: BaseException) -> str:
    """Where an error came from, without what it said: its message could hold what somebody typed."""
    lines = traceback.format_tb(bug.__traceback__)
    if isinstance(bug, LiaisonError):
        lines.append(f"{type(bug).__name__}: {bug}\n")
    return "".join(lines).rstrip()


def event_of(inbound: Inbound) -> str:
    """What an event is known by: its id, for this person at this place. Nobody else is given the answer to it."""
    return json.dumps([inbound.id, inbound.account.team, inbound.account.user, inbound.where.id])


def _typed(inbound: Inbound) -> str:
    match inbound:
        case CommandUsed(words=words):
            return words
        case TextSent(text=text):
            return text
        case _:
            return ""
