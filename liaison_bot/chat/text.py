"""Small things about typed text that more than one part of a chat needs."""

import re
import unicodedata

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of a character that some clients cut in two: no database takes them as text."""


def fold(text: str) -> str:
    """Text as it is compared: without case, accents, or the difference between spaces, hyphens and underscores."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(kept.replace("-", " ").replace("_", " ").replace("’", "'").split())


def printable(text: str) -> str:
    """Text without what cannot be seen: invisible marks go, control characters and line ends become spaces."""
    seen = (character for character in text if unicodedata.category(character) != "Cf")
    return " ".join("".join(character if character.isprintable() else " " for character in seen).split())


def storable(text: str) -> bool:
    """Tell whether every database takes this text as it is: no control characters, no half characters."""
    return not (_CONTROLS.search(text) or _HALVES.search(text))


def without_controls(text: str) -> str:
    """Text that every database takes: control characters but tabs and line ends are spaces, half characters a mark."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub(" ", text))
