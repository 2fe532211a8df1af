"""Filling in and finding things in messages and modals, as Slack's client does."""

from collections.abc import Sequence
from typing import Any

from slack.fake import blocks as kit
from slack.fake import shown
from slack.fake.message import Posted
from slack.fake.views import View
from slack.fake.workspace import Memory

Json = dict[str, Any]


class CannotDoError(Exception):
    """Slack's client does not offer this: no such button, a field left empty, a channel one is not in."""


_TYPED = frozenset(["plain_text_input", "email_text_input", "url_text_input", "number_input"])
_PICKED = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
}


def find(where: Posted | View, name: str, *kinds: str) -> tuple[Json, Json]:
    """The block and the element of this action id, block id or visible words.

    Raises:
        CannotDoError: there is none, or more than one; it says what there is.
    """
    placed = [
        (block, element)
        for block, element in shown.placed_elements(where.blocks)
        if not kinds or element["type"] in kinds
    ]
    found = [each for each in placed if each[1].get("action_id") == name] or [
        (block, element) for block, element in placed if name in {block["block_id"], words(block, element)}
    ]
    if len(found) != 1:
        there = [f"{element['type']} {element.get('action_id')} {words(block, element)!r}" for block, element in placed]
        raise CannotDoError(f"{len(found)} named {name!r}; there is: {'; '.join(there)}")
    return found[0]


def words(block: Json, element: Json) -> str:
    """What people call it: a button's words, an input's label."""
    named = element.get("text") if element["type"] == "button" else block.get("label")
    return str(named["text"]) if named else ""


def value(element: Json, given: str | Sequence[str]) -> Json:
    """What the element holds once this was put into it, as Slack tells it.

    Raises:
        CannotDoError: it offers no such option.
    """
    kind = element["type"]
    many = [given] if isinstance(given, str) else list(given)
    if kind in _TYPED:
        return {"type": kind, "value": given or None}
    if kind in _PICKED:
        return {"type": kind, _PICKED[kind]: given or None}
    options = {each["value"]: each for each in shown.options(element)}
    options |= {each["text"]["text"]: each for each in shown.options(element)} | options
    if missing := [each for each in many if each and each not in options]:
        raise CannotDoError(f"{missing} is not offered; there is: {sorted(options)}")
    chosen = [options[each] for each in many if each]
    if kind == "checkboxes" or kind.startswith("multi_"):
        return {"type": kind, "selected_options": chosen}
    return {"type": kind, "selected_option": chosen[0] if chosen else None}


def _started(element: Json) -> Json:
    """What the element holds before anybody touches it."""
    kind = element["type"]
    if "initial_options" in element or kind == "checkboxes" or kind.startswith("multi_"):
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in _TYPED:
        return {"type": kind, "value": element.get("initial_value") or None}
    if kind in _PICKED:
        return {"type": kind, _PICKED[kind]: element.get(_PICKED[kind].replace("selected", "initial"))}
    return {"type": kind, "selected_option": element.get("initial_option")}


def _holds(put: Json) -> bool:
    return any(value for name, value in put.items() if name != "type")


def settle(blocks: list[Json], values: dict[str, dict[str, Json]]) -> None:
    """Give every element that can hold something its beginning, as Slack tells the state of all of them."""
    for block, element in shown.placed_elements(blocks):
        if element["type"] not in {"button", "overflow"}:
            values.setdefault(block["block_id"], {}).setdefault(element["action_id"], _started(element))


def fill(view: View, values: dict[str, str | list[str]]) -> None:
    """Put these into a modal's inputs, and refuse to send it as the client does: a field left empty, or too long.

    Raises:
        CannotDoError: no such field, no such option, or the client would not send it.
    """
    for name, given in values.items():
        block, element = find(view, name)
        view.values.setdefault(block["block_id"], {})[element["action_id"]] = value(element, given)
    settle(view.blocks, view.values)
    for block, element in shown.placed_elements(view.blocks):
        if block["type"] != "input":
            continue
        put = view.values[block["block_id"]][element["action_id"]]
        if not block.get("optional") and not _holds(put):
            raise CannotDoError(f"please fill in {words(block, element)!r}")
        _length(element, put)


def _length(element: Json, put: Json) -> None:
    typed = put.get("value") or ""
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if element["type"] == "plain_text_input" and typed and not least <= len(typed) <= most:
        raise CannotDoError(f"{len(typed)} characters, not from {least} to {most}")
    if element["type"] == "plain_text_input" and "\n" in typed and not element.get("multiline"):
        raise CannotDoError("a field of one line")


def suggested(answer: Json) -> list[Json]:
    """The options an app offered for what was typed."""
    grouped = [each for group in answer.get("option_groups", ()) for each in group["options"]]
    return [*answer.get("options", ()), *grouped]


def checked_answer(memory: Memory, answer: Json) -> Json:
    """The view of a `response_action`, checked; what Slack refuses, the person sees as an error and we as a failure."""
    if wrong := kit.view(answer.get("view")):
        memory.complaints.append(f"response_action {answer['response_action']}: {'; '.join(wrong)}")
        raise CannotDoError(f"Slack shows an error: {wrong}")
    return dict(answer["view"])
