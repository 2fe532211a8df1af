"""Translate out: what the bot says, as the JSON the page draws from. The page puts all of it in as text."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.practice.feed import Post, TakenBack
from adapters.practice.network import PracticeNetwork
from liaison_bot.chat import Button, Field, Form, FormErrors, Message, Picture, Reply, ShownForm, Suggestion
from liaison_bot.chat.practising import Office, Standing, TimeMachine

Json = dict[str, Any]


def world(network: PracticeNetwork, words: Mapping[str, Mapping[str, str]], machine: TimeMachine | None) -> Json:
    """Everything the page needs before anything is said: who there is, which rooms, and the page's own words.

    And the countries that a time machine knows; None where there is no such machine.
    """
    return {
        "seats": [
            {
                "user": seat.user,
                "name": seat.name,
                "about": dict(seat.about),
                "language": seat.language,
                "direct": seat.direct,
                "rooms": list(seat.rooms),
                "desk": seat.desk,
            }
            for seat in network.seats.values()
        ],
        "rooms": [
            {"id": room.id, "names": dict(room.names), "audience": room.audience.value}
            for room in network.rooms.values()
        ],
        "words": {language: dict(said) for language, said in words.items()},
        "offices": machine and [_office(office) for office in machine.offices],
    }


def standing(shown: Standing) -> Json:
    """How the clock stands; lengths in seconds."""
    return {
        "now": _moment(shown.now),
        "moved": round(shown.moved.total_seconds()),
        "mornings": {desk: _moment(morning) for desk, morning in shown.mornings.items()},
        "until": shown.until and _moment(shown.until),
        "share": round(shown.share, 2),
    }


def post(shown: Post) -> Json:
    """One entry of a log."""
    about: Json = {
        "number": shown.number,
        "place": shown.place,
        "at": _moment(shown.at),
        "author": shown.author,
    }
    if isinstance(shown.content, Message):
        return {**about, "message": message(shown.content, shown.id), "notice": shown.notice}
    if isinstance(shown.content, TakenBack):
        return {**about, "gone": True}
    return {**about, "text": shown.content.text, "pressed": shown.content.pressed}


def message(shown: Message, post: str) -> Json:
    """One thing the bot says; `post` is the id of the entry that it stands in."""
    return {
        "title": shown.title,
        "paragraphs": list(shown.paragraphs),
        "facts": [{"label": fact.label, "value": fact.value} for fact in shown.facts],
        "items": [
            {"text": item.text, "heading": item.heading, "button": item.button and _button(item.button)}
            for item in shown.items
        ],
        "buttons": [_button(button) for button in shown.buttons],
        "picture": shown.picture and _picture(shown.picture, post),
        "card": shown.card,
        "error": shown.error,
    }


def form(shown: Form) -> Json:
    """A form, without what its fields check with: the core alone decides whether answers will do."""
    return {
        "id": shown.id,
        "title": shown.title,
        "intro": shown.intro,
        "submit": shown.submit,
        "fields": [_field(field) for field in shown.fields],
    }


def reply(answer: Reply) -> Json:
    """What became of an intention. A message is not repeated here: it arrives as a post, once, for all who read it."""
    if isinstance(answer, ShownForm):
        return {"reply": "form", "form": form(answer.form)}
    if isinstance(answer, FormErrors):
        return {"reply": "errors", "form": answer.form, "errors": dict(answer.errors)}
    return {"reply": "message" if answer else "nothing"}


def suggestions(offered: tuple[Suggestion, ...]) -> Json:
    """Ways to go on with what is typed."""
    return {"suggestions": [{"words": one.words, "about": one.about} for one in offered]}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _office(shown: Office) -> Json:
    return {"desk": shown.desk, "names": dict(shown.names), "zone": shown.zone}


def _button(shown: Button) -> Json:
    return {"label": shown.label, "words": shown.words, "style": shown.style.value, "confirm": shown.confirm}


def _picture(shown: Picture, post: str) -> Json:
    """What the page needs to leave room for a picture, and to ask for it."""
    width, height = shown.size
    return {"at": f"/api/picture/{post}", "alt": shown.alt, "width": width, "height": height}


def _field(shown: Field) -> Json:
    return {
        "name": shown.name,
        "kind": shown.kind.value,
        "label": shown.label,
        "hint": shown.hint,
        "required": shown.required,
        "more": shown.more,
        "options": [{"value": option.value, "label": option.label} for option in shown.options],
        "value": list(shown.value),
        "longest": shown.longest,
        "error": shown.error,
    }
