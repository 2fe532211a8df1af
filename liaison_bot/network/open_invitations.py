"""Invitations that nobody has used yet: to see what ways in there are, and to close one that was a mistake."""

from collections.abc import Iterator
from dataclasses import replace

from liaison_bot.chat import Button, ButtonStyle, Item, Message, Reply
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.network.fields import button, require_direct, role_name
from liaison_bot.network.invitations import require_may_invite
from liaison_bot.records.network import Invitation

_HANDLE = 8
"""Characters of a code's hash that name it: 32 of its 256 bits, by which nobody finds the code."""


def invitations(ctx: Context, line: Line, _values: Values) -> Reply:
    """List the invitations one may issue and nobody has used; with “cancel” and its name, let one never work."""
    require_direct(ctx)
    if not line.rest:
        return _listed(ctx)
    verb, *named = (fold(word) for word in line.rest)
    if ctx.services.grammar.steering(verb) != "cancel" or len(named) != 1:
        raise Refused("liaison-invitations-how", line=ctx.line("liaison", "invitations"))
    meant = next((one for one in _own(ctx) if _handle(one) == named[0]), None)
    if meant is None:
        raise Refused("liaison-invitations-gone")
    ctx.uow.invitations.cancel(meant.code_hash)
    ctx.entry = replace(ctx.entry, reference=_handle(meant), before=meant.desk, code=meant.role.value)
    told = ctx.words("liaison-invitations-cancelled", name=meant.name)
    return Message(paragraphs=(told,), buttons=(button(ctx, "invitations"), button(ctx, "invite")))


def _listed(ctx: Context) -> Message:
    items = tuple(Item(_told(ctx, one), _cancel(ctx, one)) for one in _own(ctx))
    told = () if items else (ctx.words("liaison-invitations-none"),)
    return Message(
        title=ctx.words("do-liaison-invitations"), paragraphs=told, items=items, buttons=(button(ctx, "invite"),)
    )


def _own(ctx: Context) -> Iterator[Invitation]:
    """What this person issued, or may issue; a code for somebody's second account is theirs alone."""
    for one in ctx.uow.invitations.open(ctx.now):
        if one.person is None and (one.issued_by == ctx.actor.person.id or _may_issue(ctx, one)):
            yield one


def _may_issue(ctx: Context, one: Invitation) -> bool:
    desk = ctx.uow.directory.desk(one.desk)
    try:
        if desk:
            require_may_invite(ctx, desk, one.role)
    except Refused:
        return False
    return desk is not None


def _told(ctx: Context, one: Invitation) -> str:
    """An invitation in one line: who, where, as what, until when, by whom."""
    by = ctx.uow.directory.person(one.issued_by)
    return ctx.words(
        "liaison-invitations-one",
        name=one.name,
        desk=ctx.desk_name(one.desk),
        role=role_name(ctx.words, one.role),
        moment=ctx.moment(one.expires),
        by=by.name if by else ctx.words("liaison-invitations-operator"),
    )


def _cancel(ctx: Context, one: Invitation) -> Button:
    words = ctx.line("liaison", "invitations", ctx.words.typed("word-cancel")[0], _handle(one))
    sure = ctx.words("liaison-invitations-sure", name=one.name)
    return Button(ctx.words("liaison-invitations-cancel"), words, ButtonStyle.DANGER, sure)


def _handle(one: Invitation) -> str:
    return one.code_hash[:_HANDLE]
