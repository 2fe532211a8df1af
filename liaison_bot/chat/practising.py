"""The port of a time machine: what a platform for practising asks of it. A bot that works in earnest has none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Move(StrEnum):
    """How far the clock is moved forward. There is no way back."""

    HOUR = "hour"
    MORNING = "morning"
    """To when a country's offices open next."""
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Office:
    """A country whose time can be shown, and whose next working morning can be moved to. `names` is by language."""

    desk: str
    names: Mapping[str, str]
    zone: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the clock stands: the moment, by how much it was moved in all, and each office's next working morning.

    While a move is under way, `until` is where it ends, and `share` how much of it is done, from 0 to 1.
    """

    now: datetime
    moved: timedelta
    mornings: Mapping[str, datetime]
    until: datetime | None = None
    share: float = 0.0


class TimeMachine(Protocol):
    """Moves the one clock of everything forward, so that whatever is due in between happens on the way."""

    @property
    def offices(self) -> tuple[Office, ...]:
        """The countries, each once."""
        ...

    def standing(self) -> Standing:
        """How the clock stands now."""
        ...

    def ask(self, move: Move, desk: str) -> bool:
        """Begin a move, to a morning at that office where it is one; False while another is under way.

        Raises `KeyError` for an office that does not exist.
        """
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """Have somebody told whenever the clock stands otherwise than by running."""
        ...
