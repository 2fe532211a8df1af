"""What age ends, on both databases: found, announced, erased, and gone from their files too."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from liaison_bot.chat import Account
from liaison_bot.chat.conversations import LEFT, Conversation
from liaison_bot.privacy.vault import Vault
from liaison_bot.records.chases import Chase, Hand, Snooze
from liaison_bot.records.referrals import Referral, State, Step
from liaison_bot.records.retention import NOTICE, Kept, last_run
from liaison_bot.store import Store
from storage import migrate, open_store

DAY = timedelta(days=1)
MakeReferral = Callable[..., Referral]
MakeStep = Callable[..., Step]


def keep(store: Store, *referrals: Referral) -> None:
    with store.begin() as work:
        for referral in referrals:
            work.referrals.add(referral)
        work.commit()


def get(store: Store, reference: str) -> Referral | None:
    with store.begin(read_only=True) as work:
        return work.referrals.get(reference)


def erase(store: Store, kind: Kept, reference: str, now: datetime) -> None:
    with store.begin() as work:
        work.retention.erase(kind, [reference], now)
        work.commit()


def test_what_is_old_is_announced_once_and_only_that(store: Store, make_referral: MakeReferral, now: datetime) -> None:
    run = last_run(now)
    told = {"content": {"note": ("x",)}}
    keep(
        store,
        make_referral("R-AAAAA1", state=State.CLOSED, since=run - 8 * DAY, **told),
        make_referral("R-AAAAA2", state=State.REJECTED, since=run - 9 * DAY, **told),
        make_referral("R-AAAAA3", state=State.WITHDRAWN, since=run - 7 * DAY),
        make_referral("R-AAAAA4", state=State.SENT, since=run - 99 * DAY),
        make_referral("R-AAAAA5", state=State.DRAFT, since=run - 99 * DAY),
        make_referral("R-AAAAA6", state=State.CLOSED, since=run - 99 * DAY, from_desk="MEX"),
    )
    with store.begin() as work:
        assert work.retention.announce(Kept.CONTENTS, "HND", run - 8 * DAY, run) == 2
        assert work.retention.announce(Kept.CONTENTS, "HND", run - 8 * DAY, run + DAY) == 0
        assert work.retention.announce(Kept.DRAFT, "HND", run - 8 * DAY, run) == 1
        work.commit()
    with store.begin() as work:
        found, count = work.retention.announced(Kept.CONTENTS, "HND", run, 1)
        assert ([one.reference for one in found], count) == (["R-AAAAA2"], 2)
        assert work.retention.announced(Kept.CONTENTS, "HND", run + DAY, 1) == ((), 0)
        assert work.retention.due(Kept.CONTENTS, "HND", run, run - NOTICE, 9) == (), "it was told too lately"
        assert work.retention.due(Kept.CONTENTS, "HND", run, run, 9) == ("R-AAAAA2", "R-AAAAA1")
        assert work.retention.due(Kept.CONTENTS, "HND", run, run, 1) == ("R-AAAAA2",)
        assert work.retention.due(Kept.DRAFT, "HND", run, run, 9) == ("R-AAAAA5",)
        assert work.retention.due(Kept.SKELETON, "HND", run, run, 9) == (), "what has contents has its skeleton"


def test_the_contents_go_and_the_skeleton_says_when(
    store: Store, make_referral: MakeReferral, make_step: MakeStep, now: datetime
) -> None:
    keep(store, make_referral("R-AAAAA1", state=State.CLOSED, content={"note": ("x",)}))
    with store.begin() as work:
        work.referrals.add_step(make_step("R-AAAAA1", 1, facts={"note": ("y",)}))
        work.conversations.keep(Account("slack", "T", "U"), Conversation("referral close R-AAAAA1", LEFT, {}), now)
        work.conversations.keep(Account("slack", "T", "U"), Conversation("referral new", LEFT, {}), now)
        work.commit()
    erase(store, Kept.CONTENTS, "R-AAAAA1", now)
    with store.begin() as work:
        found = work.referrals.get("R-AAAAA1")
        assert found
        assert (found.content, found.erased, found.state, found.version) == ({}, now, State.CLOSED, 0)
        assert work.referrals.steps("R-AAAAA1") == (make_step("R-AAAAA1", 1),)
        assert work.conversations.of(Account("slack", "T", "U"), "referral close R-AAAAA1") is None
        assert work.conversations.of(Account("slack", "T", "U"), "referral new")
        assert work.retention.due(Kept.CONTENTS, "HND", now, now, 9) == ()
        assert work.retention.due(Kept.SKELETON, "HND", now, now, 9) == ("R-AAAAA1",)


def test_what_is_erased_whole_leaves_nothing_that_points_at_it(
    store: Store, make_referral: MakeReferral, make_step: MakeStep, now: datetime
) -> None:
    keep(store, make_referral("R-AAAAA1", state=State.WITHDRAWN), make_referral("R-AAAAA2", follows="R-AAAAA1"))
    with store.begin() as work:
        work.referrals.add_step(make_step("R-AAAAA1", 1, facts={"note": ("y",)}))
        work.chases.keep(
            Chase(reference="R-AAAAA1", hand=Hand.REFERRAL, desk="GTM", urgency="urgent", since=now, due=now, next=now)
        )
        work.chases.snooze(Snooze(reference="R-AAAAA1", person=1, since=now, until=now))
        work.commit()
    erase(store, Kept.SKELETON, "R-AAAAA1", now)
    with store.begin() as work:
        assert work.referrals.get("R-AAAAA1") is None
        assert work.referrals.steps("R-AAAAA1") == ()
        assert work.chases.due(now, 9) == ()
        follower = work.referrals.get("R-AAAAA2")
        assert follower
        assert follower.follows is None


def test_the_days_run_and_what_lingers_are_noted(store: Store, make_referral: MakeReferral, now: datetime) -> None:
    keep(store, make_referral("R-AAAAA1", state=State.CLOSED))
    with store.begin() as work:
        assert (work.retention.finished(), work.retention.lingers()) == (None, None)
        work.retention.finish(last_run(now))
        work.retention.erase(Kept.CONTENTS, [], now)
        work.commit()
    with store.begin() as work:
        assert (work.retention.finished(), work.retention.lingers()) == (last_run(now), None)
    erase(store, Kept.CONTENTS, "R-AAAAA1", now)
    with store.begin() as work:
        assert work.retention.lingers() == now
    assert store.purge()
    with store.begin() as work:
        assert work.retention.lingers() is None


def test_a_purge_that_meets_somebody_waits_for_another_time(
    url: str, store: Store, make_referral: MakeReferral, now: datetime
) -> None:
    keep(store, make_referral("R-AAAAA1", state=State.CLOSED))
    erase(store, Kept.CONTENTS, "R-AAAAA1", now)
    with somebody_else(url):
        assert not store.purge()
    with store.begin() as work:
        assert work.retention.lingers() == now
    assert store.purge()


@contextmanager
def somebody_else(url: str) -> Iterator[None]:
    """Another program that reads the database in a transaction of its own."""
    with closing(opened(url)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM referral").fetchall()
        yield


def opened(url: str) -> Any:
    """The database, by its driver."""
    if url.startswith("sqlite"):
        return sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    return psycopg.connect(url, autocommit=True)


# In the files


def sealed(url: str) -> list[bytes]:
    """Every sealed value of a referral and its steps, by its end, which is like no other's."""
    questions = ("SELECT content FROM referral", "SELECT facts FROM step")
    with closing(opened(url)) as connection:
        return [bytes(value)[-24:] for question in questions for (value,) in connection.execute(question) if value]


def on_disk(url: str) -> bytes:
    """What lies on the disk: SQLite's file and its log; PostgreSQL's tables, once its buffers are written."""
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with closing(opened(url)) as connection:
        connection.execute("CHECKPOINT")
        (folder,) = connection.execute("SHOW data_directory").fetchone()
        (number,) = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
    return b"".join(file.read_bytes() for file in (Path(folder) / "base" / str(number)).iterdir())


def test_what_was_erased_is_in_no_file_of_the_database(
    url: str,
    store: Store,
    make_referral: MakeReferral,
    make_step: MakeStep,
    now: datetime,
) -> None:
    """Rows of many lengths, changed and erased in between, so that pages split and rows move on."""
    with store.begin() as work:
        for number in range(300):
            reference = f"R-{number * 7919 % 1000:06}"
            work.referrals.add(
                make_referral(reference, state=State.CLOSED, content={"note": ("x" * (number * 37 % 400),)})
            )
            for step in range(number % 4):
                work.referrals.add_step(make_step(reference, step, facts={"note": ("y" * (number * 53 % 200),)}))
        work.commit()
    before = sealed(url)
    with closing(opened(url)) as connection:
        connection.execute("ANALYZE")  # as each does by itself now and then: what it samples is in the files too
    for number in range(0, 300, 2):
        erase(store, Kept.CONTENTS, f"R-{number * 7919 % 1000:06}", now)
    left = sealed(url)
    gone = set(before) - set(left)
    assert len(gone) > 200
    before_purge = on_disk(url)
    assert any(value in before_purge for value in gone), "it is looked for in the right place"
    assert store.purge()
    after = on_disk(url)
    assert not [value for value in gone if value in after]
    assert all(value in after for value in left)
    assert get(store, f"R-{7919 % 1000:06}") is not None


def test_an_upgrade_finds_nothing_announced_and_the_way_back_keeps_what_is_left(
    empty_url: str, vault: Vault, now: datetime
) -> None:
    migrate(empty_url)
    for revision in ("0005", "head"):
        migrate(empty_url, revision)
    with closing(open_store(empty_url, vault)) as store, store.begin() as work:
        assert work.retention.finished() is None
        assert work.retention.lingers() is None
        work.retention.finish(now)
        work.commit()


def test_nothing_of_a_purge_is_in_the_way_of_what_comes_after(
    store: Store, make_referral: MakeReferral, now: datetime
) -> None:
    for number in range(3):
        keep(store, make_referral(f"R-AAAAA{number}", state=State.CLOSED, content={"note": (json.dumps(number),)}))
        erase(store, Kept.CONTENTS, f"R-AAAAA{number}", now + number * DAY)
        assert store.purge()
        assert get(store, f"R-AAAAA{number}")
