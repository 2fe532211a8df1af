"""Statements written in SQLAlchemy Core, compiled once for each database, and run on its driver directly.

SQLAlchemy's own way of executing costs some 40 µs a statement, most of it for things that are not used here (events,
result objects, finding what was compiled before). With ten statements to an event that is more than the durable commit
itself. What is kept of it is what matters: one spelling for both databases, the column types, the connection pool.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from sqlalchemy import Dialect, Select, Table, bindparam, insert
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Row = tuple[Any, ...]
Clause = Select[*tuple[Any, ...]] | UpdateBase
_Change = Callable[[Any], Any] | None

_Writing = Callable[[str], Any]


class Prepared:
    """A statement compiled for one database: its text, and what its values go through on their way in and out."""

    def __init__(self, clause: Clause, dialect: Dialect) -> None:
        compiled = clause.compile(dialect=dialect)
        if compiled.post_compile_params:
            raise TypeError("only a statement whose text is the same for all values can be prepared")
        self.text = str(compiled)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._fixed = {name: bind.value for name, bind in binds.items() if not bind.required}
        names = binds if compiled.positiontup is None else compiled.positiontup
        self._by_position = compiled.positiontup is not None
        self._given = [(name, _inwards(binds[name].type, dialect)) for name in names]
        told = clause.column_descriptions if isinstance(clause, Select) else clause.returning_column_descriptions
        self._results = [_outwards(column["type"], dialect) for column in told]

    def bind(self, values: Values) -> Any:
        """Bring values, by name, to what the driver takes. A value that is missing is a `KeyError`."""
        if self._fixed:
            values = {**self._fixed, **values}
        if self._by_position:
            return [change(values[name]) if change else values[name] for name, change in self._given]
        return {name: change(values[name]) if change else values[name] for name, change in self._given}

    def read(self, row: Row) -> Row:
        """Bring a row from the driver to what the columns' types say."""
        return tuple([change(value) if change else value for change, value in zip(self._results, row, strict=True)])


class Statement:
    """A statement for both databases."""

    def __init__(self, clause: Clause | _Writing) -> None:
        """Take the statement, or how to write it for a database of this name, where the two do not spell it alike."""
        self._clause = clause
        self._prepared: dict[str, Prepared] = {}

    def on(self, dialect: Dialect) -> Prepared:
        """The statement as one database takes it."""
        ready = self._prepared.get(dialect.name)
        if ready is None:
            clause = self._clause(dialect.name) if callable(self._clause) else self._clause
            ready = self._prepared[dialect.name] = Prepared(clause, dialect)
        return ready


def insert_row(table: Table, *columns: str) -> Statement:
    """Insert a row with these columns, or with all."""
    return Statement(insert(table).values(_named(table, columns)).inline())


def insert_new(table: Table, *columns: str, unique: tuple[str, ...]) -> Statement:
    """Insert a row with these columns, or with all, unless one with the same `unique` columns is there."""
    values = _named(table, columns)
    return Statement(
        lambda dialect: _insert(dialect, table).values(values).on_conflict_do_nothing(index_elements=unique).inline()
    )


def insert_selected(
    table: Table, select: Select[*tuple[Any, ...]], columns: tuple[str, ...], *, unique: tuple[str, ...]
) -> Statement:
    """Insert what a question finds, unless a row with the same `unique` columns is there."""

    def written(dialect: str) -> Any:
        clause = _insert(dialect, table).from_select(columns, select)
        return clause.on_conflict_do_nothing(index_elements=unique).inline()

    return Statement(written)


def insert_or_replace(table: Table) -> Statement:
    """Insert a row, or change the one with the same primary key to it."""
    key = [column.name for column in table.primary_key]

    def written(dialect: str) -> Any:
        clause = _insert(dialect, table).values(_named(table))
        changes = {column.name: clause.excluded[column.name] for column in table.c if column.name not in key}
        return clause.on_conflict_do_update(index_elements=key, set_=changes).inline()

    return Statement(written)


def _insert(dialect: str, table: Table) -> Any:
    """The database's own insert, which knows of conflicts. The other database's is not loaded: it takes 2 MB."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)


def _named(table: Table, columns: tuple[str, ...] = ()) -> dict[str, Any]:
    return {name: bindparam(name) for name in columns or table.c.keys()}


def _inwards(kind: TypeEngine[Any], dialect: Dialect) -> _Change:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outwards(kind: TypeEngine[Any], dialect: Dialect) -> _Change:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
