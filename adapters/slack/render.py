"""Translate out: what the bot says, as blocks with a complete plain text. Pure; nothing that Slack would refuse.

Whatever is not the bot's own form is `plain_text`, in which nothing is a mention, a link or a broadcast; what has to be
markup is escaped. A message that is too long becomes several, each complete in itself. What is shown in a preview or a
notification is what stands first: the title, with reference and state.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from adapters.slack import limits
from adapters.slack.escaping import escaped, inert
from adapters.slack.inbound import PRESS
from liaison_bot.chat import Button, ButtonStyle, Fact, Item, Message

Json = dict[str, Any]

_WARNING: Final = "⚠️ "
_DENY: Final = "✕"
"""For a question whose button does not say how it is answered with no."""
_STYLES: Final = {ButtonStyle.PRIMARY: "primary", ButtonStyle.DANGER: "danger"}
_PIECE: Final = 900
"""Characters of a text that one block takes where a message has to be split."""
_DOWN: Final = " ↓"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message as Slack takes it."""

    text: str
    blocks: list[Json]


def rendered(message: Message) -> list[Rendered]:
    """A message as one or, where it is too long, as several. The first is the card, the last has the buttons."""
    return [_rendered(part) for part in parts(message)]


def in_one(message: Message, file: str = "") -> Rendered:
    """A message that replaces another, which has to be one: it says so where something does not fit; buttons do.

    `file`: its picture, as Slack keeps it.
    """
    first, *others = parts(message)
    if others:
        first = replace(first, items=(*first.items, Item(limits.MORE)), buttons=message.buttons)
    shown = _rendered(first)
    if file and message.picture and len(shown.blocks) < limits.BLOCKS_IN_MESSAGE:
        actions = next((at for at, block in enumerate(shown.blocks) if block["type"] == "actions"), len(shown.blocks))
        alt = limits.shortened(message.picture.alt, limits.ALT)
        shown.blocks.insert(actions, {"type": "image", "slack_file": {"id": file}, "alt_text": alt})
    return shown


def blocks(message: Message, most: int = limits.BLOCKS_IN_MESSAGE) -> list[Json]:
    """A message as blocks, so many at most: rows are left out before buttons are, and their number is said."""
    told = [*_told(message)]
    actions = [*_actions(message.buttons)]
    over = len(told) + len(actions) - most
    if over > 0:
        told[-over - 1 :] = [_section(f"{limits.MORE} +{over + 1}")]
    return [*told, *actions]


def brief(message: Message) -> Message:
    """A message's news alone: title, what has happened, and what can be done next. Nothing of it tells contents."""
    first = tuple(button for button in message.buttons if button.style is ButtonStyle.PRIMARY)
    news = () if message.tells_contents else message.paragraphs[:1]
    title = message.title or limits.MORE
    return Message(title=title, paragraphs=news, buttons=first, about=message.about, error=message.error)


def tells_contents(message: Message) -> bool:
    """Tell whether a message holds more than a notification may show."""
    return message.tells_contents or bool(message.facts)


def veiled(message: Message, number: int) -> Message:
    """What is shown of one part of a message before its contents are."""
    return Message(title=message.title or limits.MORE, error=message.error) if number else brief(message)


def pointing_down(title: str) -> Rendered:
    """What stays of a card whose newest picture stands further down."""
    text = title + _DOWN
    return Rendered(escaped(text), [_section(text)])


def waiting(seconds_sign: str = "⏳") -> list[Json]:
    """What a view shows until there is something to show; no language is known then."""
    return [_section(seconds_sign)]


def plain(text: str) -> Json:
    """A text object in which nothing is markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def parts(message: Message) -> list[Message]:
    """A message, cut so that each part's plain text and blocks fit."""
    if _fits(message):
        return [message]
    found: list[Message] = [Message(title=limits.shortened(message.title, _PIECE), card=message.card)]
    for unit in _units(message):
        joined = _joined(found[-1], unit)
        if _fits(joined):
            found[-1] = joined
        else:
            found.append(unit)
    return [replace(found[0], error=message.error), *found[1:]]


def _fits(message: Message) -> bool:
    text = escaped(_plain(message))
    if len(text.encode()) > limits.EPHEMERAL_TEXT_BYTES:
        return False
    return len([*_told(message), *_actions(message.buttons)]) <= limits.BLOCKS_IN_MESSAGE


def _units(message: Message) -> Iterator[Message]:
    """A message in the smallest pieces that it can be cut into."""
    for paragraph in message.paragraphs:
        for piece in limits.pieces(paragraph, _PIECE):
            yield Message(paragraphs=(piece,))
    for fact in message.facts:
        for piece in limits.pieces(fact.value, _PIECE):
            yield Message(facts=(Fact(limits.shortened(fact.label, _PIECE), piece),))
    for item in message.items:
        *before, last = limits.pieces(item.text, _PIECE)
        for piece in before:
            yield Message(items=(Item(piece),))
        yield Message(items=(replace(item, text=last),))
    if message.picture:
        for piece in limits.pieces(message.picture.alt, _PIECE):
            yield Message(paragraphs=(piece,))
    for button in message.buttons:
        yield Message(buttons=(button,))


def _joined(one: Message, other: Message) -> Message:
    return replace(
        one,
        paragraphs=one.paragraphs + other.paragraphs,
        facts=one.facts + other.facts,
        items=one.items + other.items,
        buttons=one.buttons + other.buttons,
    )


def _rendered(message: Message) -> Rendered:
    text = limits.shortened_bytes(escaped(_plain(message)), limits.EPHEMERAL_TEXT_BYTES)
    return Rendered(text or " ", blocks(message) or waiting(" "))


def _plain(message: Message) -> str:
    return (_WARNING if message.error else "") + inert(message.plain)


def _told(shown: Message) -> Iterator[Json]:
    message = _inert(shown)
    warning = _WARNING if message.error else ""
    if message.title:
        yield from _title(warning + message.title)
        warning = ""
    for paragraph in message.paragraphs:
        for piece in limits.pieces(warning + paragraph, limits.SECTION):
            if piece:
                yield _section(piece)
        warning = ""
    yield from _facts(message.facts)
    for item in message.items:
        yield from _item(item)


def _inert(message: Message) -> Message:
    return replace(
        message,
        title=inert(message.title),
        paragraphs=tuple(inert(paragraph) for paragraph in message.paragraphs),
        facts=tuple(Fact(inert(fact.label), inert(fact.value)) for fact in message.facts),
        items=tuple(replace(item, text=inert(item.text)) for item in message.items),
    )


def _title(title: str) -> Iterator[Json]:
    if len(title) <= limits.HEADER and "\n" not in title:
        yield {"type": "header", "text": plain(title)}
        return
    for piece in limits.pieces(title, limits.SECTION):
        yield _section(piece)


def _facts(facts: tuple[Fact, ...]) -> Iterator[Json]:
    """Two columns: what it is, and what is so."""
    rows = limits.FIELDS // 2
    for at in range(0, len(facts), rows):
        fields: list[Json] = []
        for fact in facts[at : at + rows]:
            label = escaped(limits.shortened(fact.label, limits.FIELD // 6)) or " "
            value = limits.shortened(fact.value, limits.FIELD) or " "
            fields += [{"type": "mrkdwn", "text": f"*{label}*", "verbatim": True}, plain(value)]
        yield {"type": "section", "fields": fields}


def _item(item: Item) -> Iterator[Json]:
    if item.heading:
        yield from _title(item.text)
        return
    *before, last = limits.pieces(item.text, limits.SECTION)
    for piece in before:
        yield _section(piece)
    row = _section(last)
    button = _button(item.button, PRESS) if item.button else None
    if item.button and button:
        label = f"{item.button.label}: {item.text}"  # the buttons of a list look alike to who does not see their rows
        row["accessory"] = {**button, "accessibility_label": limits.shortened(label, limits.ACCESSIBILITY)}
    yield row


def _actions(buttons: Iterable[Button]) -> Iterator[Json]:
    made = [_button(button, f"{PRESS}:{number}") for number, button in enumerate(buttons)]
    elements = [button for button in made if button]
    for at in range(0, len(elements), limits.ACTIONS):
        yield {"type": "actions", "elements": elements[at : at + limits.ACTIONS]}


def _button(button: Button, action: str) -> Json | None:
    """A button; None for words that it cannot hold, which still stand in the plain text to be typed."""
    if not button.words or len(button.words) > limits.BUTTON_VALUE:
        return None
    label = limits.shortened(button.label or button.words, limits.BUTTON)
    made: Json = {"type": "button", "action_id": action, "text": plain(label), "value": button.words}
    if button.style in _STYLES:
        made["style"] = _STYLES[button.style]
    if button.confirm:
        made["confirm"] = {
            "title": plain(limits.shortened(button.label or button.words, limits.CONFIRM_TITLE)),
            "text": plain(limits.shortened(button.confirm, limits.CONFIRM_TEXT)),
            "confirm": plain(limits.shortened(button.label or button.words, limits.CONFIRM_ANSWER)),
            "deny": plain(limits.shortened(button.deny or _DENY, limits.CONFIRM_ANSWER)),
        }
        if button.style in _STYLES:
            made["confirm"]["style"] = _STYLES[button.style]
    return made


def _section(text: str) -> Json:
    return {"type": "section", "text": plain(text or " ")}
