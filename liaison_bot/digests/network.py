"""Where the Network is stuck, for those who coordinate it and for its own room: counts, and references, no contents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median

from liaison_bot.chat import Fact, Item, Message
from liaison_bot.commands import Context
from liaison_bot.digests.pictured import chart
from liaison_bot.digests.wording import MOST, headed, length, manage_button
from liaison_bot.privacy.disclosure import about_referrals
from liaison_bot.records.digests import Answered, Counts
from liaison_bot.records.network import CASE_ROLES, COORDINATORS, DeskKind
from liaison_bot.records.referrals import OPEN, State

Medians = Mapping[tuple[str, bool], timedelta]
"""How long each desk took: to acknowledge, and, where it is true, to decide."""
PERIOD = timedelta(days=7)
"""Times are told of so long, beside the same length before it: a day's are too few to say anything."""


def network_digest(ctx: Context, *, always: bool = False) -> Message | None:
    """What is open, overdue and with whom; where nobody is there; how long countries take.

    None where there is nothing of all that, unless it is `always` told.
    """
    if not about_referrals(ctx.place, ctx.actor) or not ctx.actor.is_any(COORDINATORS):
        return Message(paragraphs=(ctx.words("news-elsewhere"),))
    counts, late = ctx.uow.digests.counts(), ctx.uow.digests.late(ctx.now)
    now, before = (_medians(ctx, ctx.now - PERIOD * back) for back in (0, 1))
    empty, times = _without_officer(ctx), tuple(_times(ctx, now, before))
    if not (counts or empty or times or always):
        return None
    told = [ctx.words("digest-open", count=sum(counts.values()), overdue=sum(late.values()))]
    if late:
        told.append(ctx.words("digest-late", desks=_by_desk(ctx, late)))
    told.append(ctx.words("digest-empty", desks=ctx.words.all_of(empty)) if empty else ctx.words("digest-all-there"))
    return Message(
        title=headed(ctx, "digest-network-title"),
        paragraphs=tuple(told),
        facts=tuple(_by_state(ctx, counts)),
        items=(*_overdue(ctx, sum(late.values())), *times),
        buttons=(manage_button(ctx),),
        chart=chart(ctx, counts, receipts(now), receipts(before)) if ctx.services.limits.digests.charts else None,
    )


def _by_state(ctx: Context, counts: Counts) -> Iterator[Fact]:
    """Each state that there is something in, in the order of the lifecycle, with its levels of urgency."""
    for state in (one for one in State if one in OPEN):
        levels = [
            (level.code, counts[state, level.code])
            for level in ctx.services.rulebook.urgencies
            if counts.get((state, level.code))
        ]
        known = {code for code, _ in levels}
        levels += [(code, many) for (where, code), many in counts.items() if where is state and code not in known]
        if levels:
            parts = " · ".join(
                ctx.words("labelled", label=ctx.label("urgency", code), value=str(many)) for code, many in levels
            )
            total = sum(many for _, many in levels)
            yield Fact(ctx.words(f"state-{state.value}"), ctx.words("digest-total", count=total, parts=parts))


def _overdue(ctx: Context, count: int) -> Iterator[Item]:
    """Those that have waited longest, by reference, with whom they wait for."""
    rows = ctx.services.agenda(ctx, ctx.uow.digests.overdue(ctx.now, MOST))
    if rows:
        yield Item(ctx.words("digest-overdue", count=count), heading=True)
        yield from rows
    if rows and count > len(rows):
        yield Item(ctx.words("digest-more", count=count - len(rows)))


def _without_officer(ctx: Context) -> list[str]:
    """Countries in which nobody who acts on referrals is there today."""
    directory, found = ctx.uow.directory, []
    for desk in directory.desks:
        if desk.kind is not DeskKind.COUNTRY or not desk.active:
            continue
        acting = (actor.person for actor in directory.members(desk.code, ctx.now) if actor.is_any(CASE_ROLES))
        if all(directory.is_away(person, ctx.now) for person in acting):
            found.append(ctx.desk_name(desk.code))
    return found


def _times(ctx: Context, now: Medians, before: Medians) -> Iterator[Item]:
    """The median time that each country took to acknowledge and to decide, beside that of the period before."""
    desks = sorted({desk for desk, _ in (*now, *before)}, key=ctx.desk_name)
    if desks:
        yield Item(ctx.words("digest-times"), heading=True)
    for desk in desks:
        told = [
            ctx.words(
                key,
                now=_length(ctx, now.get((desk, decided))),
                before=_length(ctx, before.get((desk, decided))),
            )
            for decided, key in ((False, "digest-time-receipt"), (True, "digest-time-decision"))
            if (desk, decided) in now or (desk, decided) in before
        ]
        yield Item(ctx.words("labelled", label=ctx.desk_name(desk), value=" · ".join(told)))


def receipts(medians: Medians) -> dict[str, timedelta]:
    """How long each country took to acknowledge."""
    return {desk: took for (desk, decided), took in medians.items() if not decided}


def _medians(ctx: Context, end: datetime) -> Medians:
    by: defaultdict[tuple[str, bool], list[Answered]] = defaultdict(list)
    for one in ctx.uow.digests.answered(end - PERIOD, end):
        by[one.desk, one.decided].append(one)
    return {which: _median(every) for which, every in by.items()}


def _median(every: Sequence[Answered]) -> timedelta:
    return timedelta(seconds=median(one.took.total_seconds() for one in every))


def _length(ctx: Context, took: timedelta | None) -> str:
    return ctx.words("digest-no-time") if took is None else length(ctx, took)


def _by_desk(ctx: Context, late: Mapping[str, int]) -> str:
    """Whom most is overdue with, first."""
    order = sorted(late.items(), key=lambda one: (-one[1], ctx.desk_name(one[0])))
    return " · ".join(ctx.words("labelled", label=ctx.desk_name(desk), value=str(many)) for desk, many in order)
