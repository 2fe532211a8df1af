"""What the repositories of one unit of work share."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor

from liaison_bot.store import Sealer
from storage.statement import Row, Statement, Values

NO_VALUES: Values = {}


@dataclass(frozen=True, slots=True)
class Transaction:
    """A driver's cursor in an open transaction, which database it leads to, and what seals."""

    cursor: DBAPICursor
    dialect: Dialect
    sealer: Sealer

    def rows(self, statement: Statement, values: Values = NO_VALUES) -> list[Row]:
        """All rows that a statement finds."""
        prepared = statement.on(self.dialect)
        self.cursor.execute(prepared.text, prepared.bind(values))
        return [prepared.read(row) for row in self.cursor.fetchall()]

    def row(self, statement: Statement, values: Values = NO_VALUES) -> Row | None:
        """The one row that a statement finds, if it does."""
        prepared = statement.on(self.dialect)
        self.cursor.execute(prepared.text, prepared.bind(values))
        found = self.cursor.fetchone()
        return None if found is None else prepared.read(found)

    def one(self, statement: Statement, values: Values = NO_VALUES) -> Row:
        """The row that a statement is sure to find."""
        found = self.row(statement, values)
        if found is None:
            raise LookupError("a row that is always there is not")
        return found

    def change(self, statement: Statement, values: Values = NO_VALUES) -> int:
        """Change something; how many rows it was."""
        prepared = statement.on(self.dialect)
        self.cursor.execute(prepared.text, prepared.bind(values))
        return self.cursor.rowcount

    def change_each(self, statement: Statement, rows: Sequence[Values]) -> None:
        """Change something for many rows at once."""
        prepared = statement.on(self.dialect)
        self.cursor.executemany(prepared.text, [prepared.bind(values) for values in rows])


def names_of(record: type[Any]) -> tuple[str, ...]:
    """The fields of a record, which are columns of its table."""
    return tuple(field.name for field in fields(record))
