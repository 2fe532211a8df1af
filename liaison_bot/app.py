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
    Audience,
    CommandUsed,
    FormLeft,
    FormSubmitted,
    Inbound,
    Message,
    NotTaken,
    Overheard,
    Reply,
    Suggestion,
    TextSent,
    Where,
)
from liaison_bot.chat.conversations import Conversation
from liaison_bot.chat.text import storable, without_controls
from liaison_bot.clock import Clock
from liaison_bot.commands import Context, Services
from liaison_bot.commands.asking import drop, leave, use_answer, use_form, use_line
from liaison_bot.commands.help import suggest
from liaison_bot.errors import LiaisonError, Refused
from liaison_bot.ids import new_error_number, read_reference
from liaison_bot.network.room_guard import refused_there, tell_author
from liaison_bot.network.rooms import follow, is_drifted, suspend_if_drifted
from liaison_bot.privacy.guard import screen
from liaison_bot.privacy.told import is_reference, marked, note
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import Actor
from liaison_bot.records.places import DIRECT, Place, place_of, tells_readers
from liaison_bot.store import Store, UnitOfWork

log = logging.getLogger(__name__)

_NOT_UNDERSTOOD = frozenset(
    {"unknown-word", "unknown-word-near", "unknown-verb", "unknown-verb-near", "unknown-field", "too-many-words"}
)
"""Refusals of what is no command, whatever else it may be."""
Stranger = Callable[[UnitOfWork, Services, Account, datetime, str, Place, str], Reply]
"""Answers somebody the Network does not know; what is given last is a guess of their language, or empty."""


class App:
    """The core, put together: everything that happens by somebody's doing comes through `handle`."""

    def __init__(self, store: Store, services: Services, clock: Clock, stranger: Stranger) -> None:
        self._store = store
        self._services = services
        self._clock = clock
        self._stranger = stranger

    def handle(self, inbound: Inbound) -> Reply:
        """Answer one event. An unexpected error undoes everything and is answered with an apology and a number."""
        if not _has_names(inbound):
            log.warning("an event whose account or place cannot be stored was refused")
            words = self._services.catalogues.of(self._services.catalogues.default)
            return Message(paragraphs=(words("refused-unreadable"),), error=True)
        begun: list[Context] = []
        try:
            if isinstance(inbound, Overheard) and not self._concerns(inbound):
                return None
            return self._answered(_cleaned(inbound), begun)
        except Exception as bug:  # noqa: BLE001 - whatever it is, the person is told and the operator can find it
            number = new_error_number()
            log.error("%s: unexpected %s in event %r\n%s", number, type(bug).__name__, inbound.id, frames(bug))
            self._note_crash(inbound, begun, number)
            return self._apology(inbound.account, number)

    def suggest(self, account: Account, text: str) -> tuple[Suggestion, ...]:
        """Ways to go on with a command that somebody is typing in their direct conversation. Changes nothing."""
        now = self._clock()
        with self._store.begin(read_only=True) as uow:
            actor = uow.directory.actor(account, now)
            return (
                suggest(context(self._services, uow, now, account, actor, DIRECT), without_controls(text))
                if actor
                else ()
            )

    def desk(self, account: Account) -> Message:
        """What somebody finds on their desk now, in private. Changes nothing. Never raises."""
        now = self._clock()
        try:
            with self._store.begin(read_only=True) as uow:
                actor = uow.directory.actor(account, now)
                if actor:
                    return self._services.glance(context(self._services, uow, now, account, actor, DIRECT))
                reply = self._stranger(uow, self._services, account, now, "", DIRECT, "")
                return reply if isinstance(reply, Message) else Message()
        except Exception as bug:  # noqa: BLE001 - whatever it is, the person is told and the operator can find it
            number = new_error_number()
            log.error("%s: unexpected %s on a desk\n%s", number, type(bug).__name__, frames(bug))
            return self._apology(account, number)

    def moved(self, old: Where, new: Where) -> None:
        """A room was replaced by another. What goes wrong is logged: the new room is then one nobody approved."""
        try:
            with self._store.begin() as uow:
                follow(uow, old, new, self._clock())
                uow.commit()
        except Exception as bug:  # noqa: BLE001 - a platform's own news must not stop it
            log.error("a room that moved: unexpected %s\n%s", type(bug).__name__, frames(bug))

    def readers(self, where: Where, audience: Audience) -> bool:
        """A platform has noticed who can read a room now; whether that ended its approval.

        It says so of every room now and then, so nothing is written where nothing follows, nor asked of the database
        for the conversations of two. What goes wrong is logged.
        """
        if not tells_readers(audience):
            return False
        try:
            with self._store.begin(read_only=True) as uow:
                if not is_drifted(uow.directory, where, audience):
                    return False
            with self._store.begin() as uow:
                ended = suspend_if_drifted(uow, where, audience, self._clock())
                uow.commit()
                return ended
        except Exception as bug:  # noqa: BLE001 - a platform's own news must not stop it
            log.error("who reads a room: unexpected %s\n%s", type(bug).__name__, frames(bug))
            return False

    def _concerns(self, overheard: Overheard) -> bool:
        """Tell whether something said to others is to be answered. Of what is not, no trace is left."""
        with self._store.begin(read_only=True) as uow:
            room = uow.directory.room(overheard.where)
        return room is not None and bool(refused_there(room, overheard.text, self._clock()))

    def _answered(self, inbound: Inbound, begun: list[Context]) -> Reply:
        """Answer an event. The context that its command ran in is left in `begun`, for when it crashes."""
        now = self._clock()
        platform, event = inbound.account.platform, event_of(inbound)
        try:
            with self._store.begin() as uow:
                if not uow.inbox.first(platform, event, now):
                    return uow.inbox.answer(platform, event)
                room = uow.directory.room(inbound.where)
                suspend_if_drifted(uow, inbound.where, inbound.audience, now)
                if not isinstance(inbound, Overheard):
                    reply = self._handled(uow, inbound, now, begun)
                else:
                    reply = tell_author(uow, self._services.catalogues, room, inbound, now) if room else None
                about = told_of(inbound, begun[0].entry.reference) if begun else ""
                if isinstance(reply, Message) and begun:
                    reply = marked(reply, begun[0].entry.reference)
                    note(uow, reply, begun[0].answered_in, now)
                    about = reply.about
                uow.inbox.keep_answer(platform, event, reply, about)
                uow.commit()
                return reply
        except _Denied as denied:
            return self._denied(inbound, denied, now)

    def _handled(
        self,
        uow: UnitOfWork,
        inbound: CommandUsed | FormSubmitted | FormLeft | TextSent | NotTaken,
        now: datetime,
        begun: list[Context],
    ) -> Reply:
        directory = uow.directory
        actor = directory.actor(inbound.account, now)
        place = place_of(inbound.where, inbound.audience, directory)
        if isinstance(inbound, NotTaken):
            catalogues = self._services.catalogues
            guess = inbound.language if inbound.language in catalogues.all else catalogues.default
            theirs = actor.person.language if actor else guess
            words = catalogues.of(theirs if inbound.alone else place.language or theirs)
            return Message(paragraphs=(words(f"not-taken-{inbound.why.value}"),), error=True)
        if actor is None and isinstance(inbound, FormLeft):
            return None
        if actor is None:
            return self._stranger(uow, self._services, inbound.account, now, _typed(inbound), place, inbound.language)
        ctx = context(
            self._services,
            uow,
            now,
            inbound.account,
            actor,
            place,
            shows_forms=inbound.shows_forms,
            hears_all=inbound.hears_all,
            alone=inbound.alone,
            where=inbound.where,
            audience=inbound.audience,
        )
        begun.append(ctx)
        try:
            reply = route(ctx, inbound)
        except Refused as refused:
            raise _Denied(_guarded(ctx, refused, inbound), ctx) from None
        uow.audit.append(ctx.entry)
        return reply

    def _denied(self, inbound: Inbound, denied: "_Denied", now: datetime) -> Reply:
        """What the command had changed is undone; the refusal itself is kept: as an answer, and in the trail."""
        platform, event = inbound.account.platform, event_of(inbound)
        with self._store.begin() as uow:
            if not uow.inbox.first(platform, event, now):
                return uow.inbox.answer(platform, event)
            suspend_if_drifted(uow, inbound.where, inbound.audience, now)
            uow.audit.append(denied.entry)
            asked = uow.conversations.get(inbound.account) if denied.ends_conversation else None
            if asked:
                uow.conversations.drop_form(inbound.account, asked.form)
            note(uow, denied.reply, denied.places, now)
            uow.inbox.keep_answer(platform, event, denied.reply, denied.reply.about)
            uow.commit()
        return denied.reply

    def _note_crash(self, inbound: Inbound, begun: list[Context], number: str) -> None:
        """Leave an entry of what failed, as far as it is known, by a transaction of its own: the other is undone."""
        try:
            with self._store.begin() as uow:
                entry = begun[0].entry if begun else self._strangers_entry(uow, inbound)
                uow.audit.append(replace(entry, before="", after="", result="unexpected", code=number))
                uow.commit()
        except Exception as bug:  # noqa: BLE001 - the database may be what is broken; the number is in the log already
            log.error("%s: the trail could not be written: %s", number, type(bug).__name__)

    def _strangers_entry(self, uow: UnitOfWork, inbound: Inbound) -> AuditEntry:
        """What the trail says of an event that came to nobody's command."""
        place = place_of(inbound.where, inbound.audience, uow.directory)
        return AuditEntry(at=self._clock(), person=None, desk="", roles="", command="", place=place.kind.value)

    def _apology(self, account: Account, number: str) -> Message:
        """Say sorry in the person's language, or the default one where even that cannot be found out."""
        catalogues = self._services.catalogues
        language = catalogues.default
        try:
            with self._store.begin(read_only=True) as uow:
                actor = uow.directory.actor(account, self._clock())
                language = actor.person.language if actor else language
        except Exception:  # noqa: BLE001 - the database may be what is broken; the number is in the log already
            log.warning("%s: the person's language could not be found out", number)
        return Message(paragraphs=(catalogues.of(language)("unexpected", number=number),), error=True)


class _Denied(Exception):  # noqa: N818 - carries a refusal out of the unit of work that it undoes
    def __init__(self, refused: Refused, ctx: Context) -> None:
        super().__init__(refused.key)
        told = [refusal(ctx, refused)]
        if refused.key.startswith("guard-") and not ctx.in_private:
            told.append(ctx.words("guard-take-away"))
        self.reply = marked(Message(paragraphs=tuple(told), error=True), ctx.entry.reference)
        self.places = ctx.answered_in
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
    hears_all: bool = False,
    alone: bool = False,
    where: Where | None = None,
    audience: Audience = Audience.UNKNOWN,
) -> Context:
    """What one person's command, or a notice to them, runs in.

    A room's language belongs to the room, unless what is said there is for one person `alone`. Without `where`, it is
    the person's own conversation.
    """
    words = services.catalogues.of(actor.person.language if alone else place.language or actor.person.language)
    entry = AuditEntry(
        at=now,
        person=actor.person.id,
        desk=actor.desk.code,
        roles=" ".join(sorted(actor.roles)),
        command="",
        place=place.kind.value,
        result="done",
    )
    where = where or Where(account.platform, account.user)
    return Context(services, uow, now, account, actor, place, words, entry, where, audience, shows_forms, hears_all)


def route(ctx: Context, inbound: CommandUsed | FormSubmitted | FormLeft | TextSent) -> Reply:
    """Find what an event asks for, and do it. Raises `Refused`."""
    grammar = ctx.services.grammar
    match inbound:
        case CommandUsed(words=words):
            return use_line(ctx, grammar.read(words, ctx.actor, ctx.words))
        case FormSubmitted(form=form, answers=answers):
            return use_form(ctx, grammar.read(form, ctx.actor, ctx.words), answers)
        case FormLeft(form=form, answers=answers):
            leave(ctx, form, answers)
            return None
        case TextSent(text=text):
            conversation = ctx.uow.conversations.get(ctx.account) if ctx.place is DIRECT else None
            if conversation is None or grammar.starts_command(text):
                return use_line(ctx, grammar.read(text, ctx.actor, ctx.words))
            return answer(ctx, conversation, text)


def answer(ctx: Context, conversation: Conversation, text: str) -> Reply:
    """Take the answer to a conversation's question; one that leads nowhere any more is over, and keeps nobody."""
    grammar = ctx.services.grammar
    if grammar.steering(text) == "cancel":
        return drop(ctx, conversation)
    try:
        return use_answer(ctx, grammar.read(conversation.form, ctx.actor, ctx.words), conversation, text)
    except Refused as refused:
        refused.ends_conversation = True
        raise


def _guarded(ctx: Context, refused: Refused, inbound: Inbound) -> Refused:
    """A line that is no command may be somebody telling of a child: then what to do about that is what they hear."""
    if not isinstance(inbound, CommandUsed | TextSent) or refused.key not in _NOT_UNDERSTOOD:
        return refused
    found = screen(_typed(inbound), ctx.today)
    return Refused(f"guard-{found[0].value}") if found else refused


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


def _has_names(inbound: Inbound) -> bool:
    """Tell whether the account and the place can be stored and found again: no platform gives others, but it could."""
    account, where = inbound.account, inbound.where
    return all(storable(part) for part in (account.platform, account.team, account.user, where.platform, where.id))


def _cleaned(inbound: Inbound) -> Inbound:
    """An event with what was typed as every database takes it. Its id needs nothing: it is kept in JSON, in ASCII."""
    match inbound:
        case CommandUsed(words=words):
            return inbound if storable(words) else replace(inbound, words=without_controls(words))
        case TextSent(text=text) | Overheard(text=text):
            return inbound if storable(text) else replace(inbound, text=without_controls(text))
        case FormSubmitted(form=form, answers=answers) | FormLeft(form=form, answers=answers):
            given = {
                without_controls(name): tuple(without_controls(value) for value in values)
                for name, values in answers.items()
            }
            return replace(inbound, form=without_controls(form), answers=given)
        case NotTaken():
            return inbound


def told_of(inbound: Inbound, reference: str) -> str:
    """Which referral a form that is shown tells of: the one it is about, or that what was typed names."""
    if is_reference(reference):
        return reference
    named = (read_reference(part) for word in _typed(inbound).split() for part in word.split("="))
    return next((found for found in named if found), "")


def _typed(inbound: Inbound) -> str:
    match inbound:
        case CommandUsed(words=words):
            return words
        case TextSent(text=text):
            return text
        case _:
            return ""
