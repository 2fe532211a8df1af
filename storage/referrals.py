"""Referrals, with their content sealed, and their steps."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from liaison_bot.records.referrals import Box, Referral, Step
from liaison_bot.store import ReferenceTaken, Stale
from storage.boxes import COLUMNS, page_of, shelf_of
from storage.sealing import about_content, about_facts, pack, unpack
from storage.statement import Statement, insert_new, insert_row
from storage.tables import referral as table
from storage.tables import step as steps
from storage.transaction import Transaction, names_of

_NAMES = names_of(Referral)
_NEVER_CHANGES = frozenset({"reference", "from_desk", "opened", "opened_by"})
_CHANGES = tuple(name for name in (*_NAMES, "shelf") if name not in _NEVER_CHANGES)
_STEP_NAMES = names_of(Step)
_STEP_COLUMNS = tuple(steps.c[name] for name in _STEP_NAMES)

_ADD = insert_new(table, unique=("reference",))
_BY_REFERENCE = select(*COLUMNS).where(table.c.reference == bindparam("its_reference"))
_GET = Statement(_BY_REFERENCE)
_GET_FOR_CHANGE = Statement(_BY_REFERENCE.with_for_update())
_SAVE = Statement(
    update(table)
    .where(table.c.reference == bindparam("its_reference"), table.c.version == bindparam("kept_version"))
    .values({name: bindparam(name) for name in _CHANGES})
)
_ADD_STEP = insert_row(steps)
_OF_REFERRAL = select(*_STEP_COLUMNS).where(steps.c.reference == bindparam("its_reference"))
_STEPS = Statement(_OF_REFERRAL.order_by(steps.c.number))
_STEP = Statement(_OF_REFERRAL.where(steps.c.number == bindparam("its_number")))


class SqlReferrals:
    """Where nothing is to be sealed, nothing is kept: a referral without content has no sealed value."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, referral: Referral) -> None:
        """Keep a new referral. Raises `ReferenceTaken`; the unit of work can go on with another reference."""
        values = {name: getattr(referral, name) for name in _NAMES}
        values["shelf"] = shelf_of(referral.state)
        values["content"] = self._seal(referral)
        if self._transaction.change(_ADD, values) == 0:
            raise ReferenceTaken(referral.reference)

    def get(self, reference: str, *, for_change: bool = False) -> Referral | None:
        """A referral; with `for_change`, its row is locked until this unit of work ends."""
        statement = _GET_FOR_CHANGE if for_change else _GET
        row = self._transaction.row(statement, {"its_reference": reference})
        return None if row is None else read_referral(self._transaction, row)

    def save(self, referral: Referral) -> None:
        """Keep a changed referral. Raises `Stale`."""
        values = {name: getattr(referral, name) for name in _NAMES if name not in _NEVER_CHANGES}
        values["shelf"] = shelf_of(referral.state)
        values["content"] = self._seal(referral)
        values["its_reference"] = referral.reference
        values["kept_version"] = referral.version - 1
        if self._transaction.change(_SAVE, values) == 0:
            raise Stale(referral.reference)

    def add_step(self, step: Step) -> None:
        """Add one entry to a referral's history."""
        values = {name: getattr(step, name) for name in _STEP_NAMES}
        sealer, about = self._transaction.sealer, about_facts(step.reference, step.number)
        values["facts"] = sealer.seal(pack(step.facts), about) if step.facts else None
        self._transaction.change_soon(_ADD_STEP, values)

    def steps(self, reference: str) -> tuple[Step, ...]:
        """The whole history, in order."""
        return tuple(self._step(row) for row in self._transaction.rows(_STEPS, {"its_reference": reference}))

    def step(self, reference: str, number: int) -> Step | None:
        """One entry of the history."""
        row = self._transaction.row(_STEP, {"its_reference": reference, "its_number": number})
        return None if row is None else self._step(row)

    def page(self, box: Box, desk: str, now: datetime, *, skip: int, most: int) -> tuple[Referral, ...]:
        """Some of the referrals in a desk's list."""
        values = {"whose": desk, "now": now, "skip": skip, "most": most, "reach": skip + most}
        return tuple(read_referral(self._transaction, row) for row in self._transaction.rows(page_of(box), values))

    def _seal(self, referral: Referral) -> bytes | None:
        if not referral.content:
            return None
        return self._transaction.sealer.seal(pack(referral.content), about_content(referral.reference))

    def _step(self, row: Sequence[Any]) -> Step:
        values = dict(zip(_STEP_NAMES, row, strict=True))
        sealed = values["facts"]
        about = about_facts(values["reference"], values["number"])
        values["facts"] = {} if sealed is None else unpack(self._transaction.sealer.unseal(sealed, about))
        return Step(**values)


def read_referral(transaction: Transaction, row: Sequence[Any]) -> Referral:
    """A referral from its row, with its content opened."""
    values = dict(zip(_NAMES, row, strict=True))
    sealed = values["content"]
    about = about_content(values["reference"])
    values["content"] = {} if sealed is None else unpack(transaction.sealer.unseal(sealed, about))
    return Referral(**values)
