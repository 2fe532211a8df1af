"""The append-only trail."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, or_, select

from liaison_bot.records.audit import START, AuditEntry, ChainedEntry, chain
from storage.statement import Statement, insert_row, insert_selected
from storage.tables import audit
from storage.transaction import Transaction, names_of
from storage.types import LongNumber

_PIECE = 500
_NAMES = names_of(AuditEntry)
_END = Statement(select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1))
_IS_THE_END = select(audit.c.number).where(
    audit.c.number == bindparam("last_number"), audit.c.hash == bindparam("last_hash")
)
_COLUMNS = ("number", *_NAMES, "hash")
_APPEND_FIRST = insert_selected(
    audit,
    select(*(bindparam(name, type_=audit.c[name].type) for name in _COLUMNS)).where(
        or_(bindparam("last_number", type_=LongNumber) == 0, _IS_THE_END.exists())
    ),
    _COLUMNS,
    unique=("number",),
)
_APPEND = insert_row(audit)
_ENTRIES = Statement(
    select(audit.c.number, audit.c.hash, *(audit.c[name] for name in _NAMES))
    .where(audit.c.number > bindparam("after"))
    .order_by(audit.c.number)
    .limit(_PIECE)
)


class KnownEnd:
    """The trail's last number and hash as this process knows them: right unless another process appended since."""

    def __init__(self) -> None:
        self.at = (0, START)


class SqlAudit:
    """Entries are held back until the unit of work commits, so that the trail's end is locked as briefly as can be."""

    def __init__(self, transaction: Transaction, known: KnownEnd) -> None:
        self._transaction = transaction
        self._known = known
        self._held: list[AuditEntry] = []
        self._end: tuple[int, str] | None = None

    def append(self, entry: AuditEntry) -> None:
        """Add an entry."""
        self._transaction.check_may_change()
        self._held.append(entry)

    def entries(self, after: int = 0) -> Iterator[ChainedEntry]:
        """Every entry with a number above `after`, in order, read piece by piece."""
        while True:
            rows = self._transaction.rows(_ENTRIES, {"after": after})
            for number, proof, *fields in rows:
                yield ChainedEntry(number, AuditEntry(**dict(zip(_NAMES, fields, strict=True))), proof)
            if len(rows) < _PIECE:
                return
            after = rows[-1][0]

    def write(self) -> None:
        """Chain what was held back to the trail's end, as the last thing before the commit.

        The end known to this process is tried first, which saves a question. Whoever else appends at the same time
        asks for the same number, and waits for it: numbers are given in the order of the commits.
        """
        if not self._held:
            return
        end = self._known.at
        while not self._write_after(*end):
            found = self._transaction.row(_END)
            end = (found[0], found[1]) if found else (0, START)

    def committed(self) -> None:
        """What was written is lasting now."""
        if self._end:
            self._known.at = self._end

    def _write_after(self, last_number: int, last_hash: str) -> bool:
        rows: list[dict[str, Any]] = []
        number, proof = last_number, last_hash
        for entry in self._held:
            number += 1
            proof = chain(proof, number, entry)
            rows.append({"number": number, "hash": proof, **{name: getattr(entry, name) for name in _NAMES}})
        first, *others = rows
        if self._transaction.change(_APPEND_FIRST, {**first, "last_number": last_number, "last_hash": last_hash}) == 0:
            return False
        self._transaction.change_soon(_APPEND, *others)
        self._end = (number, proof)
        self._held = []
        return True
