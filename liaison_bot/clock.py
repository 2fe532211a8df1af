"""The only module that reads the time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives this moment, aware and in UTC."""


def system_clock() -> datetime:
    """Give this moment by the machine's clock."""
    return datetime.now(UTC)


class MovedClock:
    """The machine's clock, moved forward by so much: the practice network's. It goes on running, and never back."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self._clock = clock
        self._moved = timedelta()

    def __call__(self) -> datetime:
        """This moment, as it stands after all moves."""
        return self._clock() + self._moved

    @property
    def moved(self) -> timedelta:
        """By how much it was moved, all in all."""
        return self._moved

    def forward(self, to: datetime) -> None:
        """Make it this moment; one that has passed already changes nothing."""
        self._moved += max(to - self(), timedelta())
