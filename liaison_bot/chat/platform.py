"""The port a chat platform is connected through: narrow on purpose."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from liaison_bot.chat.inbound import Account, Audience, Inbound, Where
from liaison_bot.chat.messages import Message, Reply


class TryLater(Exception):  # noqa: N818 - says what to do, as delivery reads it
    """The platform could not take a message now. `after` is the wait it named, if it named one."""

    def __init__(self, after: timedelta | None = None) -> None:
        super().__init__("try later")
        self.after = after


class Unreachable(Exception):  # noqa: N818 - says what is so, as delivery reads it
    """The platform will never take this message: the room is gone, the account closed. `why` is for the operator."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on with what is typed: `words` replaces it, `about` says what that would do."""

    words: str
    about: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What was said of one thing (`Message.about`) between two moments, both included: what is to be taken back."""

    about: str
    since: datetime
    until: datetime


class Core(Protocol):
    """What an adapter may ask of the core."""

    async def handle(self, inbound: Inbound) -> Reply:
        """Answer one event. Never raises: what goes wrong inside is answered with an apology."""
        ...

    async def suggest(self, account: Account, text: str) -> tuple[Suggestion, ...]:
        """Ways to complete a command, for platforms that can offer them while somebody types."""
        ...

    async def desk(self, account: Account) -> Message:
        """What somebody finds on their desk now, for platforms that have a page of one's own. Only they may see it.

        Changes nothing. Never raises.
        """
        ...

    async def moved(self, old: Where, new: Where) -> None:
        """A room was replaced by another that its platform says continues it (a room upgrade on Matrix).

        The new room takes the old one's approval along; one nobody approved takes nothing. Saying it again changes
        nothing. Said only where both rooms vouch for it: the old one names the new, the new one the old. Never raises.
        """
        ...

    async def readers(self, where: Where, audience: Audience) -> None:
        """Who can read a room now, as its platform has noticed without anybody's having spoken there.

        An approval that does not fit them ends at once. Saying it again changes nothing. Never raises.
        """
        ...


class ChatPlatform(Protocol):
    """A chat platform, connected.

    What it shows of a reply: a `Message` where the event was said; a `ShownForm` and `FormErrors` to whoever asked and
    to nobody else, in a room too, for a form is filled in with what is known. A platform that cannot keep a form to one
    person never says of an event that it `shows_forms`.
    """

    @property
    def name(self) -> str:
        """The platform's key: `Account.platform` and `Where.platform` of all that comes from it."""
        ...

    async def run(self, core: Core) -> None:
        """Stay connected, hand every event to the core and show its reply, until cancelled."""
        ...

    async def audience(self, to: Account | Where) -> Audience:
        """Who can read this place, or this person's direct conversation, now. Asked before each message.

        Raises `TryLater` when it cannot be asked, or is not connected yet.
        """
        ...

    async def send(self, to: Account | Where, message: Message, key: str) -> None:
        """Say something. The same key twice is the same message: the second time nothing happens.

        Raises `TryLater` or `Unreachable`.
        """
        ...

    async def take_back(self, to: Account | Where, telling: Telling) -> int:
        """Delete what the bot said there, for good and with all its earlier versions; how many messages.

        What is not there any more, and what only one person was shown for a moment, is passed over. Twice is the same
        as once. Raises `TryLater` while something stands there that may still go, such as what the bot is not let
        delete now, or `Unreachable` where something never will; the rest is done then.
        """
        ...
