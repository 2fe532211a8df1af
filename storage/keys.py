"""The keys that what lies in the database was sealed with: are they all here, and how are values moved to a new one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, func, insert, select, tuple_, update

from liaison_bot.chat.inbound import Account
from liaison_bot.errors import VaultError
from liaison_bot.store import Sealer
from storage import tables
from storage.sealing import about_answer, about_content, about_conversation, about_facts
from storage.tables import seal_check

_KNOWN = b"liaison-bot"
_BATCH = 200


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A column that holds sealed values, and what the value in a row with this key is bound to."""

    column: Column[Any]
    about: Callable[..., str]

    @property
    def table(self) -> Table:
        table: Table = self.column.table
        return table

    @property
    def key(self) -> tuple[Column[Any], ...]:
        return tuple(self.table.primary_key.columns)


def _about_conversation(platform: str, team: str, user: str, _form: str) -> str:
    """Whose it is. Which form it is about, a conversation says itself."""
    return about_conversation(Account(platform, team, user))


SEALED = (
    _Sealed(tables.referral.c.content, about_content),
    _Sealed(tables.step.c.facts, about_facts),
    _Sealed(tables.inbox.c.answer, about_answer),
    _Sealed(tables.conversation.c.body, _about_conversation),
)
"""Every sealed column; a test compares it with the tables."""


def check(connection: Connection, sealer: Sealer) -> bool:
    """Prove that every key in use is here and right; is the current one new? Raises `VaultError`."""
    noted: Sequence[Sequence[Any]] = connection.execute(select(seal_check.c.key_name, seal_check.c.sealed)).all()
    for name, sealed in noted:
        if name not in sealer.names:
            there = ", ".join(f"“{other}”" for other in sorted(sealer.names))
            raise VaultError(
                f"the database holds values sealed with key “{name}”, which is not in the key ring (it has {there}): "
                f"put it back"
            )
        try:
            right = sealer.unseal(sealed, _about(name)) == _KNOWN
        except VaultError:
            right = False
        if not right:
            raise VaultError(f"key “{name}” in the key ring is not the key “{name}” that the database was sealed with")
    return sealer.current not in {name for name, _ in noted}


def note_current(connection: Connection, sealer: Sealer) -> None:
    """Note the current key, unless somebody else did in between. Raises `VaultError` where theirs is another one."""
    if check(connection, sealer):
        values = {"key_name": sealer.current, "sealed": sealer.seal(_KNOWN, _about(sealer.current))}
        connection.execute(insert(seal_check), values)


def count(connection: Connection) -> int:
    """How many sealed values there are."""
    return sum(
        connection.execute(select(func.count()).where(sealed.column.is_not(None))).scalar_one() for sealed in SEALED
    )


def reseal_batch(
    connection: Connection, sealer: Sealer, sealed: _Sealed, after: tuple[Any, ...] | None
) -> tuple[int, int, tuple[Any, ...] | None]:
    """Seal some values anew: how many were read, how many were resealed, and after which key to go on (None: done)."""
    statement = select(*sealed.key, sealed.column).where(sealed.column.is_not(None)).order_by(*sealed.key)
    if after is not None:
        statement = statement.where(tuple_(*sealed.key) > tuple_(*after))
    rows = connection.execute(statement.limit(_BATCH).with_for_update()).all()
    changes = [
        _change(sealed, row[:-1], sealer.seal(sealer.unseal(row[-1], about), about))
        for row in rows
        if sealer.sealed_with(row[-1]) != sealer.current
        for about in [sealed.about(*row[:-1])]
    ]
    if changes:
        this = (column == bindparam(f"its_{column.name}") for column in sealed.key)
        anew = update(sealed.table).where(*this).values({sealed.column.name: bindparam("anew")})
        connection.execute(anew, changes)
    return len(rows), len(changes), tuple(rows[-1][:-1]) if len(rows) == _BATCH else None


def forget_others(connection: Connection, sealer: Sealer) -> None:
    """Nothing is sealed with any other key than the current one any more."""
    connection.execute(delete(seal_check).where(seal_check.c.key_name != sealer.current))


def _change(sealed: _Sealed, key: Sequence[Any], anew: bytes) -> Mapping[str, Any]:
    return {**{f"its_{column.name}": value for column, value in zip(sealed.key, key, strict=True)}, "anew": anew}


def _about(name: str) -> str:
    return f"key:{name}"
