"""What comes in from a chat platform, in words that no platform owns.

A button is a command with its words filled in, so there is no event of its own for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """A room or conversation as its platform knows it.

    `direct` is the platform's word that nobody but this person and the bot can read it at this moment.
    """

    platform: str
    id: str
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What every event has.

    `id` is stable across redeliveries of the same event and unique within the account's platform.
    `shows_forms`: can a whole form be shown in answer to this very event? A fact about the event, not the platform.
    """

    id: str
    account: Account
    where: Where
    shows_forms: bool = False


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
class TextSent(_Event):
    """Something typed that is addressed to the bot: in its direct conversation, or by mention in a room."""

    text: str


Inbound = CommandUsed | FormSubmitted | TextSent
