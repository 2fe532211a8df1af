"""One's own accounts: taking one away that is no longer used, or never should have been linked."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from liaison_bot.chat import Button, ButtonStyle, Item, Message, Reply
from liaison_bot.chat.text import fold
from liaison_bot.commands import Context, Line, Values
from liaison_bot.errors import Refused
from liaison_bot.network.fields import button, require_direct
from liaison_bot.records.network import Link

_HANDLE = 8


def unlink(ctx: Context, line: Line, _values: Values) -> Reply:
    """Take one of one's own accounts away, or list them.

    An account takes away itself and those that were linked after it, so that whoever slipped one in cannot shut the
    person out with it. The last one goes only when that is said once more.
    """
    require_direct(ctx)
    own = [link for link in ctx.uow.directory.links if link.person == ctx.actor.person.id]
    if not line.rest:
        return _listed(ctx, own)
    named, *rest = (fold(word) for word in line.rest)
    meant = next((link for link in own if _handle(link) == named), None)
    if meant is None:
        raise Refused("liaison-unlink-gone", line=ctx.line("liaison", "unlink"))
    if meant not in _removable(ctx, own):
        raise Refused("liaison-unlink-older")
    if len(own) == 1 and [ctx.services.grammar.steering(word) for word in rest] != ["yes"]:
        raise Refused("liaison-unlink-last", line=ctx.line("liaison", "leave"))
    ctx.uow.members.unlink(meant.account)
    ctx.uow.conversations.drop(meant.account)
    ctx.entry = replace(ctx.entry, before=meant.account.platform)
    told = ctx.words("liaison-unlink-done", account=_name(ctx, meant))
    left = meant.account == ctx.account
    return Message(paragraphs=(told,), buttons=() if left else (button(ctx, "me"),))


def _listed(ctx: Context, own: Sequence[Link]) -> Message:
    removable = _removable(ctx, own)
    items = []
    for link in own:
        said = _name(ctx, link)
        if link.account == ctx.account:
            said = ctx.words("labelled", label=ctx.words("liaison-unlink-this"), value=said)
        items.append(Item(said, _button(ctx, link, last=len(own) == 1) if link in removable else None))
    return Message(
        title=ctx.words("do-liaison-unlink"),
        paragraphs=(ctx.words("liaison-unlink-which"),),
        items=tuple(items),
        buttons=(button(ctx, "link"),),
    )


def _removable(ctx: Context, own: Sequence[Link]) -> tuple[Link, ...]:
    """The account that is used now, and those linked after it."""
    since = next(link.since for link in own if link.account == ctx.account)
    return tuple(link for link in own if link.account == ctx.account or link.since > since)


def _button(ctx: Context, link: Link, *, last: bool) -> Button:
    confirmed = (ctx.words.typed("word-yes")[0],) if last else ()
    words = ctx.line("liaison", "unlink", _handle(link), *confirmed)
    sure = "liaison-unlink-sure-last" if last else "liaison-unlink-sure"
    told = ctx.words(sure, account=_name(ctx, link))
    return Button(ctx.words("liaison-unlink-button"), words, ButtonStyle.DANGER, told)


def _name(ctx: Context, link: Link) -> str:
    return ctx.words("labelled", label=link.account.platform, value=link.account.user)


def _handle(link: Link) -> str:
    """A name for an account that can be typed, whatever its platform calls it."""
    account = link.account
    told = f"{account.platform}\n{account.team}\n{account.user}"
    return hashlib.sha256(told.encode()).hexdigest()[:_HANDLE]
