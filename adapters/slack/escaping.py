"""Text on its way through Slack's markup, in and out. Pure.

Out: three characters are escaped, and nothing that somebody typed can become a mention, a link or a broadcast. In:
what Slack made of what was typed is turned back into what was typed, so that the core sees a number as a number and an
address as an address.
"""

import re
from typing import Final

_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_OUT: Final = str.maketrans(_ESCAPES)
_JOINER: Final = "\u2060"
_CALLS: Final = re.compile(
    r"(?<=\w)@(?=\w)"  # ana@example.org
    r"|(?<=[A-Za-z]):(?=\S)"  # https://  tel:
    r"|(?<=\w)\.(?=[^\W\d_]{2})"  # example.org
)
"""What makes a link of a text, for a client that looks for one; broken by a character that cannot be seen."""
_MARKED: Final = re.compile(r"<([^<>]*)>")
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of surrogate pairs pass through JSON, and are refused by databases later."""


def inert(text: str) -> str:
    """A text in which no client finds anything to link, as some do with addresses by themselves."""
    return _CALLS.sub(lambda found: found[0] + _JOINER, text)


def escaped(text: str) -> str:
    """A text as it stands in a message's markup, where it is only a text."""
    return text.translate(_OUT)


def typed(text: str) -> str:
    """What somebody typed, from what Slack delivers."""
    plain = _MARKED.sub(lambda found: _read(found[1]), _NOT_TEXT.sub("", text))
    plain = plain.replace(_JOINER, "")  # it comes back with what was copied from the bot's own words
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def without_mention(text: str, bot: str) -> str:
    """A delivered text without the first mention of the bot in it, and what separates it from the rest."""
    return re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>[\s:,]*", "", text, count=1).strip()


def uncoded(text: str) -> str:
    """A line without the backticks that it was copied with, as a piece of code."""
    stripped = text.strip()
    return stripped.strip("`").strip() if stripped.startswith("`") and stripped.endswith("`") else stripped


def _read(inside: str) -> str:
    """One `<…>`: whom it names, or the link's own words, and its address where those do not say it."""
    what, _, label = inside.partition("|")
    mark = what[:1]
    if mark in {"@", "#"}:
        return f"{mark}{label or what[1:]}"
    if mark == "!":
        kind = what[1:].partition("^")[0]
        return label or f"@{kind}"
    address = what.removeprefix("mailto:").removeprefix("tel:")
    if not label or label in address:
        return label or address
    return f"{label} {address}"
