"""The audit trail: who asked for what, when, as whom. Never what it said."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from operator import attrgetter


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line of the trail. `person` is None for a stranger and for the operator's own commands.

    `code` is the reason or outcome that was given, or the number of an unexpected error.
    """

    at: datetime
    person: int | None
    desk: str
    roles: str
    command: str
    reference: str = ""
    before: str = ""
    after: str = ""
    code: str = ""
    place: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """An entry as it is stored: its number, and the hash that ties it to the one before."""

    number: int
    entry: AuditEntry
    hash: str


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_told = attrgetter(*(field.name for field in fields(AuditEntry) if field.name != "at"))

SENSITIVE = "sensitive"
"""Stands in the trail for a code that tells something about a child: the trail is not sealed."""
START = "0" * 64
"""What the first entry is chained to."""


def chain(previous: str, number: int, entry: AuditEntry) -> str:
    """The SHA-256 (hex) over an entry, its number, and the hash of the entry before it."""
    told = _ENCODE([previous, number, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), *_told(entry)])
    return hashlib.sha256(told.encode()).hexdigest()
