"""What is to be taken back from the chats, because what it tells of was erased, or was only to be read once."""

from dataclasses import dataclass
from datetime import datetime

from liaison_bot.chat.inbound import Account, Where
from liaison_bot.chat.platform import Telling


@dataclass(frozen=True, slots=True)
class Recall:
    """One thing that is to be taken back from one place. `first_due`: when it was to be done; `attempts`: until now."""

    id: int
    place: Account | Where
    telling: Telling
    first_due: datetime
    attempts: int
