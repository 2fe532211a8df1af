"""Figures to be looked at, in words that whatever draws them needs no more of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `shown` is its value in words. `before`: its value in the period before, where there was one."""

    label: str
    value: float
    shown: str
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that are compared with each other. `now` and `before` say what is what where both are drawn."""

    title: str
    bars: tuple[Bar, ...]
    now: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels, one below the other; and `alt`, which says in words all that they show."""

    panels: tuple[Panel, ...]
    alt: str
