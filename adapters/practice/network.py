"""Who sits in the practice network, and what they can read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from liaison_bot.chat import Account, Audience, Where

PLATFORM: Final = "practice"
_DIRECT: Final = "direct:"


@dataclass(frozen=True, slots=True)
class Room:
    """A channel that several people sit in. `names` is by language; `audience` says who such a channel is open to."""

    id: str
    names: Mapping[str, str]
    audience: Audience


@dataclass(frozen=True, slots=True)
class Seat:
    """A made-up person somebody can be. `about` says by language what they do; `rooms` are the ids they sit in.

    `desk` is the code of the desk they are at, where they have one: the page shows that country's time first.
    """

    user: str
    name: str
    about: Mapping[str, str]
    language: str
    rooms: tuple[str, ...]
    desk: str = ""

    @property
    def account(self) -> Account:
        """The account the core knows this person by."""
        return Account(PLATFORM, PLATFORM, self.user)

    @property
    def direct(self) -> str:
        """The id of this person's conversation with the bot."""
        return f"{_DIRECT}{self.user}"


class PracticeNetwork:
    """The seats and rooms, and which place is whose. Refuses what cannot be told apart later."""

    def __init__(self, seats: Sequence[Seat], rooms: Sequence[Room]) -> None:
        self.seats: Final = {seat.user: seat for seat in seats}
        self.rooms: Final = {room.id: room for room in rooms}
        if not seats:
            raise ValueError("a practice network needs at least one seat")
        if len(self.seats) < len(seats) or len(self.rooms) < len(rooms):
            raise ValueError("two seats, or two rooms, of the practice network have the same id")
        if taken := [room for room in self.rooms if room.startswith(_DIRECT)]:
            raise ValueError(f"a room's id cannot begin with {_DIRECT!r}: {taken[0]!r}")
        for seat in seats:
            if unknown := set(seat.rooms) - set(self.rooms):
                raise ValueError(f"seat {seat.user!r} is in rooms that do not exist: {', '.join(sorted(unknown))}")

    @property
    def places(self) -> tuple[str, ...]:
        """The id of every place that something can be said in."""
        return (*(seat.direct for seat in self.seats.values()), *self.rooms)

    def place(self, to: Account | Where) -> str | None:
        """The place that a message to this account or room belongs in, if there is one."""
        if isinstance(to, Account):
            seat = self.seats.get(to.user)
            return seat.direct if seat and seat.account == to else None
        return to.id if to.platform == PLATFORM and to.id in self.places else None

    def audience(self, place: str | None) -> Audience:
        """Who can read a place."""
        if place in self.rooms:
            return self.rooms[place].audience
        return Audience.ONE_PERSON if place in self.places else Audience.UNKNOWN
