"""Things made at random: references, join codes, error numbers. In Crockford's base32: no I, L, O or U to misread."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILO", "110")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212_", "-"))
_AROUND = " \t.,;:!?¿¡()[]<>{}'\"`*#"
_REFERENCE = re.compile(r"^R[- ]?([0-9A-HJKMNP-TV-Z]{6})$")


def crockford(length: int) -> str:
    """Random characters, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_reference() -> str:
    """Make a referral's reference, `R-` and six characters: random, so that it tells nothing.

    One of the six at least is a digit, so that no word, typed where a reference may stand, reads as one.
    """
    while True:
        made = crockford(6)
        if any(character.isdigit() for character in made):
            return f"R-{made}"


def read_reference(typed: str) -> str | None:
    """Read a reference as people type it: in lower case, without its dash, with O for 0 and I or L for 1.

    Without its dash it must have a digit: “recibir” and “retirar” are words. What surrounds it in a sentence, and the
    dashes that keyboards and word processors put for a hyphen, are read over.
    """
    upper = typed.translate(_DASHES).strip(_AROUND).upper()
    found = _REFERENCE.match(upper[:1] + upper[1:].translate(_READ_AS))
    if found is None or not any(character.isdigit() or character in "- " for character in upper):
        return None
    return f"R-{found.group(1)}"


def new_join_code() -> str:
    """Make a one-time code of 60 bits, in three groups of four to be read aloud."""
    return "-".join(crockford(4) for _ in range(3))


def read_join_code(typed: str) -> str:
    """Bring a typed join code to the form it was hashed in."""
    kept = "".join(character for character in typed.upper() if character.isalnum()).translate(_READ_AS)
    return "-".join(kept[at : at + 4] for at in range(0, len(kept), 4))


def new_error_number() -> str:
    """Make the number by which a person and the log speak of the same unexpected error."""
    return f"E-{crockford(6)}"
