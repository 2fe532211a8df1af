import itertools
import random
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL
from sqlalchemy.dialects import sqlite

from liaison_bot.records.referrals import Box, Referral, State
from liaison_bot.store import Store
from storage.boxes import page_of
from storage.engine import connect

Making = Callable[..., Referral]
HOUR = timedelta(hours=1)
ENDED = {State.CLOSED, State.REJECTED, State.WITHDRAWN}


def keep(store: Store, referrals: Iterable[Referral]) -> None:
    with store.begin() as work:
        for referral in referrals:
            work.referrals.add(referral)
        work.commit()


def page(store: Store, box: Box, now: datetime, *, desk: str = "HND", skip: int = 0, most: int = 10) -> list[str]:
    with store.begin() as work:
        return [found.reference for found in work.referrals.page(box, desk, now, skip=skip, most=most)]


def test_waiting_is_by_due_date_and_those_without_one_come_last(
    store: Store, now: datetime, make_referral: Making
) -> None:
    keep(
        store,
        [
            make_referral("R-000001", turn="HND", due=now + 3 * HOUR),
            make_referral("R-000002", turn="HND"),
            make_referral("R-000003", turn="GTM", due=now, file_turn="HND", file_due=now + 2 * HOUR),
            make_referral("R-000004", turn="HND", due=now + 5 * HOUR, file_turn="HND", file_due=now + HOUR),
            make_referral("R-000005", turn="HND", due=now - HOUR, state=State.WITHDRAWN),
            make_referral("R-000006", turn="GTM", due=now - HOUR),
            make_referral("R-000007", file_turn="HND"),
        ],
    )
    expected = ["R-000005", "R-000004", "R-000003", "R-000001", "R-000002", "R-000007"]
    assert page(store, Box.WAITING, now) == expected
    assert page(store, Box.WAITING, now, skip=1, most=2) == expected[1:3]
    assert page(store, Box.WAITING, now, skip=5, most=2) == expected[5:]
    assert page(store, Box.WAITING, now, skip=6, most=2) == []


def test_sent_and_received_show_what_is_open_newest_change_first(
    store: Store, now: datetime, make_referral: Making
) -> None:
    there = itertools.count()
    keep(
        store,
        [
            make_referral(
                f"R-{desks}-{state}",
                from_desk=desks[:3],
                to_desk=desks[3:],
                state=state,
                since=now + next(there) * HOUR,
            )
            for desks in ("HNDGTM", "GTMHND", "GTMMEX")
            for state in State
        ],
    )
    opened = [state for state in State if state not in ENDED | {State.CANCELLED}]
    assert page(store, Box.SENT, now, most=20) == [f"R-HNDGTM-{state}" for state in reversed(opened)]
    assert page(store, Box.RECEIVED, now, most=20) == [
        f"R-GTMHND-{state}" for state in reversed(opened) if state is not State.DRAFT
    ]
    ended = [f"R-GTMHND-{state}" for state in State if state in ENDED]
    own = [f"R-HNDGTM-{state}" for state in State if state in ENDED | {State.CANCELLED}]
    assert page(store, Box.CLOSED, now, most=20) == [*reversed(ended), *reversed(own)]


def test_overdue_is_what_is_late_by_either_clock_longest_first(
    store: Store, now: datetime, make_referral: Making
) -> None:
    keep(
        store,
        [
            make_referral("R-000001", turn="GTM", due=now - HOUR),
            make_referral("R-000002", from_desk="GTM", to_desk="HND", turn="HND", due=now - 3 * HOUR),
            make_referral("R-000003", due=now + HOUR, file_turn="GTM", file_due=now - 2 * HOUR),
            make_referral("R-000004", due=now - HOUR, file_turn="GTM", file_due=now - 4 * HOUR),
            make_referral("R-000005", due=now),
            make_referral("R-000006", from_desk="GTM", to_desk="MEX", due=now - HOUR),
            make_referral("R-000007", from_desk="GTM", to_desk="HND", state=State.DRAFT, due=now - HOUR),
            make_referral("R-000008", from_desk="GTM", to_desk="HND", state=State.WITHDRAWN, due=now - 9 * HOUR),
        ],
    )
    assert page(store, Box.OVERDUE, now) == ["R-000008", "R-000004", "R-000002", "R-000003", "R-000001"]


def test_a_page_holds_whole_referrals(store: Store, now: datetime, make_referral: Making) -> None:
    told = make_referral("R-000001", turn="HND", content={"age": ("6-11",)})
    keep(store, [told])
    with store.begin() as work:
        assert work.referrals.page(Box.WAITING, "HND", now, skip=0, most=1) == (told,)


def in_box(box: Box, referral: Referral, now: datetime) -> Any:
    """Where a referral stands in Honduras's list, by the port's words alone; None: it is not in it."""
    sent, received, state = referral.from_desk == "HND", referral.to_desk == "HND", referral.state
    latest = datetime.max.replace(tzinfo=now.tzinfo)
    since = -referral.since.timestamp()
    match box:
        case Box.WAITING:
            places = [(referral.turn, referral.due), (referral.file_turn, referral.file_due)]
            mine = [until or latest for whose, until in places if whose == "HND"]
            return min(mine) if mine else None
        case Box.SENT:
            return since if sent and state not in ENDED | {State.CANCELLED} else None
        case Box.RECEIVED:
            hidden = ENDED | {State.CANCELLED, State.DRAFT}
            return since if received and state not in hidden else None
        case Box.OVERDUE:
            late = [until for until in (referral.due, referral.file_due) if until and until < now]
            seen = sent or (received and state not in {State.DRAFT, State.CANCELLED})
            return min(late) if late and seen else None
        case Box.CLOSED:
            return since if (sent and state in ENDED | {State.CANCELLED}) or (received and state in ENDED) else None


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), most=st.integers(1, 7))
def test_pages_put_together_are_the_whole_list(
    store: Store, now: datetime, make_referral: Making, seed: int, most: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    pairs = [("HND", "GTM"), ("GTM", "HND"), ("GTM", "MEX")]

    def moment() -> datetime | None:
        return chance.choice([None, now + chance.randrange(-5, 5) * HOUR])

    referrals = []
    for number in range(30):
        sender, receiver = chance.choice(pairs)
        referrals.append(
            make_referral(
                f"R-{number:06}",
                from_desk=sender,
                to_desk=receiver,
                state=chance.choice(list(State)),
                since=now + chance.randrange(4) * HOUR,
                turn=chance.choice([None, sender, receiver]),
                due=moment(),
                file_turn=chance.choice([None, sender, receiver]),
                file_due=moment(),
            )
        )
    with store.begin() as work:
        for referral in referrals:
            work.referrals.add(referral)
        for box in Box:
            found: list[Referral] = []
            while more := work.referrals.page(box, "HND", now, skip=len(found), most=most):
                found += more
            places = {one.reference: place for one in referrals if (place := in_box(box, one, now)) is not None}
            assert sorted(one.reference for one in found) == sorted(places)
            order = [places[one.reference] for one in found]
            assert order == sorted(order)


MANY = 20_000


_COLUMNS = (
    "reference, from_desk, to_desk, urgency, service, state, since, opened, opened_by, turn, due, file, file_turn,"
    " file_due, version, shelf"
)


@pytest.mark.parametrize("box", Box)
def test_no_list_is_read_whole_in_sqlite(sqlite_url: str, box: Box) -> None:
    text = page_of(box).on(sqlite.dialect()).text
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", (1,) * text.count("?"))]
    connection.close()
    reading = [step for step in plan if " referral " in step]
    assert len(reading) > 1
    assert all(step.startswith("SEARCH referral USING") for step in reading), plan
    # sorting happens above the branches alone: in none of them is there a step between the search and the scan of it
    branches = [at for at, step in enumerate(plan) if step.startswith("SEARCH referral USING COVERING")]
    assert not any(plan[at + 1].startswith("USE TEMP B-TREE") for at in branches), plan


@pytest.mark.parametrize("box", Box)
def test_no_list_is_read_whole_in_postgresql(postgresql_url: str, now: datetime, box: Box) -> None:
    values = {"whose": "HND", "now": now, "skip": 20, "most": 10, "reach": 30}
    with psycopg.connect(postgresql_url) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO desk VALUES ('HND','country','UTC','es','',true,false), "
            "('GTM','country','UTC','es','',true,false)"
        )
        cursor.execute("INSERT INTO person VALUES (1, 'HND', 'Ana', 'es', 'UTC')")
        cursor.execute(
            f"INSERT INTO referral ({_COLUMNS}) "  # noqa: S608 - columns from above
            "SELECT 'R-' || n, d[1 + n %% 2], d[2 - n %% 2], 'u', 's', 'sent', t, t, 1, d[1 + n %% 2], t,"
            " 'none', d[1 + n %% 2], t, 0, (ARRAY['open','ended','draft','cancelled'])[1 + n / 7 %% 4]"
            " FROM generate_series(1, %s) n, LATERAL (SELECT %s - n * interval '1 hour' AS t) s,"
            " LATERAL (SELECT ARRAY['HND','GTM'] AS d) e",
            (MANY, now),
        )
        cursor.execute("ANALYZE")
        statement = page_of(box).on(connect(URL.create("postgresql+psycopg")).dialect)
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF) {statement.text}".encode(), statement.bind(values))
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on referral" not in plan, plan
    assert "Bitmap" not in plan, plan
