"""The limits of interactive elements and of the objects in them."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from slack.fake.checking import Checker, Where

Json = dict[str, Any]

_LISTS = frozenset(
    ["static_select", "external_select", "users_select", "conversations_select", "channels_select"],
)
_MULTI = frozenset(f"multi_{each}" for each in _LISTS)
_MARKS = frozenset(["checkboxes", "radio_buttons"])
_DATES = frozenset(["datepicker", "timepicker"])
IN_SECTION = frozenset({"button", "image", "overflow"} | _LISTS | _MULTI | _MARKS | _DATES)
IN_ACTIONS = frozenset({"button", "overflow", "datetimepicker"} | _LISTS | _MARKS | _DATES)
IN_CONTEXT = frozenset({"image"})
IN_INPUT = frozenset(
    {"plain_text_input", "email_text_input", "url_text_input", "number_input", "datetimepicker"}
    | _LISTS
    | _MULTI
    | _MARKS
    | _DATES,
)

_SHARED = ("action_id", "focus_on_load", "confirm", "placeholder")


def text_object(check: Checker, at: Where, given: object, most: int, *, plain: bool = False) -> None:
    """A text object of at most so many characters; `plain`: no mrkdwn here."""
    if not isinstance(given, dict):
        check.refuse(at, "must be an object")
        return
    kind = given.get("type")
    if kind not in ({"plain_text"} if plain else {"plain_text", "mrkdwn"}):
        check.refuse(at / "type", f"unsupported type: {kind}")
        return
    check.fields(at, given, needed={"type", "text"}, allowed={"emoji" if kind == "plain_text" else "verbatim"})
    check.text(at, given, "text", most)
    check.flag(at, given, "emoji")
    check.flag(at, given, "verbatim")


def element(check: Checker, at: Where, given: object, allowed: Collection[str]) -> None:
    """An element, in a place that allows these types."""
    if not isinstance(given, dict):
        check.refuse(at, "must be an object")
        return
    kind = given.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        check.refuse(at / "type", f"unsupported type: {kind}")
        return
    check.text(at, given, "action_id", 255)
    check.flag(at, given, "focus_on_load")
    if "confirm" in given:
        _confirm(check, at / "confirm", given["confirm"])
    if "placeholder" in given:
        text_object(check, at / "placeholder", given["placeholder"], 150, plain=True)
    if kind == "button":
        _button(check, at, given)
    elif kind == "image":
        check.fields(at, given, needed={"type", "image_url", "alt_text"}, allowed=set())
        check.text(at, given, "image_url", 3000)
        check.text(at, given, "alt_text", 2000)
    elif kind in _MARKS or kind == "overflow":
        _marks(check, at, given, kind)
    elif kind in _LISTS | _MULTI:
        _select(check, at, given, kind)
    elif kind in _DATES or kind == "datetimepicker":
        _date(check, at, given, kind)
    else:
        _typed(check, at, given, kind)


def _confirm(check: Checker, at: Where, given: object) -> None:
    if not isinstance(given, dict):
        check.refuse(at, "must be an object")
        return
    check.fields(at, given, needed={"title", "text", "confirm", "deny"}, allowed={"style"})
    text_object(check, at / "title", given.get("title"), 100, plain=True)
    text_object(check, at / "text", given.get("text"), 300)
    text_object(check, at / "confirm", given.get("confirm"), 30, plain=True)
    text_object(check, at / "deny", given.get("deny"), 30, plain=True)
    check.one_of(at, given, "style", {"primary", "danger"})


def _button(check: Checker, at: Where, given: Json) -> None:
    check.fields(
        at,
        given,
        needed={"type", "text"},
        allowed={"action_id", "url", "value", "style", "confirm", "accessibility_label"},
    )
    text_object(check, at / "text", given.get("text"), 75, plain=True)
    check.text(at, given, "value", 2000)
    check.text(at, given, "url", 3000)
    check.text(at, given, "accessibility_label", 75)
    check.one_of(at, given, "style", {"primary", "danger"})


def _option(check: Checker, at: Where, given: object, *, plain: bool, url: bool = False) -> None:
    if not isinstance(given, dict):
        check.refuse(at, "must be an object")
        return
    check.fields(at, given, needed={"text", "value"}, allowed={"description", "url"} if url else {"description"})
    text_object(check, at / "text", given.get("text"), 75, plain=plain)
    check.text(at, given, "value", 150)
    check.text(at, given, "url", 3000)
    if "description" in given:
        text_object(check, at / "description", given["description"], 75, plain=plain)


def _options(check: Checker, at: Where, given: Json, most: int, *, plain: bool, url: bool = False) -> Sequence[Any]:
    offered = check.array(at, given, "options", 1, most)
    for number, each in enumerate(offered):
        _option(check, at / "options" / number, each, plain=plain, url=url)
    check.once(at / "options", "value", offered)
    return offered


def _initial(check: Checker, at: Where, given: Json, offered: Sequence[Any]) -> None:
    chosen = check.array(at, given, "initial_options", 1, 100)
    for each in (*chosen, *([given["initial_option"]] if "initial_option" in given else ())):
        if each not in offered:
            check.refuse(at, "an initial option must equal an offered option")


def _marks(check: Checker, at: Where, given: Json, kind: str) -> None:
    own = {"checkboxes": {"initial_options", "focus_on_load"}, "radio_buttons": {"initial_option", "focus_on_load"}}
    check.fields(at, given, needed={"type", "options"}, allowed={"action_id", "confirm"} | own.get(kind, set()))
    overflow = kind == "overflow"
    _initial(check, at, given, _options(check, at, given, 5 if overflow else 10, plain=overflow, url=overflow))


def _select(check: Checker, at: Where, given: Json, kind: str) -> None:
    many, kind = kind.startswith("multi_"), kind.removeprefix("multi_")
    allowed = set(_SHARED) | ({"max_selected_items"} if many else set())
    ending = "s" if many else ""
    if kind == "static_select":
        allowed |= {"options", "option_groups", f"initial_option{ending}"}
    elif kind == "external_select":
        allowed |= {"min_query_length", f"initial_option{ending}"}
    else:
        allowed |= {f"initial_{kind.removesuffix('s_select')}{ending}"}
    check.fields(at, given, needed={"type"}, allowed=allowed)
    check.whole(at, given, "max_selected_items", 1, 1_000_000)
    check.whole(at, given, "min_query_length", 0, 1_000_000)
    if kind != "static_select":
        return
    if ("options" in given) == ("option_groups" in given):
        check.refuse(at, "must have either options or option_groups")
    offered = list(_options(check, at, given, 100, plain=True))
    for number, group in enumerate(check.array(at, given, "option_groups", 1, 100)):
        here = at / "option_groups" / number
        if isinstance(group, dict):
            check.fields(here, group, needed={"label", "options"}, allowed=set())
            text_object(check, here / "label", group.get("label"), 75, plain=True)
            offered += _options(check, here, group, 100, plain=True)
        else:
            check.refuse(here, "must be an object")
    _initial(check, at, given, offered)


def _date(check: Checker, at: Where, given: Json, kind: str) -> None:
    own = {
        "datepicker": {"initial_date", "placeholder"},
        "timepicker": {"initial_time", "placeholder", "timezone"},
        "datetimepicker": {"initial_date_time"},
    }
    check.fields(at, given, needed={"type"}, allowed={"action_id", "confirm", "focus_on_load"} | own[kind])
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", str(given.get("initial_date", "2026-01-01"))):
        check.refuse(at / "initial_date", "must be YYYY-MM-DD")
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(given.get("initial_time", "00:00"))):
        check.refuse(at / "initial_time", "must be HH:mm")
    if not re.fullmatch(r"\d{10}", str(given.get("initial_date_time", "1700000000"))):
        check.refuse(at / "initial_date_time", "must be ten digits")


def _typed(check: Checker, at: Where, given: Json, kind: str) -> None:
    allowed = {"action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder"}
    own = {
        "plain_text_input": {"multiline", "min_length", "max_length"},
        "number_input": {"is_decimal_allowed", "min_value", "max_value"},
    }
    needed = {"type", "is_decimal_allowed"} if kind == "number_input" else {"type"}
    check.fields(at, given, needed=needed, allowed=allowed | own.get(kind, set()))
    check.flag(at, given, "multiline")
    check.flag(at, given, "is_decimal_allowed")
    check.whole(at, given, "min_length", 0, 3000)
    check.whole(at, given, "max_length", 1, 3000)
    most = given["max_length"] if isinstance(given.get("max_length"), int) else 3000
    check.text(at, given, "initial_value", most, least=0)
    if "dispatch_action_config" in given:
        check.fields(
            at / "dispatch_action_config",
            given["dispatch_action_config"],
            needed={"trigger_actions_on"},
            allowed=set(),
        )
