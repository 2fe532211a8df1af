"""Translate out: what the bot says, as the content of Matrix events. Pure.

The plain body is always complete. Nothing in a text becomes markup, a mention or a link: the formatted body is escaped,
and what clients would make a link or a mention of by themselves is broken by a character that cannot be seen.
"""

import re
from html import escape
from itertools import count, groupby
from typing import Any, Final

from adapters.matrix.choices import choices_of
from liaison_bot.chat import Button, Message, Picture

Json = dict[str, Any]

PNG: Final = "image/png"
_JOINER: Final = "\u2060"
_CALLS: Final = re.compile(
    r"[@#](?=\S)"  # people, rooms, everybody
    r"|(?<=[A-Za-z]):(?=\S)"  # https://  tel:
    r"|(?<=\w)\.(?=[^\W\d_]{2})"  # example.org
)
_WARNING: Final = "⚠️ "
_POINTER: Final = " ↓"
_FILENAME: Final = "liaison.png"
"""What clients save a picture under: a word of no language."""


def content(message: Message) -> Json:
    """A message as the content of an event, its choices numbered."""
    return _notice(_plain(message), _html(message))


def image(picture: Picture, kept: Json, beside: Json) -> Json:
    """A picture that is `kept` on the server as the content of an event, related to what the words `beside` it are."""
    width, height = picture.size
    shown = {
        "msgtype": "m.image",
        "body": inert(picture.alt),
        "filename": _FILENAME,
        "info": {"mimetype": PNG, "size": len(picture.png), "w": width, "h": height},
        "m.mentions": {},
        **kept,
    }
    return {**shown, "m.relates_to": beside["m.relates_to"]} if "m.relates_to" in beside else shown


def brief(message: Message) -> Message:
    """A message's news alone, where its whole picture stands elsewhere: what it says, and what can be chosen."""
    return Message(title=message.title, paragraphs=message.paragraphs, buttons=choices_of(message), error=message.error)


def ringing(new: Json) -> Json:
    """The same content as an ordinary message: telephones keep silent about notices."""
    return {**new, "msgtype": "m.text"}


def moved_down(title: str) -> Json:
    """What stays of a card whose newest picture stands further down."""
    text = inert(title) + _POINTER
    return _notice(text, f"<p>{escape(text)}</p>")


def replacing(event: str, new: Json) -> Json:
    """An edit: `new` in the place of what an event says."""
    said = {**new, "body": f"* {new['body']}", "formatted_body": f"* {new['formatted_body']}"}
    return {**said, "m.new_content": new, "m.relates_to": {"rel_type": "m.replace", "event_id": event}}


def answering(new: Json, event: str = "", thread: str = "") -> Json:
    """The same content as a reply to an event, or within a thread."""
    relation: Json = {}
    if thread:
        relation = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True}
    if event or thread:
        relation["m.in_reply_to"] = {"event_id": event or thread}
    return {**new, "m.relates_to": relation} if relation else new


def reaction(event: str, key: str) -> Json:
    """An emoji under an event."""
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": event, "key": key}}


def inert(text: str) -> str:
    """A text in which no client finds anything to link or to call."""
    return _CALLS.sub(lambda found: found[0] + _JOINER, text)


def _notice(plain: str, html: str) -> Json:
    return {
        "msgtype": "m.notice",
        "body": plain,
        "format": "org.matrix.custom.html",
        "formatted_body": html,
        "m.mentions": {},
    }


def _plain(message: Message) -> str:
    numbers = count(1)
    blocks = [message.title, *message.paragraphs]
    blocks.append("\n".join(f"{fact.label}: {fact.value}" for fact in message.facts))
    items = []
    for item in message.items:
        action = f"\n   {_choice(next(numbers), item.button)}" if item.button else ""
        items.append(f"{'' if item.heading else '• '}{item.text}{action}")
    blocks.append("\n".join(items))
    if message.picture:
        blocks.append(message.picture.alt)
    blocks.append("\n".join(_choice(next(numbers), button) for button in message.buttons))
    text = "\n\n".join(block for block in blocks if block)
    return (_WARNING if message.error else "") + inert(text)


def _html(message: Message) -> str:
    numbers = count(1)
    parts = []
    if message.title:
        parts.append(f"<strong>{_safe(message.title)}</strong>")
    parts += [_safe(paragraph) for paragraph in message.paragraphs]
    if message.error and parts:
        parts[0] = _WARNING + parts[0]
    parts = [f"<p>{part}</p>" for part in parts]
    if message.facts:
        facts = (f"<strong>{_safe(fact.label)}:</strong> {_safe(fact.value)}" for fact in message.facts)
        parts.append(f"<p>{'<br>'.join(facts)}</p>")
    for heading, items in groupby(message.items, lambda item: item.heading):
        rows = [
            _safe(item.text) + (f"<br>{_safe_choice(next(numbers), item.button)}" if item.button else "")
            for item in items
        ]
        if heading:
            parts += [f"<p><strong>{row}</strong></p>" for row in rows]
        else:
            parts.append("<ul>" + "".join(f"<li>{row}</li>" for row in rows) + "</ul>")
    if message.picture:
        parts.append(f"<p>{_safe(message.picture.alt)}</p>")
    if message.buttons:
        parts.append("<p>" + "<br>".join(_safe_choice(next(numbers), button) for button in message.buttons) + "</p>")
    return "".join(parts)


def _choice(number: int, button: Button) -> str:
    return f"{number}. {button.label} – {button.words}"


def _safe_choice(number: int, button: Button) -> str:
    return f"<strong>{number}.</strong> {_safe(button.label)} – <code>{_safe(button.words)}</code>"


def _safe(text: str) -> str:
    return escape(inert(text)).replace("\n", "<br>")
