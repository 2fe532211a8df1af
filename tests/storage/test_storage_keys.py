import secrets
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

import pytest

from liaison_bot.chat import Account, Message
from liaison_bot.chat.conversations import Conversation
from liaison_bot.errors import VaultError
from liaison_bot.privacy.vault import Vault
from liaison_bot.records.referrals import Referral, Step
from liaison_bot.store import Store
from storage import open_store

ACCOUNT = Account("slack", "T1", "U1")
SPRING, AUTUMN = secrets.token_bytes(32), secrets.token_bytes(32)
OLD = Vault("spring", {"spring": SPRING})
BOTH = Vault("autumn", {"spring": SPRING, "autumn": AUTUMN})
NEW = Vault("autumn", {"autumn": AUTUMN})


@pytest.fixture
def vault() -> Vault:
    return OLD


@pytest.fixture
def sealed(
    store: Store, now: datetime, make_referral: Callable[..., Referral], make_step: Callable[..., Step]
) -> Referral:
    """250 referrals and one of everything else that is sealed, under the old key: 253 values."""
    store.check_keys()
    with store.begin() as work:
        for number in range(250):
            work.referrals.add(make_referral(f"R-{number:06}", content={"age": ("6-11",)}))
        work.referrals.add(make_referral("R-EMPTY0"))
        work.referrals.add_step(make_step("R-000000", 1, facts={"why": ("x",)}))
        work.referrals.add_step(make_step("R-000000", 2))
        work.inbox.first("slack", "Ev1", now)
        work.inbox.keep_answer("slack", "Ev1", Message(title="x"))
        work.inbox.first("slack", "Ev2", now)
        work.conversations.keep(ACCOUNT, Conversation("f", "a"), now)
        work.commit()
    return make_referral("R-000249", content={"age": ("6-11",)})


def test_a_new_database_notes_the_current_key(store: Store, url: str) -> None:
    store.check_keys()
    store.check_keys()
    with (
        closing(open_store(url, Vault("other", {"other": AUTUMN}))) as stranger,
        pytest.raises(VaultError, match="“spring”, which is not in the key ring"),
    ):
        stranger.check_keys()
    store.check_keys()


def test_a_key_of_the_right_name_but_another_is_found_out(store: Store, url: str) -> None:
    store.check_keys()
    with (
        closing(open_store(url, Vault("spring", {"spring": AUTUMN}))) as wrong,
        pytest.raises(VaultError, match="is not the key “spring”"),
    ):
        wrong.check_keys()


def test_a_failed_check_notes_nothing(store: Store, url: str) -> None:
    store.check_keys()
    with closing(open_store(url, NEW)) as without, pytest.raises(VaultError):
        without.check_keys()
    store.check_keys()  # would ask for “autumn” if that had been noted


def test_a_new_current_key_is_noted_beside_the_old_one(store: Store, url: str) -> None:
    store.check_keys()
    with closing(open_store(url, BOTH)) as rotated:
        rotated.check_keys()
    with pytest.raises(VaultError, match="“autumn”"):
        store.check_keys()


def test_resealing_moves_everything_to_the_current_key_and_forgets_the_other(
    url: str, now: datetime, sealed: Referral, make_step: Callable[..., Step]
) -> None:
    told: list[tuple[int, int]] = []
    with closing(open_store(url, BOTH)) as rotated:
        with rotated.begin() as work:
            work.inbox.first("slack", "Ev3", now)
            work.inbox.keep_answer("slack", "Ev3", Message(title="sealed with the new one already"))
            work.commit()
        assert rotated.reseal(lambda done, total: told.append((done, total))) == 253
        assert rotated.reseal(lambda *_: None) == 0
    assert told[-1] == (254, 254)
    assert told == sorted(told)
    with closing(open_store(url, NEW)) as renewed:
        renewed.check_keys()
        with renewed.begin() as work:
            assert work.referrals.get("R-000249") == sealed
            assert work.referrals.steps("R-000000")[0] == make_step("R-000000", 1, facts={"why": ("x",)})
            assert work.inbox.answer("slack", "Ev1") == Message(title="x")
            assert work.conversations.get(ACCOUNT) == Conversation("f", "a")


@pytest.mark.usefixtures("sealed")
def test_resealing_without_the_old_key_changes_nothing(store: Store, url: str) -> None:
    with closing(open_store(url, NEW)) as without, pytest.raises(VaultError, match="“spring”"):
        without.reseal(lambda *_: None)
    store.check_keys()
    with store.begin() as work:
        assert work.referrals.get("R-000000") is not None
