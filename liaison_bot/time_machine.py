"""The practice network's time machine: it moves the clock forward, and lets what is due on the way happen at its time.

A week is not one leap: everything would then be late, and come at once. The clock goes in small steps, and in each of
them time brings what it brings, and it is delivered, before the next. In earnest there is none of this.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from liaison_bot.app import frames
from liaison_bot.chat.practising import Move, Office, Standing
from liaison_bot.clock import MovedClock
from liaison_bot.errors import DatabaseLost, VaultError
from liaison_bot.rulebook import Rulebook
from liaison_bot.rulebook.working_time import WorkingTime

log = logging.getLogger(__name__)

STEP = timedelta(minutes=5)
"""Steps end on whole multiples of it, so that what is due at eight is dated eight: zones differ by such multiples."""
_LENGTHS = {Move.HOUR: timedelta(hours=1), Move.WEEK: timedelta(weeks=1)}
_SETTLED = timedelta(minutes=15)
"""What comes with the morning, a digest above all, is there a little after its hour: a move to the morning shows it."""
_DAYBREAK = datetime(2000, 1, 1, tzinfo=UTC)


class PracticeTime:
    """A `liaison_bot.chat.practising.TimeMachine` over the clock that everything of a practice network goes by."""

    def __init__(self, clock: MovedClock, rulebook: Rulebook) -> None:
        self._clock = clock
        self._working = {country.code: WorkingTime(country) for country in rulebook.countries}
        self._offices = tuple(Office(one.code, one.names, one.zone) for one in rulebook.countries)
        self._began = self._until = clock()
        self._moved = timedelta()
        self._asked = asyncio.Event()
        self._changed: Callable[[], None] = lambda: None

    @property
    def offices(self) -> tuple[Office, ...]:
        """The member countries, in the rules' order."""
        return self._offices

    def watch(self, changed: Callable[[], None]) -> None:
        """Have somebody told of each step."""
        self._changed = changed

    def standing(self) -> Standing:
        """How the clock stands now. The mornings are looked up while it stands still alone."""
        now, moved = self._clock(), self._clock.moved
        if not self._asked.is_set():
            return Standing(now, moved, {desk: _morning(office, now) for desk, office in self._working.items()})
        share = min((now - self._began) / (self._until - self._began), 1.0)
        return Standing(now, moved, {}, self._until, share)

    def ask(self, move: Move, desk: str) -> bool:
        """Begin a move; False while another is under way. Raises `KeyError` for an office that does not exist."""
        office = self._working[desk]
        if self._asked.is_set():
            return False
        now = self._clock()
        self._began, self._until = now, now + _LENGTHS[move] if move in _LENGTHS else _morning(office, now)
        self._moved = self._clock.moved + _LENGTHS.get(move, timedelta())
        self._asked.set()
        self._changed()
        return True

    async def run(self, happen: Callable[[], Awaitable[object]], tidy: Callable[[], Awaitable[object]]) -> None:
        """Move when asked to, until cancelled. `happen` does and delivers all that is due, `tidy` comes at the end.

        What goes wrong ends the move where it stands, and is logged; without keys or database, nothing goes on:
        raises `VaultError` and `DatabaseLost`.
        """
        while True:
            await self._asked.wait()
            try:
                while (now := self._clock()) < self._until:
                    self._clock.forward(min(_step_after(now), self._until))
                    await happen()
                    self._changed()
                self._clock.forward(self._clock() + self._moved - self._clock.moved)  # the move took time, too
                await tidy()
            except (VaultError, DatabaseLost):
                raise
            except Exception as bug:  # noqa: BLE001 - the practice goes on from where the clock stands
                log.error("time machine: unexpected %s\n%s", type(bug).__name__, frames(bug))
            self._asked.clear()
            self._changed()


def _morning(office: WorkingTime, now: datetime) -> datetime:
    return office.next_morning(now) + _SETTLED


def _step_after(now: datetime) -> datetime:
    return now + STEP - (now - _DAYBREAK) % STEP
