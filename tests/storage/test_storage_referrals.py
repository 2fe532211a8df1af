from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_bot.records.network import Person
from liaison_bot.records.referrals import Clock, FileState, Referral, State, Step
from liaison_bot.store import ReferenceTaken, Stale, Store

Making = Callable[..., Referral]


def test_a_reference_in_use_is_refused_and_the_unit_of_work_goes_on(store: Store, make_referral: Making) -> None:
    with store.begin() as work:
        work.referrals.add(make_referral("R-AAAAAA", service="shelter"))
        with pytest.raises(ReferenceTaken):
            work.referrals.add(make_referral("R-AAAAAA"))
        work.referrals.add(make_referral("R-BBBBBB"))
        work.commit()
    with store.begin() as work:
        assert work.referrals.get("R-AAAAAA") == make_referral("R-AAAAAA", service="shelter")
        assert work.referrals.get("R-BBBBBB") is not None
        assert work.referrals.get("R-CCCCCC") is None


def test_what_was_saved_on_an_older_version_is_stale(store: Store, make_referral: Making) -> None:
    first = make_referral("R-AAAAAA")
    with store.begin() as work:
        work.referrals.add(first)
        work.referrals.save(replace(first, version=1, state=State.ACKNOWLEDGED))
        with pytest.raises(Stale):
            work.referrals.save(replace(first, version=1, state=State.WITHDRAWN))
        with pytest.raises(Stale):
            work.referrals.save(replace(first, version=3))
        kept = work.referrals.get("R-AAAAAA")
    assert kept is not None
    assert (kept.version, kept.state) == (1, State.ACKNOWLEDGED)


def test_a_referral_that_is_not_there_cannot_be_saved(store: Store, make_referral: Making) -> None:
    with store.begin() as work, pytest.raises(Stale):
        work.referrals.save(make_referral("R-AAAAAA", version=1))


def test_two_who_change_the_same_referral_at_once_follow_one_another(store: Store, make_referral: Making) -> None:
    with store.begin() as work:
        work.referrals.add(make_referral("R-AAAAAA"))
        work.commit()

    def change(_: int) -> int:
        with store.begin() as work:
            kept = work.referrals.get("R-AAAAAA", for_change=True)
            assert kept is not None
            work.referrals.save(replace(kept, version=kept.version + 1))
            work.commit()
            return kept.version

    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(change, range(24)))
    assert sorted(seen) == list(range(24))


def test_content_can_be_erased(store: Store, make_referral: Making) -> None:
    first = make_referral("R-AAAAAA", content={"age": ("6-11",)})
    with store.begin() as work:
        work.referrals.add(first)
        work.referrals.save(replace(first, version=1, content={}))
        kept = work.referrals.get("R-AAAAAA")
    assert kept is not None
    assert kept.content == {}


def test_steps_come_back_in_order_and_one_by_one(
    store: Store, make_referral: Making, make_step: Callable[..., Step]
) -> None:
    steps = [make_step("R-AAAAAA", number, facts={"why": ("x", "y")} if number == 2 else {}) for number in (1, 2, 3)]
    with store.begin() as work:
        work.referrals.add(make_referral("R-AAAAAA"))
        work.referrals.add(make_referral("R-BBBBBB"))
        for step in reversed(steps):
            work.referrals.add_step(step)
        work.commit()
    with store.begin() as work:
        assert work.referrals.steps("R-AAAAAA") == tuple(steps)
        assert work.referrals.step("R-AAAAAA", 2) == steps[1]
        assert work.referrals.step("R-AAAAAA", 4) is None
        assert work.referrals.steps("R-BBBBBB") == ()


def test_a_step_needs_its_referral_and_a_referral_its_desks(
    store: Store, make_referral: Making, make_step: Callable[..., Step]
) -> None:
    with store.begin() as work:
        work.referrals.add_step(make_step("R-ZZZZZZ", 1))
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            work.commit()
    with store.begin() as work, pytest.raises(Exception, match=r"(?i)foreign key"):
        work.referrals.add(make_referral("R-AAAAAA", to_desk="nowhere"))


MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis asks for naive bounds
CODES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
FACTS = st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=30), max_size=3).map(tuple), max_size=4)
DESKS = st.sampled_from(["HND", "GTM", "MEX"])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


REFERRALS = st.fixed_dictionaries(
    {
        "from_desk": DESKS,
        "to_desk": DESKS,
        "urgency": CODES,
        "service": CODES,
        "state": st.sampled_from(State),
        "since": MOMENTS,
        "opened": MOMENTS,
        "sent": maybe(MOMENTS),
        "follows": maybe(CODES),
        "turn": maybe(DESKS),
        "clock": maybe(st.sampled_from(Clock)),
        "due": maybe(MOMENTS),
        "decide_by": maybe(MOMENTS),
        "decision_left": maybe(st.timedeltas(timedelta(days=-400), timedelta(days=400))),
        "file": st.sampled_from(FileState),
        "file_turn": maybe(DESKS),
        "file_due": maybe(MOMENTS),
        "version": st.integers(0, 10_000),
        "content": FACTS,
    }
)
STEPS = st.fixed_dictionaries(
    {
        "number": st.integers(0, 10_000),
        "at": MOMENTS,
        "desk": DESKS,
        "did": CODES,
        "before": st.sampled_from(State),
        "after": st.sampled_from(State),
        "facts": FACTS,
    }
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example undoes what it did
)
@given(told=REFERRALS, changed=REFERRALS, step=STEPS, as_sender=st.booleans())
def test_whatever_a_referral_and_its_steps_hold_comes_back_as_it_was(
    store: Store, ana: Person, told: dict[str, Any], changed: dict[str, Any], step: dict[str, Any], *, as_sender: bool
) -> None:
    sent_by = ana.id if as_sender else None
    first = Referral(reference="R-AAAAAA", opened_by=ana.id, sent_by=sent_by, received_by=sent_by, **told)
    never = {"from_desk": first.from_desk, "to_desk": first.to_desk, "opened": first.opened}
    second = replace(first, **{**changed, **never, "version": first.version + 1})
    entry = Step(reference="R-AAAAAA", person=ana.id, **step)
    with store.begin() as work:
        work.referrals.add(first)
        assert work.referrals.get("R-AAAAAA") == first
        work.referrals.save(second)
        assert work.referrals.get("R-AAAAAA", for_change=True) == second
        work.referrals.add_step(entry)
        assert work.referrals.steps("R-AAAAAA") == (entry,)
