"""How the operator is told of what goes wrong: the table `[operator]` of config.toml."""

import re
from dataclasses import dataclass
from typing import NewType

from liaison_bot.chat.inbound import Where
from liaison_bot.strict import Kind, whole_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """The operator's room, None where there is none; and after how many minutes a tick is late."""

    room: Where | None
    late_minutes: int


_Room = NewType("_Room", str)
_Minutes = NewType("_Minutes", int)
_ROOM = re.compile(r"matrix:!\S{1,254}|slack:[CG][A-Z0-9]{1,254}|practice:\S{1,255}")
ROOM_ALLOWED = (
    "platform:room, with the id that the platform has for the room and not its name, such as "
    "matrix:!abc:ministry.example or slack:C024BE7LR"
)
KINDS = (
    Kind(_Room, str, ROOM_ALLOWED, lambda told: bool(_ROOM.fullmatch(told))),
    whole_number(_Minutes, 2, 1440),
)


@dataclass(frozen=True, kw_only=True)
class OperatorTable:
    """The table as it is written."""

    room: _Room | None = None
    late_minutes: _Minutes = _Minutes(10)

    @property
    def where(self) -> Where | None:
        """The room; its own name may hold colons."""
        if self.room is None:
            return None
        platform, _, room = self.room.partition(":")
        return Where(platform, room)
