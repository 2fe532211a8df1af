"""Small things about typed text that more than one part of a chat needs."""

import unicodedata


def fold(text: str) -> str:
    """Text as it is compared: without case, accents, or the difference between spaces, hyphens and underscores."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(kept.replace("-", " ").replace("_", " ").replace("’", "'").split())
