"""What comes in from a chat platform, in words that no platform owns.

A button is a command with its words filled in, so there is no event of its own for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Answers = Mapping[str, tuple[str, ...]]
"""What was typed or chosen, by field name; a field with one value has a tuple of one."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's account on a platform. The three parts together are the key; a name or an e-mail address never is."""

    platform: str
    team: str
    user: str


@dataclass(frozen=True, slots=True)
class Where:
    """A room or conversation as its platform knows it."""

    platform: str
    id: str


class Audience(StrEnum):
    """Who can read a place at this moment, as far as its platform can tell."""

    ONE_PERSON = "one-person"
    """Nobody but the person and the bot."""
    MEMBERS = "members"
    """People of the hosting organisation only; nobody can walk in."""
    OUTSIDERS = "outsiders"
    """People of another organisation too."""
    OPEN = "open"
    """Anybody can walk in, or read it unasked: nothing of a case is said here, and an approval does not outlast it."""
    UNKNOWN = "unknown"
    """Not to be found out now: nothing of a case is said here, for the moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What every event has.

    `id` is stable across redeliveries of the same event and unique within the account's platform.
    `audience`: who could read an answer given where it was said, at this moment.
    `shows_forms`: can a whole form be shown in answer to this very event? A fact about the event, not the platform.
    `hears_all`: the bot hears what is said there to others too. A platform that cannot tell does not say so.
    `alone`: what it is answered with is seen by whoever said it and by nobody else, in a room too.
    `language`: the platform's guess of the person's language, as two letters; it counts for those not known yet.
    """

    id: str
    account: Account
    where: Where
    audience: Audience
    shows_forms: bool = False
    hears_all: bool = False
    alone: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandUsed(_Event):
    """A command line or a pressed button: `referral accept R-7KQ2MX`, without the platform's `/` or `!`."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSubmitted(_Event):
    """A form came back. `form` is the `Form.id` that was shown; `answers` holds what each field held."""

    form: str
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLeft(_Event):
    """A form was closed half-way. What it held is kept for when it is asked for again; nothing is said."""

    form: str
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSent(_Event):
    """Something typed that is addressed to the bot: in its direct conversation, or by mention in a room."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overheard(_Event):
    """Something typed in a room that is not addressed to the bot. What it is answered with is for its author alone.

    Unless somebody has asked in this room for the guard, it is as if it had not been heard. It is never kept, and an
    adapter writes it nowhere.
    """

    text: str


class Reason(StrEnum):
    """Why something that was said to the bot is not carried out."""

    TOO_OLD = "too-old"
    """It was said so long ago, while the bot was away, that it may no longer be meant."""
    EDITED = "edited"
    """What was said was changed afterwards; the bot keeps to what was said first."""
    UNREADABLE = "unreadable"
    """It is encrypted, and its key has not come."""
    UNTRUSTED = "untrusted"
    """It came from a device that nothing proves to be the person's."""
    UNPROTECTED = "unprotected"
    """It was said in a direct conversation that is not encrypted."""
    UNATTENDED = "unattended"
    """It asks for the comparing of emoji, and no operator is there to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken(_Event):
    """Something was said to the bot that its platform cannot let through. Answered with why, and how to go on."""

    why: Reason


Inbound = CommandUsed | FormSubmitted | FormLeft | TextSent | Overheard | NotTaken
