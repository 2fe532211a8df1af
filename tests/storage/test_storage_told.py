"""Where the chats tell of what, and what is to be taken back: on both databases."""

from datetime import datetime, timedelta

from liaison_bot.chat import Account, Message, Telling, Where
from liaison_bot.records.told import Recall
from liaison_bot.store import Store

ANA, LUIS = Account("slack", "T1", "ana"), Account("matrix", "mx.test", "@luis:mx.test")
ROOM = Where("slack", "C1")
DAY = timedelta(days=1)


def note(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.told.note("R-4K7M2Q", ANA, now)
        work.told.note("R-4K7M2Q", LUIS, now + DAY)
        work.told.note("R-7N4D2E", ROOM, now)
        work.commit()


def recalled(store: Store, now: datetime) -> tuple[Recall, ...]:
    with store.begin(read_only=True) as work:
        return tuple(recall for platform in ("matrix", "slack") for recall in work.told.due(platform, now, 100))


def test_a_place_is_noted_once_from_the_first_time_on(store: Store, now: datetime) -> None:
    note(store, now)
    note(store, now + 3 * DAY)
    with store.begin() as work:
        assert work.told.known("R-4K7M2Q", ANA)
        assert not work.told.known("R-4K7M2Q", ROOM)
        assert not work.told.known("R-000000", ANA)
        work.told.recall(["R-4K7M2Q"], now + 4 * DAY, now + 4 * DAY)
        work.commit()
    found = {recall.place: recall.telling for recall in recalled(store, now + 4 * DAY)}
    assert found == {
        ANA: Telling("R-4K7M2Q", now, now + 4 * DAY),
        LUIS: Telling("R-4K7M2Q", now + DAY, now + 4 * DAY),
    }


def test_what_is_recalled_is_known_no_more_and_what_is_told_later_is_known_anew(store: Store, now: datetime) -> None:
    note(store, now)
    with store.begin() as work:
        work.told.recall(["R-4K7M2Q"], now + DAY, now + 2 * DAY)
        work.told.note("R-4K7M2Q", ANA, now + DAY)
        work.commit()
    with store.begin() as work:
        assert work.told.known("R-4K7M2Q", ANA)
        assert not work.told.known("R-4K7M2Q", LUIS)
        assert work.told.known("R-7N4D2E", ROOM), "another is another"
        assert work.told.overdue(now + DAY) == {}
        assert work.told.overdue(now + 2 * DAY) == {"matrix": (1, now + 2 * DAY), "slack": (1, now + 2 * DAY)}
        work.told.recall(["R-4K7M2Q"], now + 3 * DAY, now + 3 * DAY)
        work.commit()
    found = recalled(store, now + 3 * DAY)
    assert sorted(recall.telling.since for recall in found) == [now, now + DAY, now + DAY]
    assert found[-1].telling.since == now + DAY, "the longest due first"


def test_nothing_is_due_before_its_time_nor_once_it_is_done(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.told.recall_one(Telling("form:abc", now, now + DAY), ANA, now + DAY)
        work.told.recall_one(Telling("form:def", now, now + DAY), ROOM, now + 2 * DAY)
        work.commit()
    assert recalled(store, now + DAY - timedelta(microseconds=1)) == ()
    (first,) = recalled(store, now + DAY)
    assert (first.place, first.attempts, first.first_due) == (ANA, 0, now + DAY)
    with store.begin() as work:
        work.told.put_off(first.id, now + 3 * DAY, failed=True)
        work.commit()
    (second,) = recalled(store, now + 2 * DAY)
    assert second.place == ROOM
    with store.begin() as work:
        work.told.drop(second.id)
        work.commit()
    (again,) = recalled(store, now + 3 * DAY)
    assert (again.id, again.attempts, again.first_due) == (first.id, 1, now + DAY)
    with store.begin(read_only=True) as work:
        assert work.told.overdue(now + 3 * DAY) == {"slack": (1, now + DAY)}


def test_waiting_when_the_platform_says_so_is_no_failed_try(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.told.recall_one(Telling("form:abc", now, now), ANA, now)
        work.commit()
    (first,) = recalled(store, now)
    with store.begin() as work:
        work.told.put_off(first.id, now + DAY, failed=False)
        work.commit()
    assert recalled(store, now) == ()
    assert [recall.attempts for recall in recalled(store, now + DAY)] == [0]


def test_what_goes_by_itself_one_day_goes_with_what_is_erased_there(store: Store, now: datetime) -> None:
    note(store, now)
    with store.begin() as work:
        work.told.recall_one(Telling("form:abc", now, now + 7 * DAY), ANA, now + 7 * DAY)
        work.told.recall_one(Telling("form:def", now, now + 7 * DAY), ROOM, now + 7 * DAY)
        for about in ("form:abc", "form:def"):
            work.inbox.first("slack", about, now)
            work.inbox.keep_answer("slack", about, Message(title="hola", about=about), about)
        work.told.recall(["R-4K7M2Q"], now + DAY, now + DAY)
        work.commit()
    assert {recall.telling.about for recall in recalled(store, now + DAY)} == {"R-4K7M2Q", "form:abc"}
    with store.begin(read_only=True) as work:
        assert work.inbox.answer("slack", "form:abc") is None
        assert work.inbox.answer("slack", "form:def") is not None


def test_no_more_are_given_than_were_asked_for(store: Store, now: datetime) -> None:
    with store.begin() as work:
        for number in range(5):
            work.told.recall_one(Telling(f"form:{number}", now, now), ANA, now + number * DAY)
        work.commit()
    with store.begin(read_only=True) as work:
        assert [recall.telling.about for recall in work.told.due("slack", now + 9 * DAY, 2)] == ["form:0", "form:1"]


def test_notes_of_what_there_is_no_more_are_dropped(store: Store, now: datetime) -> None:
    note(store, now)
    with store.begin() as work:
        assert work.told.forget() == 3
        work.commit()
    with store.begin(read_only=True) as work:
        assert not work.told.known("R-7N4D2E", ROOM)


def test_an_answer_goes_with_what_it_tells_of_and_its_event_stays_known(store: Store, now: datetime) -> None:
    with store.begin() as work:
        for number, about in enumerate(("R-4K7M2Q", "R-7N4D2E", "")):
            work.inbox.first("slack", f"event-{number}", now)
            work.inbox.keep_answer("slack", f"event-{number}", Message(title="hola", about=about), about)
        work.inbox.forget_answers(["R-4K7M2Q"])
        work.commit()
    with store.begin() as work:
        assert work.inbox.answer("slack", "event-0") is None
        assert not work.inbox.first("slack", "event-0", now)
        assert [work.inbox.answer("slack", f"event-{number}") for number in (1, 2)] == [
            Message(title="hola", about="R-7N4D2E"),
            Message(title="hola"),
        ]
