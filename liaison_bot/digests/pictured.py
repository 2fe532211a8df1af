"""The coordinators' digest as something to look at: what is open, and how long countries take to acknowledge."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from liaison_bot.chat import Bar, Chart, Panel
from liaison_bot.commands import Context
from liaison_bot.digests.wording import length
from liaison_bot.records.digests import Counts
from liaison_bot.records.referrals import OPEN, State

_HOUR = timedelta(hours=1)
Took = Mapping[str, timedelta]
"""How long each country took, by desk."""


def chart(ctx: Context, counts: Counts, now: Took, before: Took) -> Chart | None:
    """Panels for what there is to show, and the same in words; None where there is nothing."""
    panels = tuple(panel for panel in (_states(ctx, counts), _receipts(ctx, now, before)) if panel.bars)
    if not panels:
        return None
    return Chart(panels, "\n".join(_told(ctx, panel) for panel in panels))


def _states(ctx: Context, counts: Counts) -> Panel:
    bars = []
    for state in (one for one in State if one in OPEN):
        count = sum(many for (where, _), many in counts.items() if where is state)
        if count:
            bars.append(Bar(ctx.words(f"state-{state.value}"), count, str(count)))
    return Panel(ctx.words("digest-chart-states"), tuple(bars))


def _receipts(ctx: Context, now: Took, before: Took) -> Panel:
    return Panel(
        ctx.words("digest-chart-receipt"),
        tuple(_receipt(ctx, now, before)),
        now=ctx.words("digest-chart-now"),
        before=ctx.words("digest-chart-before"),
    )


def _receipt(ctx: Context, now: Took, before: Took) -> Iterator[Bar]:
    """Each country that acknowledged something in the last days, in the order of their names."""
    for desk in sorted(now, key=ctx.desk_name):
        earlier = before[desk] / _HOUR if desk in before else None
        yield Bar(ctx.desk_name(desk), now[desk] / _HOUR, length(ctx, now[desk]), earlier)


def _told(ctx: Context, panel: Panel) -> str:
    bars = " · ".join(ctx.words("labelled", label=bar.label, value=bar.shown) for bar in panel.bars)
    return ctx.words("labelled", label=panel.title, value=bars)
