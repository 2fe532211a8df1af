"""How regularly somebody looked at what is due, and what the operator's room was told: one row, on both databases."""

from datetime import datetime, timedelta

from liaison_bot.records.beats import Lateness
from liaison_bot.store import Store


def test_nothing_is_known_at_first(store: Store) -> None:
    with store.begin(read_only=True) as work:
        assert (work.beats.last(), work.beats.lateness(), work.beats.told()) == (None, None, None)


def test_the_last_of_each_is_kept_and_none_changes_another(store: Store, now: datetime) -> None:
    late = Lateness(now, now + timedelta(hours=2), 7)
    with store.begin() as work:
        work.beats.note(now)
        work.beats.note_late(Lateness(now - timedelta(days=1), now, 3))
        work.beats.note_late(late)
        work.beats.tell(now + timedelta(hours=3))
        work.beats.note(now + timedelta(hours=2))
        work.commit()
    with store.begin(read_only=True) as work:
        assert work.beats.last() == now + timedelta(hours=2)
        assert work.beats.lateness() == late
        assert work.beats.told() == now + timedelta(hours=3)
