"""What people read of mrkdwn and blocks, as plain text; and whom it calls and where it links."""

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_SPECIAL = re.compile(r"<([^<>]+)>")


def mrkdwn(text: str) -> str:
    """The text as read: links by their label, dates by their fallback, mentions as `@U…`, entities undone."""

    def read(found: re.Match[str]) -> str:
        inside = found[1]
        target, _, label = inside.partition("|")
        if inside.startswith("!date^"):
            return label
        if inside.startswith("!subteam^"):
            return label or f"@{target.removeprefix('!subteam^')}"
        if inside.startswith("!"):
            return f"@{target.removeprefix('!')}"
        if inside.startswith(("@", "#")):
            return f"{inside[0]}{label or target[1:]}"
        return label or target

    return _unescape(_SPECIAL.sub(read, text))


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def blocks(given: list[Json]) -> str:
    """All the words of these blocks, a block a line; buttons in brackets, inputs with an underscore."""
    return "\n".join(line for block in given if (line := _block(block)))


def _block(block: Json) -> str:  # noqa: PLR0911 - one for each type of block
    kind = block["type"]
    if kind == "divider":
        return "———"
    if kind in {"section", "header"}:
        parts = [_text(block["text"])] if "text" in block else []
        parts += [_text(each) for each in block.get("fields", ())]
        parts += [_element(block["accessory"])] if "accessory" in block else []
        return "\n".join(parts)
    if kind in {"actions", "context"}:
        return " ".join(_element(each) for each in block["elements"])
    if kind == "input":
        hint = f" ({_text(block['hint'])})" if "hint" in block else ""
        return f"{_text(block['label'])}{hint}: {_element(block['element'])}"
    if kind == "rich_text":
        return _rich(block)
    if kind == "markdown":
        return str(block["text"])
    if kind == "image":
        return str(block["alt_text"])
    if kind == "table":
        return "\n".join(" | ".join(_rich(cell) for cell in row) for row in block["rows"])
    raise AssertionError(f"a block of the type {kind} was let in and cannot be shown")


def _rich(given: Json) -> str:  # noqa: PLR0911 - one for each type of element
    if given["type"] in {"text", "raw_text"}:
        return str(given["text"])
    if given["type"] == "link":
        return str(given.get("text", given["url"]))
    if given["type"] == "user":
        return f"@{given['user_id']}"
    if given["type"] == "channel":
        return f"#{given['channel_id']}"
    if given["type"] == "broadcast":
        return f"@{given['range']}"
    if given["type"] == "emoji":
        return f":{given['name']}:"
    between = "\n" if given["type"] in {"rich_text", "rich_text_list"} else ""
    return between.join(_rich(each) for each in given.get("elements", ()))


def _text(given: Json) -> str:
    return mrkdwn(given["text"]) if given["type"] == "mrkdwn" else str(given["text"])


def _element(given: Json) -> str:
    kind = given["type"]
    if kind in {"mrkdwn", "plain_text"}:
        return _text(given)
    if kind == "button":
        return f"[{_text(given['text'])}]"
    if kind == "image":
        return str(given["alt_text"])
    chosen = [given["initial_option"]] if "initial_option" in given else given.get("initial_options", ())
    started = ", ".join(_text(each["text"]) for each in chosen) or next(
        (str(given[name]) for name in ("initial_value", "initial_date", "initial_time") if name in given),
        "",
    )
    offered = "/".join(_text(each["text"]) for each in options(given))
    return started or f"____ {{{offered}}}" if offered else started or "____"


def options(element: Json) -> list[Json]:
    """Every option the element offers, those in groups too."""
    grouped = [each for group in element.get("option_groups", ()) for each in group["options"]]
    return [*element.get("options", ()), *grouped]


def elements(given: list[Json]) -> Iterator[Json]:
    """Every interactive element, in order."""
    for _, element in placed_elements(given):
        yield element


def placed_elements(given: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with the block it stands in."""
    for block in given:
        if block["type"] == "actions":
            yield from ((block, each) for each in block["elements"])
        for name in ("accessory", "element"):
            if name in block and block[name]["type"] != "image":
                yield block, block[name]


def _parsed(text: str, given: list[Json]) -> Iterator[str]:
    """Every text in which Slack looks for mentions and links."""
    yield text
    yield from _mrkdwn_in(given)


def _mrkdwn_in(given: object) -> Iterator[str]:
    if isinstance(given, list):
        for each in given:
            yield from _mrkdwn_in(each)
    elif isinstance(given, dict):
        if given.get("type") == "mrkdwn" and isinstance(given.get("text"), str):
            yield given["text"]
        else:
            for each in given.values():
                yield from _mrkdwn_in(each)


def mentions(text: str, given: list[Json]) -> list[str]:
    """Ids of people and groups, and `channel`, `here`, `everyone`, that this calls."""
    found: list[str] = []
    for piece in _parsed(text, given):
        for inside in _SPECIAL.findall(piece):
            target = inside.partition("|")[0]
            if target.startswith("@"):
                found.append(target[1:])
            elif target.startswith("!") and not target.startswith("!date^"):
                found.append(target[1:].partition("^")[2] or target[1:])
    return found


def links(text: str, given: list[Json]) -> list[str]:
    """Addresses that this links to, in any of its texts; bare addresses too, which Slack links by itself."""
    found: list[str] = []
    for piece in _parsed(text, given):
        found += [each.partition("|")[0] for each in _SPECIAL.findall(piece) if each[0] not in "@#!"]
        found += re.findall(r"\bhttps?://[^\s<>|]+", _SPECIAL.sub("", piece))
    return found


def confirmation(element: Json) -> str:
    """The question an element asks before it acts, or nothing."""
    asked = element.get("confirm")
    return "\n".join((_text(asked["title"]), _text(asked["text"]))) if asked else ""
