"""What the repositories of one unit of work share.

A statement costs a tenth of a millisecond on the way to a PostgreSQL server and back, whatever it says. So a change
whose outcome nobody waits for is held back, and goes along with the next statement.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor

from liaison_bot.store import OnlyReads, Sealer
from storage.statement import Prepared, Row, Statement, Values

NO_VALUES: Values = {}


@dataclass(frozen=True, slots=True)
class Transaction:
    """A driver's cursor in an open transaction, which database it leads to, and what seals.

    `aside` is a cursor for what is held back. What is executed within `together` is sent at once. The database refuses
    changes where it `only_reads`; those that would be held back, and never be sent, are refused here.
    """

    cursor: DBAPICursor
    aside: DBAPICursor
    together: Callable[[], AbstractContextManager[object]]
    dialect: Dialect
    sealer: Sealer
    only_reads: bool = False
    _held: list[tuple[str, Any]] = field(default_factory=list)

    def rows(self, statement: Statement, values: Values = NO_VALUES) -> list[Row]:
        """All rows that a statement finds."""
        prepared = self._execute(statement, values)
        return [prepared.read(row) for row in self.cursor.fetchall()]

    def row(self, statement: Statement, values: Values = NO_VALUES) -> Row | None:
        """The one row that a statement finds, if it does."""
        prepared = self._execute(statement, values)
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
        self.check_may_change()
        self._execute(statement, values)
        return self.cursor.rowcount

    def change_soon(self, statement: Statement, *rows: Values) -> None:
        """Change something for each row, before anything else is asked or changed, and before the commit."""
        self.check_may_change()
        prepared = statement.on(self.dialect)
        self._held.extend((prepared.text, prepared.bind(values)) for values in rows)

    def check_may_change(self) -> None:
        """Raise `OnlyReads` in a unit of work that only reads."""
        if self.only_reads:
            raise OnlyReads("a unit of work that only reads changes nothing")

    def finish(self) -> None:
        """Do what is held back still."""
        if self._held:
            with self.together():
                self._execute_held()

    def _execute(self, statement: Statement, values: Values) -> Prepared:
        prepared = statement.on(self.dialect)
        bound = prepared.bind(values)
        if not self._held:
            self.cursor.execute(prepared.text, bound)
            return prepared
        with self.together():
            self._execute_held()
            self.cursor.execute(prepared.text, bound)
        return prepared

    def _execute_held(self) -> None:
        for text, bound in self._held:
            self.aside.execute(text, bound)
        self._held.clear()


def names_of(record: type[Any]) -> tuple[str, ...]:
    """The fields of a record, which are columns of its table."""
    return tuple(field.name for field in fields(record))
