"""Buttons as numbered choices: what the numbers under a message stand for. Pure."""

import json
import re
from typing import Final

from liaison_bot.chat import Button, ButtonStyle, Message

MOST_KEYCAPS: Final = 9
"""There is an emoji for each digit; further choices are typed."""
_KEYCAP: Final = "\ufe0f\u20e3"
_TYPED: Final = re.compile(r"([0-9]{1,2})(?:[.)]|\ufe0f?\u20e3)?")
_TAPPED: Final = re.compile("([1-9])\ufe0f?\u20e3")


def choices_of(message: Message) -> tuple[Button, ...]:
    """Everything that can be chosen, in the order of its numbers: the rows' actions, then the message's."""
    return (*(item.button for item in message.items if item.button), *message.buttons)


def number_typed(text: str) -> int | None:
    """The number that is all of a typed text."""
    found = _TYPED.fullmatch(text.strip())
    return int(found[1]) if found else None


def number_tapped(key: str) -> int | None:
    """The number of a keycap emoji, as clients write it."""
    found = _TAPPED.fullmatch(key)
    return int(found[1]) if found else None


def keycap(number: int) -> str:
    """The emoji of a number from 1 to 9."""
    return f"{number}{_KEYCAP}"


def confirmation(chosen: Button) -> Message:
    """The question that is asked before a choice that has one, with the same choice to answer it."""
    return Message(paragraphs=(chosen.confirm,), buttons=(Button(chosen.label, chosen.words, chosen.style),))


def pack(choices: tuple[Button, ...]) -> str:
    """Choices as a text to be kept."""
    return json.dumps([[one.label, one.words, one.style.value, one.confirm] for one in choices], ensure_ascii=False)


def unpack(packed: str) -> tuple[Button, ...]:
    """Read kept choices back."""
    return tuple(
        Button(label, words, ButtonStyle(style), confirm) for label, words, style, confirm in json.loads(packed)
    )
