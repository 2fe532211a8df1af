"""Forms under way: asked one question at a time, or left half-way."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from liaison_bot.chat.conversations import LEFT, Conversation
from liaison_bot.chat.inbound import Account
from liaison_bot.chat.wire import pack_conversation, unpack_conversation
from storage.sealing import about_conversation
from storage.statement import Statement, insert_or_replace
from storage.tables import conversation as table
from storage.transaction import Transaction

_THIS = (
    table.c.platform == bindparam("its_platform"),
    table.c.team == bindparam("its_team"),
    table.c.user == bindparam("its_user"),
)
_GET = Statement(select(table.c.body).where(*_THIS, table.c.asked))
_OF = Statement(select(table.c.body).where(*_THIS, table.c.form == bindparam("its_form")))
_KEEP = insert_or_replace(table)
_DROP_ASKED = Statement(delete(table).where(*_THIS, table.c.asked))
_FORGET = Statement(delete(table).where(table.c.at < bindparam("before")))
_DROP = Statement(delete(table).where(*_THIS))
_DROP_FORM = Statement(delete(table).where(*_THIS, table.c.form == bindparam("its_form")))


class SqlConversations:
    """At most one of each account's is asked. All are sealed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, account: Account) -> Conversation | None:
        """The one whose question is to be answered."""
        return self._opened(account, self._transaction.row(_GET, _this(account)))

    def of(self, account: Account, form: str) -> Conversation | None:
        """The one about this form, asked or left."""
        found = self._opened(account, self._transaction.row(_OF, {**_this(account), "its_form": form}))
        return found if found and found.form == form else None

    def keep(self, account: Account, conversation: Conversation, now: datetime) -> None:
        """Keep it, replacing an earlier one about the same form; one that asks, the one that asked before it too."""
        sealed = self._transaction.sealer.seal(pack_conversation(conversation), about_conversation(account))
        asked = conversation.asking != LEFT
        values = {
            "platform": account.platform,
            "team": account.team,
            "user": account.user,
            "form": conversation.form,
            "at": now,
            "asked": asked,
            "body": sealed,
        }
        if asked:
            self._transaction.change_soon(_DROP_ASKED, _this(account))
        self._transaction.change_soon(_KEEP, values)

    def drop(self, account: Account) -> None:
        """All are over."""
        self._transaction.change_soon(_DROP, _this(account))

    def drop_form(self, account: Account, form: str) -> None:
        """The one about this form is over; others go on."""
        self._transaction.change_soon(_DROP_FORM, {**_this(account), "its_form": form})

    def forget(self, before: datetime) -> int:
        """Drop those that nobody has gone on with since; how many."""
        return self._transaction.change(_FORGET, {"before": before})

    def _opened(self, account: Account, found: Sequence[Any] | None) -> Conversation | None:
        if found is None:
            return None
        return unpack_conversation(self._transaction.sealer.unseal(found[0], about_conversation(account)))


def _this(account: Account) -> dict[str, Any]:
    return {"its_platform": account.platform, "its_team": account.team, "its_user": account.user}
