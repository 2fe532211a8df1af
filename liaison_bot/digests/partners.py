"""Figures for partners: how much is open in the whole Network, and nothing of any referral, country or person.

They are settled once a week, as they are shown, and are the same in every room and however often they are asked for:
two looks at a minute's distance would tell of the one referral that came in between.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from liaison_bot.chat import Fact, Message
from liaison_bot.commands import Context
from liaison_bot.digests.figures import LEAST, Part, in_order, shown, together
from liaison_bot.digests.wording import headed
from liaison_bot.records.digests import week_of
from liaison_bot.records.network import RoomClass
from liaison_bot.records.referrals import State
from liaison_bot.rulebook import Rulebook
from liaison_bot.store import UnitOfWork

_ALL = "all"
_STAGES = {
    State.SENT: "arriving",
    State.ACKNOWLEDGED: "deciding",
    State.INFO_REQUESTED: "deciding",
    State.ACCEPTED: "acting",
    State.IN_PROGRESS: "acting",
    State.COMPLETED: "confirming",
}
BY_STAGE = Part(
    _ALL,
    (Part("undecided", (Part("arriving"), Part("deciding"))), Part("decided", (Part("acting"), Part("confirming")))),
)


def by_urgency(rulebook: Rulebook) -> Part:
    """The tree of the levels of urgency, from the most urgent on."""
    return together(level.code for level in rulebook.urgencies)


def settle_figures(uow: UnitOfWork, rulebook: Rulebook, now: datetime) -> None:
    """Count what is open and keep what of it may be shown this week, unless that was done already.

    What stands at a level that the rules no longer have counts as the most urgent, as it does everywhere: left out, it
    would be what is missing from the total.
    """
    stages, levels = Counter[str](), Counter[str]()
    known = {level.code for level in rulebook.urgencies}
    for (state, urgency), count in uow.digests.counts().items():
        stages[_STAGES[state]] += count
        levels[urgency if urgency in known else rulebook.urgencies[0].code] += count
    uow.digests.keep_figures(week_of(now.date()), {**shown(by_urgency(rulebook), levels), **shown(BY_STAGE, stages)})


def partners_digest(ctx: Context, *, always: bool = False) -> Message | None:
    """The week's figures. None where they are too small to show any, unless it is `always` told."""
    if ctx.place.kind is not RoomClass.SHARED:
        return None
    week = ctx.now.date()
    figures = ctx.uow.digests.figures(week_of(week))
    if figures is None or (not figures and not always):
        return None
    told = ctx.words("digest-partners", least=LEAST, day=ctx.words.day(week - timedelta(days=week.weekday())))
    total = figures.get(_ALL)
    few = ctx.words("digest-few", least=LEAST)
    facts = [Fact(ctx.words("digest-partners-all"), few if total is None else str(total))]
    for key, tree, label in (
        ("digest-by-urgency", by_urgency(ctx.services.rulebook), partial(ctx.label, "urgency")),
        ("digest-by-stage", BY_STAGE, lambda stage: ctx.words(f"digest-stage-{stage}")),
    ):
        facts += _table(ctx, key, tree, figures, label) if figures else ()
    return Message(title=headed(ctx, "digest-partners-title"), paragraphs=(told,), facts=tuple(facts))


def _table(
    ctx: Context, key: str, tree: Part, figures: Mapping[str, int], label: Callable[[str], str]
) -> Iterator[Fact]:
    """The finest parts that may be shown; where that is the whole, that it cannot be told apart."""
    for part, count in in_order(tree, figures):
        if part is tree or count is None:
            yield Fact(ctx.words(key), ctx.words("digest-too-few", least=LEAST))
        else:
            names = " + ".join(label(leaf) for leaf in part.leaves)
            yield Fact(names, ctx.words("digest-together", count=count) if part.parts else str(count))
