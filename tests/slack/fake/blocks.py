"""Block Kit's documented limits, checked as Slack checks them: the judge of what the bot draws.

Written from Slack's documentation alone. What is not listed here is refused, as Slack refuses what it does not know.
"""

import json
from typing import Any

from slack.fake.checking import Checker, Where
from slack.fake.elements import IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION, element, text_object

Json = dict[str, Any]

PER_MESSAGE = 50
PER_VIEW = 100
MESSAGE_CHARACTERS = 13_200
"""All text in a message's blocks: not documented, seen (bolt-js#2509)."""
VIEW_BYTES = 250_000


def message_blocks(given: object) -> list[str]:
    """What is wrong with a message's blocks; nothing when it may be posted."""
    check = Checker()
    _blocks(check, Where("/blocks"), given, PER_MESSAGE, "message")
    return check.wrong


def characters(given: list[Json]) -> int:
    """All text in these blocks."""

    def count(each: object) -> int:
        if isinstance(each, dict):
            return sum(
                len(value) if name == "text" and isinstance(value, str) else count(value)
                for name, value in each.items()
            )
        return sum(count(item) for item in each) if isinstance(each, list) else 0

    return count(given)


def view(given: object) -> list[str]:
    """What is wrong with a modal or a Home tab; nothing when it may be shown."""
    check = Checker()
    at = Where("/view")
    if not isinstance(given, dict):
        return [check.refuse(at, "must be an object")]
    kind = given.get("type")
    if kind == "modal":
        _modal(check, at, given)
    elif kind == "home":
        check.fields(at, given, needed={"type", "blocks"}, allowed={"private_metadata", "callback_id", "external_id"})
    else:
        return [check.refuse(at / "type", "must be modal or home")]
    check.text(at, given, "private_metadata", 3000, least=0)
    check.text(at, given, "callback_id", 255, least=0)
    check.text(at, given, "external_id", 255, least=0)
    _blocks(check, at / "blocks", given.get("blocks"), PER_VIEW, kind)
    return check.wrong


def _modal(check: Checker, at: Where, given: Json) -> None:
    check.fields(
        at,
        given,
        needed={"type", "title", "blocks"},
        allowed={
            *("submit", "close", "private_metadata", "callback_id", "external_id"),
            *("clear_on_close", "notify_on_close", "submit_disabled"),
        },
    )
    for name in ("title", "submit", "close"):
        if name in given:
            text_object(check, at / name, given[name], 24, plain=True)
    for name in ("clear_on_close", "notify_on_close", "submit_disabled"):
        check.flag(at, given, name)
    inputs = isinstance(given.get("blocks"), list) and any(
        isinstance(each, dict) and each.get("type") == "input" for each in given["blocks"]
    )
    if inputs and "submit" not in given:
        check.refuse(at, "missing required field: submit, with input blocks")


def too_large(given: Json) -> bool:
    """Whether a view passes 250 KB."""
    return len(json.dumps(given, ensure_ascii=False).encode()) > VIEW_BYTES


def _blocks(check: Checker, at: Where, given: object, most: int, surface: str) -> None:
    if not isinstance(given, list):
        check.refuse(at, "must be an array")
        return
    if len(given) > most:
        check.refuse(at, f"no more than {most} items allowed")
    for number, block in enumerate(given):
        _block(check, at / number, block, surface)
    if sum(1 for each in given if isinstance(each, dict) and each.get("type") == "table") > 1:
        check.refuse(at, "only one table allowed")
    markdown = sum(
        len(str(each.get("text", ""))) for each in given if isinstance(each, dict) and each.get("type") == "markdown"
    )
    if markdown > 12_000:
        check.refuse(at, "markdown text is longer than 12000 characters in total")
    check.once(at, "block_id", given)
    check.one_focus(at, given)


def _block(check: Checker, at: Where, given: object, surface: str) -> None:
    if not isinstance(given, dict):
        check.refuse(at, "must be an object")
        return
    checks = {
        "section": _section,
        "header": _header,
        "divider": _divider,
        "context": _context,
        "actions": _actions,
        "input": _input,
        "image": _image,
    }
    if surface == "message":
        checks |= {"markdown": _markdown, "table": _table}
    kind = given.get("type")
    if not isinstance(kind, str) or kind not in checks:
        check.refuse(at / "type", f"unsupported type: {kind}")
        return
    check.text(at, given, "block_id", 255)
    checks[kind](check, at, given)


def _section(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type"}, allowed={"block_id", "text", "fields", "accessory", "expand"})
    if "text" not in given and "fields" not in given:
        check.refuse(at, "missing required field: text or fields")
    if "text" in given:
        text_object(check, at / "text", given["text"], 3000)
    for number, each in enumerate(check.array(at, given, "fields", 1, 10)):
        text_object(check, at / "fields" / number, each, 2000)
    if "accessory" in given:
        element(check, at / "accessory", given["accessory"], IN_SECTION)
    check.flag(at, given, "expand")


def _header(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type", "text"}, allowed={"block_id"})
    text_object(check, at / "text", given.get("text"), 150, plain=True)


def _divider(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type"}, allowed={"block_id"})


def _context(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type", "elements"}, allowed={"block_id"})
    for number, each in enumerate(check.array(at, given, "elements", 1, 10)):
        if isinstance(each, dict) and each.get("type") in {"mrkdwn", "plain_text"}:
            text_object(check, at / "elements" / number, each, 3000)
        else:
            element(check, at / "elements" / number, each, IN_CONTEXT)


def _actions(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type", "elements"}, allowed={"block_id"})
    offered = check.array(at, given, "elements", 1, 25)
    for number, each in enumerate(offered):
        element(check, at / "elements" / number, each, IN_ACTIONS)
    check.once(at / "elements", "action_id", offered)


def _input(check: Checker, at: Where, given: Json) -> None:
    check.fields(
        at, given, needed={"type", "label", "element"}, allowed={"block_id", "hint", "optional", "dispatch_action"}
    )
    for name in ("label", "hint"):
        if name in given:
            text_object(check, at / name, given[name], 2000, plain=True)
    for name in ("optional", "dispatch_action"):
        check.flag(at, given, name)
    element(check, at / "element", given.get("element"), IN_INPUT)


def _image(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type", "alt_text"}, allowed={"block_id", "title", "image_url", "slack_file"})
    if ("image_url" in given) == ("slack_file" in given):
        check.refuse(at, "one of image_url and slack_file, and not both")
    check.text(at, given, "image_url", 3000)
    if "slack_file" in given:
        check.fields(at / "slack_file", given["slack_file"], needed={"id"}, allowed=set())
    check.text(at, given, "alt_text", 2000)
    if "title" in given:
        text_object(check, at / "title", given["title"], 2000, plain=True)


def _markdown(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type", "text"}, allowed={"block_id"})
    check.text(at, given, "text", 12_000)


def _table(check: Checker, at: Where, given: Json) -> None:
    check.fields(at, given, needed={"type", "rows"}, allowed={"block_id", "column_settings"})
    for number, row in enumerate(check.array(at, given, "rows", 1, 100)):
        cells = check.array(at / "rows", {number: row}, number, 1, 20)
        for place, cell in enumerate(cells):
            here = at / "rows" / number / place
            if isinstance(cell, dict) and cell.get("type") == "raw_text":
                check.fields(here, cell, needed={"type", "text"}, allowed=set())
                check.text(here, cell, "text", 3000)
            else:
                check.refuse(here / "type", "unsupported type: only raw_text is known here")
