"""Every error the core raises on purpose.

    LiaisonError
    ├── Refused        told to the person who asked: a catalogue key and values, never a sentence
    ├── ConfigError    told to the operator: the command ends with exit code 2
    ├── VaultError     told to the operator: a key is missing or wrong; nothing was changed
    ├── DatabaseLost   told to the operator: the database's file is another one by now; the bot stops with exit code 1
    └── MissingWords   a bug in a catalogue (`words`), found by the tests

What the platforms raise stands in `chat.platform` (`TryLater`, `Unreachable`) and is delivery's to deal with. Anything
else is a bug: it is logged with a reference number, and the person gets an apology with that number.
"""


class LiaisonError(Exception):
    """What all errors raised on purpose have in common."""


class Refused(LiaisonError):  # noqa: N818 - reads as what happened: the request was refused
    """What was asked will not be done. `key` is in the catalogues; `values` hold nothing that somebody typed."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values: dict[str, str | int] = values
        self.ends_conversation = False
        """What a conversation was begun for can no longer be done: it is over."""


class ConfigError(LiaisonError):
    """Something in the operator's files will not do. Each line says where, what was found, and what is allowed."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class VaultError(LiaisonError):
    """A key to what is encrypted is missing, malformed, or not the one it was encrypted with."""


class DatabaseLost(LiaisonError):  # noqa: N818 - says what happened
    """The database's file was deleted or replaced while it was open: what is written to it, nobody will ever see."""
