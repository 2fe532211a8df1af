"""The guard on free text: finds what identifies a child or a family, so that the text is refused before it is kept.

A screen reduces mistakes; it proves no absence. It knows shapes of numbers, words of birth and lists of names, in
Spanish, English and French, and somebody who wants to get a name past it will. Tell people so, and keep codes and
lists first.

Nothing here returns, logs or raises the text or a piece of it: a finding is a `Kind` and no more.
"""

from datetime import date
from enum import StrEnum

from liaison_bot.privacy.guard.accounts import has_account, has_email
from liaison_bot.privacy.guard.addresses import has_address
from liaison_bot.privacy.guard.dates import tells_birth_date, without_dates
from liaison_bot.privacy.guard.names import has_name
from liaison_bot.privacy.guard.numbers import cleared, kinds_of_numbers
from liaison_bot.privacy.guard.text import plain, with_digits

LONGEST = 280  # characters of one free text; the caller refuses a longer one
# Longer texts are read in windows that overlap, so that the time stays proportional to the length.
_OVERLAP = 80
_ENDLESS = 100 * LONGEST


class Kind(StrEnum):
    """What was found. Each has a catalogue key, ``guard-`` and the value, that explains it to the person."""

    EMAIL = "email"
    PHONE = "phone"
    DOCUMENT = "document"  # identity and travel papers, tax numbers, numbers given by UNHCR and other agencies
    BIRTH_DATE = "birth-date"
    ADDRESS = "address"  # whatever leads to one door: street, directions, coordinates, a shelter's own name, a flight
    ACCOUNT = "account"  # handles, profiles and links
    NAME = "name"


def screen(text: str, today: date | None = None) -> tuple[Kind, ...]:
    """Return the kinds of identifying data found in `text`, in the order of `Kind`; empty when nothing was seen.

    With `today`, a full date that lies more than a year back counts as a date of birth; without, one of a year that
    was over when this was written. Nothing is raised whatever the text. One too long for a message is refused whole,
    unread.
    """
    if len(text) > _ENDLESS:
        return tuple(Kind)
    step = LONGEST - _OVERLAP
    starts = range(0, max(1, len(text) - _OVERLAP), step) if len(text) > LONGEST else range(1)
    found = set().union(*(_found(text[start : start + LONGEST], today) for start in starts))
    return tuple(kind for kind in Kind if kind in found)


def _found(text: str, today: date | None) -> set[Kind]:
    letters = plain(text)
    digits = cleared(with_digits(letters))
    numbers = without_dates(digits) if any(character.isdigit() for character in digits) else digits
    phone, document = kinds_of_numbers(numbers)
    seen = {
        Kind.EMAIL: has_email(letters),
        Kind.PHONE: phone,
        Kind.DOCUMENT: document,
        Kind.BIRTH_DATE: tells_birth_date(digits, today),
        Kind.ADDRESS: has_address(digits),
        Kind.ACCOUNT: has_account(letters),
        Kind.NAME: has_name(letters),
    }
    return {kind for kind, present in seen.items() if present}
