"""Translate out: what the bot says, as the JSON the page draws from. The page puts all of it in as text."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from adapters.practice.feed import Post
from adapters.practice.network import PracticeNetwork
from liaison_bot.chat import Button, Field, Form, FormErrors, Message, Picture, Reply, ShownForm, Suggestion

Json = dict[str, Any]


def world(network: PracticeNetwork, words: Mapping[str, Mapping[str, str]]) -> Json:
    """Everything the page needs before anything is said: who there is, which rooms, and the page's own words."""
    return {
        "seats": [
            {
                "user": seat.user,
                "name": seat.name,
                "about": dict(seat.about),
                "language": seat.language,
                "direct": seat.direct,
                "rooms": list(seat.rooms),
            }
            for seat in network.seats.values()
        ],
        "rooms": [
            {"id": room.id, "names": dict(room.names), "audience": room.audience.value}
            for room in network.rooms.values()
        ],
        "words": {language: dict(said) for language, said in words.items()},
    }


def post(shown: Post) -> Json:
    """One entry of a log."""
    about: Json = {
        "number": shown.number,
        "place": shown.place,
        "at": shown.at.astimezone(UTC).isoformat(),
        "author": shown.author,
    }
    if isinstance(shown.content, Message):
        return {**about, "message": message(shown.content, shown.id), "notice": shown.notice}
    return {**about, "text": shown.content.text, "pressed": shown.content.pressed}


def message(shown: Message, post: str) -> Json:
    """One thing the bot says; `post` is the id of the entry that it stands in."""
    return {
        "title": shown.title,
        "paragraphs": list(shown.paragraphs),
        "facts": [{"label": fact.label, "value": fact.value} for fact in shown.facts],
        "items": [{"text": item.text, "button": item.button and _button(item.button)} for item in shown.items],
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
