"""Small things about typed text that more than one part of a chat needs."""

import unicodedata


def fold(text: str) -> str:
    """Text as it is compared: without case, accents, or the difference between spaces, hyphens and underscores."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(kept.replace("-", " ").replace("_", " ").replace("’", "'").split())


def printable(text: str) -> str:
    """Text without what cannot be seen: invisible marks go, control characters and line ends become spaces."""
    seen = (character for character in text if unicodedata.category(character) != "Cf")
    return " ".join("".join(character if character.isprintable() else " " for character in seen).split())
