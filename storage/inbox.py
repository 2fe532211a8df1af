"""The events that were handled."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from liaison_bot.chat.messages import Reply
from liaison_bot.chat.wire import pack_reply, unpack_reply
from storage.sealing import about_answer
from storage.statement import Statement, insert_new
from storage.tables import inbox
from storage.transaction import Transaction

_THIS = (inbox.c.platform == bindparam("its_platform"), inbox.c.event == bindparam("its_event"))
_FIRST = insert_new(inbox, "platform", "event", "at", unique=("platform", "event"))
_ANSWER = Statement(select(inbox.c.answer).where(*_THIS))
_KEEP = Statement(update(inbox).where(*_THIS).values(answer=bindparam("sealed"), about=bindparam("tells_of")))
_FORGET_ANSWERS = Statement(
    update(inbox).where(inbox.c.about == bindparam("its_about")).values(answer=None, about=None)
)
_FORGET = Statement(delete(inbox).where(inbox.c.at < bindparam("before")))


class SqlInbox:
    """The events that were handled, so that each is handled once."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def first(self, platform: str, event: str, at: datetime) -> bool:
        """Note an event; False when it is noted already.

        On PostgreSQL this waits while another transaction that noted the same event is still open.
        """
        values = {"platform": platform, "event": event, "at": at}
        return self._transaction.change(_FIRST, values) == 1

    def answer(self, platform: str, event: str) -> Reply:
        """What was answered; None too when nothing was."""
        found = self._transaction.row(_ANSWER, {"its_platform": platform, "its_event": event})
        if found is None or found[0] is None:
            return None
        return unpack_reply(self._transaction.sealer.unseal(found[0], about_answer(platform, event)))

    def keep_answer(self, platform: str, event: str, reply: Reply, about: str = "") -> None:
        """Keep what is answered, sealed, and what it tells of."""
        sealed = self._transaction.sealer.seal(pack_reply(reply), about_answer(platform, event))
        values = {"its_platform": platform, "its_event": event, "sealed": sealed, "tells_of": about or None}
        self._transaction.change_soon(_KEEP, values)

    def forget_answers(self, abouts: Iterable[str]) -> None:
        """Drop what was answered about these; the events stay known."""
        self._transaction.change_soon(_FORGET_ANSWERS, *({"its_about": about} for about in abouts))

    def forget(self, before: datetime) -> int:
        """Drop the events noted before then; how many."""
        return self._transaction.change(_FORGET, {"before": before})
