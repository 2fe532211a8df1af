from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, create_engine, text

from liaison_bot.chat import Account, Fact, Message
from liaison_bot.chat.conversations import LEFT, Conversation
from liaison_bot.errors import VaultError
from liaison_bot.records.referrals import Referral, Step
from liaison_bot.store import Store
from storage.engine import read_url
from storage.keys import SEALED
from storage.tables import metadata

SECRETS = ("unaccompanied-6-11", "Fue visto en la terminal", "Se pide confirmación", "respuesta reservada", "niña")
ACCOUNT = Account("matrix", "example.org", "@ana:example.org")


@pytest.fixture
def kept(
    store: Store, now: datetime, make_referral: Callable[..., Referral], make_step: Callable[..., Step]
) -> Referral:
    """A referral, a step, an answer and a conversation, all with something in them that is nobody else's business."""
    referral = make_referral("R-AAAAAA", content={"profile": (SECRETS[0],), "note": (SECRETS[1], SECRETS[4])})
    with store.begin() as work:
        work.referrals.add(referral)
        work.referrals.save(replace(referral, version=1))
        work.referrals.add_step(make_step("R-AAAAAA", 1, facts={"note": (SECRETS[2],)}))
        work.inbox.first("matrix", "$event", now)
        work.inbox.keep_answer("matrix", "$event", Message(title="R-AAAAAA", facts=(Fact("Perfil", SECRETS[3]),)))
        work.conversations.keep(ACCOUNT, Conversation("referral new", "note", {"note": (SECRETS[1],)}), now)
        work.commit()
    return replace(referral, version=1)


@pytest.mark.usefixtures("kept")
def test_no_content_lies_in_clear_in_the_database(url: str, tmp_path: Path) -> None:
    if url.startswith("sqlite"):
        lying = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("liaison.sqlite3*")))
        assert b"R-AAAAAA" in lying
    else:
        engine = create_engine(read_url(url))
        with engine.connect() as connection:
            lying = b"".join(
                str(row).encode() + b"".join(bytes(value) for value in row if isinstance(value, bytes))
                for table in metadata.tables
                for row in connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608 - our own tables
            )
        engine.dispose()
        assert b"R-AAAAAA" in lying
    for secret in SECRETS:
        for encoded in (secret.encode(), secret.encode("utf-16-le"), secret.encode("ascii", "backslashreplace")):
            assert encoded not in lying


def test_every_column_that_holds_bytes_is_known_to_be_sealed() -> None:
    bytes_columns = {
        str(column) for table in metadata.tables.values() for column in table.c if isinstance(column.type, LargeBinary)
    }
    assert bytes_columns == {str(sealed.column) for sealed in SEALED} | {"seal_check.sealed"}


@pytest.mark.parametrize(
    "moved",
    [
        "UPDATE referral SET content = (SELECT content FROM referral WHERE reference = 'R-AAAAAA')",
        "UPDATE referral SET content = (SELECT facts FROM step)",
    ],
)
@pytest.mark.usefixtures("kept")
def test_a_sealed_value_that_was_moved_does_not_open(
    store: Store, url: str, make_referral: Callable[..., Referral], moved: str
) -> None:
    with store.begin() as work:
        work.referrals.add(make_referral("R-BBBBBB"))
        work.commit()
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        connection.execute(text(moved))
    engine.dispose()
    with store.begin() as work, pytest.raises(VaultError):
        work.referrals.get("R-BBBBBB")


def test_a_conversation_is_kept_replaced_and_dropped(store: Store, now: datetime) -> None:
    first = Conversation("referral new", "note", {"to": ("GTM",)}, more=True)
    second = Conversation("referral close", "outcome")
    with store.begin() as work:
        assert work.conversations.get(ACCOUNT) is None
        work.conversations.keep(ACCOUNT, first, now)
        assert work.conversations.get(ACCOUNT) == first
        work.conversations.keep(ACCOUNT, second, now)
        assert work.conversations.get(ACCOUNT) == second
        assert work.conversations.get(replace(ACCOUNT, user="@bea:example.org")) is None
        assert work.conversations.of(ACCOUNT, first.form) is None
        work.conversations.drop(ACCOUNT)
        assert work.conversations.get(ACCOUNT) is None


def test_forms_that_were_left_wait_beside_the_one_that_asks(store: Store, now: datetime) -> None:
    new, close = (Conversation(form, LEFT, {"to": ("GTM",)}) for form in ("referral new", "referral close"))
    asked, other = Conversation("referral answer", "note"), replace(ACCOUNT, user="@bea:example.org")
    with store.begin() as work:
        for one in (new, asked, close):
            work.conversations.keep(ACCOUNT, one, now)
        assert work.conversations.get(ACCOUNT) == asked
        assert work.conversations.of(ACCOUNT, new.form) == new
        assert work.conversations.of(other, new.form) is None
        work.conversations.keep(ACCOUNT, again := replace(new, asking="urgency"), now)
        assert work.conversations.get(ACCOUNT) == again
        assert work.conversations.of(ACCOUNT, asked.form) is None
        work.conversations.keep(ACCOUNT, new, now)
        assert work.conversations.get(ACCOUNT) is None
        work.conversations.drop_form(ACCOUNT, new.form)
        assert work.conversations.of(ACCOUNT, new.form) is None
        assert work.conversations.of(ACCOUNT, close.form) == close
        work.conversations.drop(ACCOUNT)
        assert work.conversations.of(ACCOUNT, close.form) is None


def test_what_was_moved_to_another_forms_row_is_no_draft_of_it(store: Store, url: str, now: datetime) -> None:
    with store.begin() as work:
        work.conversations.keep(ACCOUNT, Conversation("referral new", LEFT, {"to": ("GTM",)}), now)
        work.commit()
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE conversation SET form = 'referral close'"))
    engine.dispose()
    with store.begin() as work:
        assert work.conversations.of(ACCOUNT, "referral close") is None
