"""How regularly time was kept: the bot looks again and again at what is due, unless it is down or held up."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lateness:
    """Nobody looked between two moments, and longer than the operator allows; how many notices fell due meanwhile."""

    since: datetime
    until: datetime
    missed: int
