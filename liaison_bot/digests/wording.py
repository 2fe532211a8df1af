"""What all digests say alike: a heading with its day, the way to change them, how long something took."""

from datetime import timedelta

from babel.dates import format_timedelta

from liaison_bot.chat import Button
from liaison_bot.commands import Context

MOST = 20
"""Rows in a digest: more of them nobody reads, and there is a command for the rest."""
_DAYS_FROM = 2
"""From two days on, a length of time is told in days; below, in hours or minutes."""


def headed(ctx: Context, key: str, **values: str) -> str:
    """A digest's title, with the reader's date."""
    return " · ".join((ctx.words(key, **values), ctx.words.day(ctx.today)))


def manage_button(ctx: Context) -> Button:
    """Where to see how often a digest comes, and change it."""
    return Button(ctx.words("digest-manage"), ctx.line("digest", "how"))


def length(ctx: Context, took: timedelta) -> str:
    """A length of time, roughly, as the reader's language says it."""
    return format_timedelta(took, granularity="minute", threshold=_DAYS_FROM, locale=ctx.words.language)
