"""What the bot says. Every string is already in its reader's language: adapters never translate."""

import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from liaison_bot.chat.charts import Chart
from liaison_bot.chat.forms import Form, FormErrors

_PNG_BEGINS: Final = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
"""The signature, and the length and name of the first chunk."""
_PNG_SIZE: Final = struct.Struct(">II")


class ButtonStyle(StrEnum):
    """How a button looks; what it does is in its words alone."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be done: pressing it is typing `words`. `confirm` is asked first, where it is not empty.

    `deny` is how that question is answered with no, for platforms that show the answers.
    """

    label: str
    words: str
    style: ButtonStyle = ButtonStyle.PLAIN
    confirm: str = ""
    deny: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value, for a table of two columns."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list, with its next action where there is one; or the `heading` of the rows that follow."""

    text: str
    button: Button | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Something to look at: a PNG, and `alt`, which says in words all that it shows.

    Raises `ValueError` for what does not begin as every PNG does.
    """

    png: bytes
    alt: str

    def __post_init__(self) -> None:
        if not self.png.startswith(_PNG_BEGINS) or len(self.png) < len(_PNG_BEGINS) + _PNG_SIZE.size:
            raise ValueError("a picture must be a PNG")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, which stand in the first chunk (the PNG specification, 11.2.1)."""
        width, height = _PNG_SIZE.unpack_from(self.png, len(_PNG_BEGINS))
        return width, height


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing the bot says.

    `card` names what the message is the current picture of (a referral's reference); a later message with the same
    card in the same place replaces the buttons of the earlier one. `error` marks that what was asked was not done.
    `tells_contents`: its paragraphs or items tell contents of a case, as its facts always may: what everybody near the
    reader can see, such as a notification on a locked screen, holds no more than its title. `picture`: shown where the
    platform can; what it shows is in the words too, and nothing is lost without it. `chart`: what is yet to be drawn as
    its picture; no platform sees it. `about` names what it tells of, by which it is found when that is to be taken back
    (`ChatPlatform.take_back`): a referral's reference, or something of no meaning; empty for what stays.
    """

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    items: tuple[Item, ...] = ()
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    chart: Chart | None = None
    card: str = ""
    about: str = ""
    error: bool = False
    tells_contents: bool = False

    @property
    def plain(self) -> str:
        """The whole message as text: what every platform can fall back to, and the accessible version."""
        blocks = [self.title, *self.paragraphs]
        blocks.append("\n".join(f"{fact.label}: {fact.value}" for fact in self.facts))
        blocks.append(
            "\n".join(
                ("" if item.heading else "• ") + item.text + (f" → {item.button.words}" if item.button else "")
                for item in self.items
            )
        )
        if self.picture:
            blocks.append(self.picture.alt)
        blocks.append("\n".join(f"[{button.label}] {button.words}" for button in self.buttons))
        return "\n\n".join(block for block in blocks if block)


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form to put before the person, with what is already known filled in and what was wrong said at its field."""

    form: Form


Reply = Message | ShownForm | FormErrors | None
