"""Forms that are being answered one question at a time."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from liaison_bot.chat.conversations import Conversation
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
_GET = Statement(select(table.c.body).where(*_THIS))
_KEEP = insert_or_replace(table)
_FORGET = Statement(delete(table).where(table.c.at < bindparam("before")))
_DROP = Statement(delete(table).where(*_THIS))
_DROP_FORM = Statement(delete(table).where(*_THIS, table.c.form == bindparam("its_form")))


class SqlConversations:
    """At most one per account, sealed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, account: Account) -> Conversation | None:
        """The conversation under way."""
        found = self._transaction.row(_GET, _this(account))
        if found is None:
            return None
        return unpack_conversation(self._transaction.sealer.unseal(found[0], about_conversation(account)))

    def keep(self, account: Account, conversation: Conversation, now: datetime) -> None:
        """Keep it for the next answer, replacing an earlier one."""
        sealed = self._transaction.sealer.seal(pack_conversation(conversation), about_conversation(account))
        values = {
            "platform": account.platform,
            "team": account.team,
            "user": account.user,
            "at": now,
            "form": conversation.form,
            "body": sealed,
        }
        self._transaction.change_soon(_KEEP, values)

    def drop(self, account: Account) -> None:
        """It is over."""
        self._transaction.change_soon(_DROP, _this(account))

    def drop_form(self, account: Account, form: str) -> None:
        """It is over if it asks for this form; one that asks for another goes on."""
        self._transaction.change_soon(_DROP_FORM, {**_this(account), "its_form": form})

    def forget(self, before: datetime) -> int:
        """Drop those that nobody has gone on with since; how many."""
        return self._transaction.change(_FORGET, {"before": before})


def _this(account: Account) -> dict[str, Any]:
    return {"its_platform": account.platform, "its_team": account.team, "its_user": account.user}
