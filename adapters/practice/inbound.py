"""Translate in: what the page sent, checked to the last field, as what happened in words that no platform owns."""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from adapters.practice.feed import Said
from adapters.practice.network import PLATFORM, PracticeNetwork, Seat
from liaison_bot.chat import CommandUsed, FormSubmitted, Inbound, TextSent, Where
from liaison_bot.chat.practising import Move, TimeMachine

LONGEST_TEXT: Final = 4000
LONGEST_NAME: Final = 500
MOST_ANSWERS: Final = 100

_MENTION: Final = re.compile(r"@(?:liaison-bot|liaison|bot)(?![\w-])[\s:,]*", re.IGNORECASE)
# Control characters and halves of surrogate pairs pass through JSON, and are refused by databases later.
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class MalformedError(Exception):
    """The page sent something that is not what it should send. `why` is for whoever works on the page."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Heard:
    """One intention of one person: what the place is to show of it, and the event for the core, where it is for it."""

    id: str
    seat: Seat
    place: str
    said: Said | None
    event: Inbound | None


class Body:
    """A JSON object, whose fields are asked for one by one."""

    def __init__(self, raw: bytes) -> None:
        try:
            loaded = json.loads(raw)
        except (ValueError, RecursionError):
            raise MalformedError("the body is not JSON") from None
        if not isinstance(loaded, dict):
            raise MalformedError("the body is not a JSON object")
        self._fields: dict[str, Any] = loaded

    def text(self, name: str, longest: int = LONGEST_NAME) -> str:
        """Give a text that can be kept and shown anywhere."""
        return clean_text(name, self._fields.get(name), longest)

    def flag(self, name: str) -> bool:
        """Give a yes or a no."""
        value = self._fields.get(name)
        if not isinstance(value, bool):
            raise MalformedError(f"{name}: true or false is missing")
        return value

    def id(self) -> str:
        """Give the intention's id: made by the page once, and the same each time the intention is sent."""
        text = self.text("id")
        try:
            known = str(uuid.UUID(text))
        except ValueError:
            known = ""
        if text != known:
            raise MalformedError("id: not a UUID in lower case")
        return text

    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """Give what each field of a form held."""
        given = self._fields.get("answers")
        if not isinstance(given, dict) or len(given) > MOST_ANSWERS:
            raise MalformedError(f"answers: not an object of at most {MOST_ANSWERS} fields")
        answers: dict[str, tuple[str, ...]] = {}
        for name, values in given.items():
            if not isinstance(values, list) or len(values) > MOST_ANSWERS:
                raise MalformedError(f"answers: a field is not a list of at most {MOST_ANSWERS} texts")
            kept = clean_text("answers", name, LONGEST_NAME)
            answers[kept] = tuple(clean_text("answers", value, LONGEST_TEXT) for value in values)
        return answers


def said(body: Body, network: PracticeNetwork) -> Heard:
    """Read a typed line: a command, something said to the bot, or talk between the people of a room."""
    seat, place = _who_and_where(body, network)
    text = body.text("text", LONGEST_TEXT).strip()
    if not text:
        raise MalformedError("text: there is nothing in it")
    common = _common(body, network, seat, place)
    mention = _MENTION.match(text)
    event: Inbound | None = None
    if text.startswith("/"):
        event = CommandUsed(**common, shows_forms=body.flag("shows_forms"), words=text[1:].strip())
    elif mention or place == seat.direct:
        event = TextSent(**common, text=text[mention.end() :] if mention else text)
    return Heard(common["id"], seat, place, Said(text), event)


def pressed(body: Body, network: PracticeNetwork) -> Heard:
    """Read a pressed button: a command with its words filled in, shown in the log by its label."""
    seat, place = _who_and_where(body, network)
    common = _common(body, network, seat, place)
    words = body.text("words", LONGEST_TEXT).strip()
    event = CommandUsed(**common, shows_forms=body.flag("shows_forms"), words=words)
    return Heard(common["id"], seat, place, Said(body.text("label"), pressed=True), event)


def moved(body: Body, machine: TimeMachine) -> tuple[str, Move, str]:
    """Read that the clock is to be moved: the intention's id, how far, and whose morning is meant or time shown."""
    asked, desk = body.text("move"), body.text("desk")
    if asked not in set(Move):
        raise MalformedError(f"move: none of {', '.join(Move)}")
    if desk not in {office.desk for office in machine.offices}:
        raise MalformedError("desk: not a country whose time is kept")
    return body.id(), Move(asked), desk


def submitted(body: Body, network: PracticeNetwork) -> Heard:
    """Read a form that came back. Its answers are nobody else's to see, so the log shows nothing of it."""
    seat, place = _who_and_where(body, network)
    common = _common(body, network, seat, place)
    form = body.text("form", LONGEST_TEXT)
    event = FormSubmitted(**common, shows_forms=True, form=form, answers=body.answers())
    return Heard(common["id"], seat, place, None, event)


def _who_and_where(body: Body, network: PracticeNetwork) -> tuple[Seat, str]:
    seat = network.seats.get(body.text("seat"))
    if seat is None:
        raise MalformedError("seat: nobody sits there")
    place = body.text("place")
    if place not in {seat.direct, *seat.rooms}:
        raise MalformedError("place: this person is not in it")
    return seat, place


def _common(body: Body, network: PracticeNetwork, seat: Seat, place: str) -> dict[str, Any]:
    return {
        "id": body.id(),
        "account": seat.account,
        "where": Where(PLATFORM, place),
        "audience": network.audience(place),
    }


def clean_text(name: str, value: object, longest: int) -> str:
    """Give a text that can be kept and shown anywhere, with the line ends of one system."""
    if not isinstance(value, str):
        raise MalformedError(f"{name}: a text is missing")
    if len(value) > longest:
        raise MalformedError(f"{name}: longer than {longest} characters")
    if _NOT_TEXT.search(value):
        raise MalformedError(f"{name}: holds characters that are not text")
    return value.replace("\r\n", "\n").replace("\r", "\n")
