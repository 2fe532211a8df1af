"""Column types that mean the same in both databases."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine

from liaison_bot.chat.inbound import Account, Where

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_DAY, _SECOND = 86_400_000_000, 1_000_000

Code = TypeVar("Code", bound=StrEnum)

LongNumber = BigInteger().with_variant(Integer(), "sqlite")
"""A growing number. SQLite numbers rows by themselves only under the name INTEGER, which is 64 bits wide there."""


class NaiveDatetimeError(DontWrapMixin, ValueError):
    """A datetime without a zone was about to be stored: nobody could tell which moment it is."""


class UtcDatetime(TypeDecorator[datetime]):
    """A moment, exact to the microsecond, given and returned as an aware datetime (returned in UTC).

    PostgreSQL keeps it as `timestamptz`; SQLite, which has no such type, as microseconds since 1970, so that order
    and comparison are exact there too.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose how the moment is kept."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """What brings a moment to the database. It raises `NaiveDatetimeError`."""
        return _to_microseconds if dialect.name == "sqlite" else _aware

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """What reads a moment back, in UTC."""
        return _from_microseconds if dialect.name == "sqlite" else _in_utc


class Duration(TypeDecorator[timedelta]):
    """A length of time, in microseconds."""

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[timedelta | None], int | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """What brings a length of time to the database."""
        return lambda value: None if value is None else value // _MICROSECOND

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], timedelta | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """What reads a length of time back."""
        return lambda value: None if value is None else timedelta(microseconds=value)


class PlaceText(TypeDecorator[Account | Where]):
    """Somebody's account, or a room, in one column, as a JSON array: an account has three parts, a room two.

    For where it is only given back, whole: nothing is looked for by its parts there, and one column that is empty or
    not cannot be half filled as three could.
    """

    impl = String
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Account | Where | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """What brings a place to the database."""
        return lambda value: None if value is None else json.dumps(_parts(value))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Account | Where | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """What reads a place back."""
        return lambda value: None if value is None else _place(json.loads(value))


class Coded(TypeDecorator[Code]):
    """One of a set of codes, kept as its text: a code that is added later needs no migration."""

    impl = String
    cache_ok = True

    def __init__(self, codes: type[Code]) -> None:
        super().__init__()
        self.codes = codes

    def bind_processor(self, dialect: Dialect) -> Callable[[Code | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """What brings a code to the database."""
        return lambda value: None if value is None else value.value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Code | None]:  # noqa: ARG002 - SQLAlchemy's signature
        """What reads a code back. A code that is not in the set is a `KeyError`."""
        by_text = {code.value: code for code in self.codes}
        return lambda value: None if value is None else by_text[value]


def _aware(value: datetime | None) -> datetime | None:
    if value is not None and value.utcoffset() is None:
        raise NaiveDatetimeError("a datetime without a zone cannot be stored")
    return value


def _to_microseconds(value: datetime | None) -> int | None:
    if value is None:
        return None
    if value.utcoffset() is None:
        raise NaiveDatetimeError("a datetime without a zone cannot be stored")
    since = value - _EPOCH
    return since.days * _DAY + since.seconds * _SECOND + since.microseconds


def _from_microseconds(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def _parts(place: Account | Where) -> list[str]:
    if isinstance(place, Account):
        return [place.platform, place.team, place.user]
    return [place.platform, place.id]


def _place(parts: list[str]) -> Account | Where:
    if len(parts) == len(("platform", "id")):
        return Where(*parts)
    return Account(*parts)
