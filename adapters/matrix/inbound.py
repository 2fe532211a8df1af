"""Translate in: a Matrix event, decrypted, as what somebody said to the bot. Pure: what it leads to is decided later.

Only what a person types counts (`m.text`): not the bot's own messages, not other bots' notices, not pictures.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from adapters.matrix.choices import number_tapped
from adapters.matrix.rooms import Room
from liaison_bot.chat.text import fold

_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of surrogate pairs pass through JSON, and are refused by databases later."""
_MARKS: Final = ("!", "/")
"""What a command can begin with; clients keep most of what begins with a slash for themselves."""
_LONGEST: Final = 16_000


@dataclass(frozen=True, slots=True)
class Said:
    """Something typed. `command`: it began with the mark of one. `addressed`: it is surely meant for the bot.

    `answers` is the message that it replies to, `thread` the first message of the thread that it is in; or empty.
    """

    text: str
    command: bool = False
    addressed: bool = True
    answers: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A number put as a reaction under a message."""

    number: int
    under: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """An earlier message was edited."""

    message: str


@dataclass(frozen=True, slots=True)
class Passing:
    """Something typed in a room that is not addressed to the bot."""

    text: str


Heard = Said | Passing | Tapped | Corrected


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads events for the bot of this account. `openings` are the words that commands begin with, folded."""

    me: str
    openings: frozenset[str]

    def read(self, event: Mapping[str, Any], room: Room) -> Heard | None:
        """What an event says to the bot, if anything."""
        content = event.get("content")
        if event.get("sender") == self.me or not isinstance(content, dict) or "state_key" in event:
            return None
        if event.get("type") == "m.reaction":
            return _tapped(content)
        if event.get("type") != "m.room.message" or content.get("msgtype") != "m.text":
            return None
        relation = _table(content, "m.relates_to")
        if relation.get("rel_type") == "m.replace":
            return Corrected(_text(relation, "event_id"))
        return self._said(content, relation, room)

    def _said(self, content: Mapping[str, Any], relation: Mapping[str, Any], room: Room) -> Said | Passing | None:
        thread = _text(relation, "event_id") if relation.get("rel_type") == "m.thread" else ""
        replied = _text(_table(relation, "m.in_reply_to"), "event_id")
        answers = "" if thread and relation.get("is_falling_back") is True else replied
        text = _NOT_TEXT.sub("", _text(content, "body")[:_LONGEST])
        text = (_without_quote(text) if replied else text).strip()
        if not text:
            return None
        line = text[1:].strip() if text.startswith(_MARKS) else ""
        if room.other(self.me):
            said, _ = self._unmentioned(text, content, room)
            return Said(line or said, bool(line), answers=answers, thread=thread)
        if line and fold(line.split(maxsplit=1)[0]) in self.openings:
            return Said(line, command=True, answers=answers, thread=thread)
        said, mentioned = self._unmentioned(text, content, room)
        if not mentioned and not answers:
            return Passing(said)
        return Said(said, addressed=mentioned, answers=answers, thread=thread)

    def _unmentioned(self, text: str, content: Mapping[str, Any], room: Room) -> tuple[str, bool]:
        """The text without the bot's name in it, and whether it was called by it."""
        users = _table(content, "m.mentions").get("user_ids")
        called = isinstance(users, list) and self.me in users
        formatted = _text(content, "formatted_body")
        called = called or any(f"matrix.to/#/{me}" in formatted for me in (self.me, quote(self.me)))
        names = [room.names.get(self.me, ""), self.me[1:].partition(":")[0]]
        known = "|".join(re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True))
        whole = re.escape(self.me)
        # A name alone at the beginning may be talk about the bot; with an @, a colon or a comma it calls it.
        opening = re.match(rf"(?:{whole}|@(?:{known})(?![\w-]|:\w)|(?:{known})(?=\s*[:,]))[\s:,]*", text, re.IGNORECASE)
        if opening:
            return text[opening.end() :].strip(), True
        if not called:
            return text, False
        named = rf"(?<!\w)(?:{whole}|@?(?:{known})(?![\w-]))[:,]?"
        return " ".join(re.sub(named, " ", text, count=1, flags=re.IGNORECASE).split()), True


def _tapped(content: Mapping[str, Any]) -> Tapped | None:
    relation = _table(content, "m.relates_to")
    number = number_tapped(_text(relation, "key"))
    if relation.get("rel_type") != "m.annotation" or number is None:
        return None
    return Tapped(number, _text(relation, "event_id"))


def _without_quote(body: str) -> str:
    """A reply's text without the quotation that older clients put before it."""
    lines = body.split("\n")
    quoted = next((at for at, line in enumerate(lines) if not line.startswith(">")), len(lines))
    if quoted == 0:
        return body
    return "\n".join(lines[quoted:]).strip()


def _text(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    return value if isinstance(value, str) else ""


def _table(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = content.get(key)
    return value if isinstance(value, dict) else {}
