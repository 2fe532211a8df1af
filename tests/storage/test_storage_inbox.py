from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from liaison_bot.chat import Button, Fact, Field, FieldKind, Form, FormErrors, Message, Option, Reply, ShownForm
from liaison_bot.records.audit import START, AuditEntry, chain
from liaison_bot.store import Store


def test_an_event_is_first_once_and_per_platform(store: Store, now: datetime) -> None:
    with store.begin() as work:
        assert work.inbox.first("slack", "Ev1", now)
        assert not work.inbox.first("slack", "Ev1", now)
        assert work.inbox.first("matrix", "Ev1", now)


def test_a_hundred_events_at_once_half_of_them_repeated_are_each_handled_once(store: Store, now: datetime) -> None:
    def handle(number: int) -> bool:
        event = f"Ev{number % 50}"
        with store.begin() as work:
            if not work.inbox.first("slack", event, now):
                assert work.inbox.answer("slack", event) == Message(title=event)
                return False
            work.audit.append(AuditEntry(at=now, person=None, desk="", roles="", command=event))
            work.inbox.keep_answer("slack", event, Message(title=event))
            work.commit()
            return True

    with ThreadPoolExecutor(16) as threads:
        handled = list(threads.map(handle, range(100)))
    assert sum(handled) == 50
    with store.begin() as work:
        trail = list(work.audit.entries())
    assert Counter(entry.entry.command for entry in trail) == {f"Ev{number}": 1 for number in range(50)}
    last = START
    for number, entry in enumerate(trail, start=1):
        assert (entry.number, entry.hash) == (number, chain(last, number, entry.entry))
        last = entry.hash


def test_every_kind_of_answer_comes_back_as_it_was(store: Store, now: datetime) -> None:
    form = Form(
        "referral new",
        "Nueva",
        "Enviar",
        (Field(name="to", kind=FieldKind.CHOICE, label="A", options=(Option("GTM", "Guatemala"),)),),
    )
    replies: dict[str, Reply] = {
        "message": Message(
            title="Hecho", facts=(Fact("Estado", "aceptada"),), buttons=(Button("Ver", "referral show"),)
        ),
        "form": ShownForm(form),
        "errors": FormErrors("referral new", {"to": "Elija una"}),
        "nothing": None,
    }
    with store.begin() as work:
        for event, reply in replies.items():
            work.inbox.first("matrix", event, now)
            work.inbox.keep_answer("matrix", event, reply)
        work.commit()
    with store.begin() as work:
        for event, reply in replies.items():
            assert work.inbox.answer("matrix", event) == reply


def test_an_event_without_an_answer_yet_has_none(store: Store, now: datetime) -> None:
    with store.begin() as work:
        work.inbox.first("slack", "Ev1", now)
        assert work.inbox.answer("slack", "Ev1") is None
        assert work.inbox.answer("slack", "never") is None


def test_old_events_are_forgotten_and_counted(store: Store, now: datetime) -> None:
    with store.begin() as work:
        for days in range(5):
            work.inbox.first("slack", f"Ev{days}", now - timedelta(days=days))
        assert work.inbox.forget(now - timedelta(days=2)) == 2
        assert not work.inbox.first("slack", "Ev2", now)
        assert work.inbox.first("slack", "Ev3", now)
