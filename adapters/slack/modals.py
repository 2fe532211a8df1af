"""Forms as modal views, and what was answered in them. Pure.

Each field is one input block, named after it; a list too long for one menu is cut into groups of neighbours. Slack
checks lengths and nothing else: what an answer is worth is for the core to say.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from adapters.slack import limits
from liaison_bot.chat import Field, FieldKind, Form, FormErrors, Message, Option

Json = dict[str, Any]

FORM: Final = "form"
"""The `callback_id` of every form."""
TOLD: Final = "told"
_FIELD: Final = "field:"
_ANSWER: Final = "answer"
_WARNING: Final = "⚠️ "
_NAME: Final = "liaison-bot"
_LONG: Final = 150
"""A text that may be longer than this is given more than one line."""
_BETWEEN: Final = " · "
_CLOSE: Final = "✕"


def view(form: Form) -> Json:
    """A form as a modal, with what is known in it and what was wrong above its field."""
    title, whole = _title(form.title)
    blocks: list[Json] = [_words(text) for text in (whole, form.intro) if text]
    for at, field in enumerate(form.fields):
        fresh = [{"type": "divider"}] if field.more and at and not form.fields[at - 1].more else []
        fresh += [_words(_WARNING + field.error)] if field.error else []
        fresh.append(_input(field))
        if len(blocks) + len(fresh) > limits.BLOCKS_IN_VIEW:
            break  # the fields that may be left out stand last
        blocks += fresh
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": _told(form.id),
        "notify_on_close": True,
        "title": _plain(title, limits.MODAL_TITLE),
        "submit": _plain(form.submit, limits.MODAL_TITLE),
        "close": _plain(form.close or _CLOSE, limits.MODAL_TITLE),
        "blocks": blocks,
    }


def message_view(message: Message, blocks: list[Json]) -> Json:
    """A message shown where a form was expected."""
    title, _ = _title(message.title or _NAME)
    return {
        "type": "modal",
        "callback_id": TOLD,
        "title": _plain(title, limits.MODAL_TITLE),
        "close": _plain(_CLOSE, limits.MODAL_TITLE),
        "blocks": blocks,
    }


def _title(title: str) -> tuple[str, str]:
    """What stands over a modal, which holds little, and what is said below because it does not fit there.

    Of “R-7KQ2MX · Ask a question”, what it is about goes below, and what is done stays.
    """
    if len(title) <= limits.MODAL_TITLE:
        return title, ""
    about, _, done = title.rpartition(_BETWEEN)
    return (done, about) if about and len(done) <= limits.MODAL_TITLE else (title, title)


def loading(blocks: list[Json]) -> Json:
    """What is opened while the form is being made."""
    return message_view(Message(), blocks)


def errors_at(errors: FormErrors, shown: Mapping[str, Any]) -> dict[str, str]:
    """What was wrong, by the blocks of the view that came back; what belongs to none of them stands at the first."""
    found = shown.get("blocks")
    blocks = [block for block in found if isinstance(block, dict)] if isinstance(found, list) else []
    inputs = [str(block.get("block_id")) for block in blocks if block.get("type") == "input"]
    told: dict[str, str] = {}
    for name, wrong in errors.errors.items():
        block = f"{_FIELD}{name}" if f"{_FIELD}{name}" in inputs else next(iter(inputs), "")
        if block:
            told[block] = f"{told[block]} {wrong}" if block in told else wrong
    return told


def told_in(shown: Mapping[str, Any]) -> str:
    """Which form a view shows: the `Form.id` that it was made of."""
    try:
        told = json.loads(str(shown.get("private_metadata")))
    except ValueError:
        return ""
    return str(told.get("form", "")) if isinstance(told, dict) else ""


def answers_of(shown: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What each field of a view holds. What is not of a form's making is left out."""
    state = shown.get("state")
    values = state.get("values") if isinstance(state, dict) else None
    answers: dict[str, tuple[str, ...]] = {}
    for block, actions in values.items() if isinstance(values, dict) else ():
        given = actions.get(_ANSWER) if isinstance(actions, dict) else None
        if isinstance(given, dict) and block.startswith(_FIELD):
            answers[block.removeprefix(_FIELD)] = tuple(_given(given))
    return answers


def _given(element: Mapping[str, Any]) -> list[str]:
    for key in ("value", "selected_date"):
        if isinstance(element.get(key), str):
            return [element[key]]
    chosen = element.get("selected_option")
    several = element.get("selected_options")
    options = several if isinstance(several, list) else [chosen]
    return [option["value"] for option in options if isinstance(option, dict) and isinstance(option.get("value"), str)]


def _told(form: str) -> str:
    return json.dumps({"form": form[: limits.PRIVATE_METADATA // 2]}, ensure_ascii=False)


def _input(field: Field) -> Json:
    block: Json = {
        "type": "input",
        "block_id": f"{_FIELD}{field.name}"[: limits.ID],
        "label": _plain(field.label, limits.LABEL),
        "optional": not field.required,
        "element": {"action_id": _ANSWER, **_element(field)},
    }
    if field.hint:
        block["hint"] = _plain(field.hint, limits.HINT)
    return block


def _element(field: Field) -> Json:
    match field.kind:
        case FieldKind.CHOICE | FieldKind.CHOICES:
            return _menu(field) if _options(field) else _line(field)
        case FieldKind.DATE:
            return _day(field)
        case FieldKind.TEXT:
            return _line(field)


def _line(field: Field) -> Json:
    longest = min(field.longest, limits.INPUT)
    element: Json = {"type": "plain_text_input", "max_length": longest}
    if longest > _LONG:
        element["multiline"] = True
    if field.value:
        element["initial_value"] = limits.shortened(", ".join(field.value), longest)
    return element


def _day(field: Field) -> Json:
    element: Json = {"type": "datepicker"}
    if field.value and _is_day(field.value[0]):
        element["initial_date"] = field.value[0]
    return element


def _menu(field: Field) -> Json:
    options = _options(field)
    several = field.kind is FieldKind.CHOICES
    chosen = [option for option in options if option["value"] in field.value]
    if several and len(options) <= limits.CHECKBOXES:
        return {"type": "checkboxes", "options": options} | ({"initial_options": chosen} if chosen else {})
    element: Json = {"type": "multi_static_select" if several else "static_select"}
    if len(options) <= limits.OPTIONS:
        element["options"] = options
    else:
        element["option_groups"] = _groups(options)
    if chosen:
        element |= {"initial_options": chosen} if several else {"initial_option": chosen[0]}
    return element


def _groups(options: list[Json]) -> list[Json]:
    """Neighbours together, each group named after its first and its last."""
    groups = []
    for at in range(0, min(len(options), limits.OPTIONS * limits.GROUPS), limits.OPTIONS):
        own = options[at : at + limits.OPTIONS]
        half = limits.OPTION // 2 - 2
        first, last = (limits.shortened(option["text"]["text"], half) for option in (own[0], own[-1]))
        groups.append({"label": _plain(f"{first} – {last}", limits.OPTION), "options": own})
    return groups


def _options(field: Field) -> list[Json]:
    """The choices that a menu can hold; each is understood by its value, or by its label where that is too long."""
    found: dict[str, Json] = {}
    for option in field.options:
        value = _value(option)
        if value:
            found.setdefault(value, {"text": _plain(option.label or value, limits.OPTION), "value": value})
    return list(found.values())


def _value(option: Option) -> str:
    return next((known for known in (option.value, option.label) if 0 < len(known) <= limits.OPTION_VALUE), "")


def _words(text: str) -> Json:
    return {"type": "section", "text": _plain(text, limits.SECTION)}


def _plain(text: str, most: int) -> Json:
    return {"type": "plain_text", "text": limits.shortened(text, most) or " ", "emoji": False}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
