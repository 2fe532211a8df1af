"""The door in: each event once, a change and what it makes the bot say in one commit, and errors that tell nothing."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from liaison_bot.chat import Message, NotTaken, Reason
from liaison_bot.records.network import Link
from liaison_bot.records.referrals import State
from world import World, account


def test_the_same_event_twice_gives_the_same_answer_and_one_change(world: World) -> None:
    line = "referral new to=MX urgency=normal service=care action=guardian age_band=0-5 accompaniment=separated"
    line += " consent_basis=caregiver-consent consent_by=parent"
    first = world.say("ana", line, event="same")
    assert world.say("ana", line, event="same") == first
    assert len(world.told("ana", "referral list sent").items) == 1


def test_a_form_shown_once_is_shown_again_to_a_redelivery(world: World) -> None:
    first = world.say("ana", "referral new", forms=True, event="same")
    again = world.say("ana", "referral new", forms=True, event="same")
    assert str(first).split("check=")[0] == str(again).split("check=")[0]


def test_an_events_answer_is_given_to_nobody_else_and_nowhere_else(world: World) -> None:
    reference = world.sent()
    world.say("ana", f"referral show {reference}", event="same")
    for user, at in (("grace", ""), ("ana", "shared"), ("elena", "")):
        reply = world.say(user, "help", event="same", at=at)
        assert isinstance(reply, Message)
        assert reference not in reply.plain


def test_a_refusal_is_repeated_too_and_kept_in_the_trail(world: World) -> None:
    reference = world.sent()
    first = world.say("ana", f"referral ack {reference}", event="same")
    assert world.say("ana", f"referral ack {reference}", event="same") == first
    with world.store.begin() as uow:
        entries = [found.entry for found in uow.audit.entries() if found.entry.result == "refused-other-side"]
    assert [(entry.command, entry.reference) for entry in entries] == [("referral-ack", reference)]


def test_reading_a_referral_is_an_entry_in_the_trail(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral show {reference}")
    with world.store.begin() as uow:
        entries = [found.entry for found in uow.audit.entries()]
    assert (entries[-1].command, entries[-1].reference, entries[-1].desk, entries[-1].place) == (
        "referral-show",
        reference,
        "MX",
        "direct",
    )


def test_the_trail_holds_codes_and_states_and_nothing_that_was_typed(world: World) -> None:
    reference = world.sent()
    world.told("luis", f'referral reject {reference} duplicate note="ya existe otra solicitud"')
    with world.store.begin() as uow:
        trail = [found.entry for found in uow.audit.entries()]
    assert (trail[-1].before, trail[-1].after, trail[-1].code) == ("sent", "rejected", "duplicate")
    assert "solicitud" not in str(trail)
    assert "12-14" not in str(trail)


def test_two_officers_who_press_different_buttons_at_once_are_told_who_was_first(world: World) -> None:
    for _ in range(10):
        reference = world.sent()
        start = threading.Barrier(2)

        def press(user: str, line: str, start: threading.Barrier = start) -> Message:
            start.wait()
            reply = world.say(user, line)
            assert isinstance(reply, Message)
            return reply

        with ThreadPoolExecutor(2) as pool:
            one = pool.submit(press, "luis", f"referral accept {reference} consulate")
            other = pool.submit(press, "marisol", f"referral reject {reference} duplicate")
        replies = [one.result(), other.result()]
        assert sorted(reply.error for reply in replies) == [False, True]
        assert "cambió de estado" in next(reply.plain for reply in replies if reply.error)


def test_an_unexpected_error_is_told_with_a_number_logged_without_content_and_undone(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reference = world.draft()

    secret = "María " + "Secreta".strip()

    def breaks(*_: object) -> None:
        raise RuntimeError(secret)

    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr("liaison_bot.referrals.moves.concerned", breaks)
        reply = world.say("ana", f"referral send {reference}", event="again")
    assert isinstance(reply, Message)
    number = reply.plain.split()[-1]
    assert number in caplog.text
    assert "RuntimeError" in caplog.text
    assert secret not in caplog.text
    assert world.referral(reference).state is State.DRAFT
    world.say("ana", f"referral send {reference}", event="again")
    assert world.referral(reference).state is State.SENT, "a redelivery is tried again"


def test_an_apology_comes_in_the_persons_language(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("liaison_bot.app.route", breaks)
    for user, words in (("marie", "Une erreur"), ("grace", "Something went wrong"), ("ana", "Algo falló")):
        reply = world.say(user, "help")
        assert isinstance(reply, Message)
        assert reply.error
        assert words in reply.plain


def test_fifty_people_at_once_are_all_answered(world: World) -> None:
    references = [world.sent() for _ in range(25)]
    with ThreadPoolExecutor(50) as pool:
        acks = list(pool.map(lambda ref: world.say("luis", f"referral ack {ref}"), references))
        shows = list(pool.map(lambda ref: world.say("ana", f"referral show {ref}"), references))
    assert all(isinstance(reply, Message) and not reply.error for reply in (*acks, *shows))


def test_a_stranger_gets_one_line_in_three_languages_whatever_they_type(world: World) -> None:
    reference = world.sent()
    first = world.say("nobody", "hello")
    assert isinstance(first, Message)
    for words in (f"referral show {reference}", "help", "liaison who", "referral new", "", "🙂", "join"):
        assert world.say("nobody", words) == first
    assert account("nobody") not in {link.account for link in _links(world)}


def _links(world: World) -> tuple[Link, ...]:
    with world.store.begin() as uow:
        return uow.directory.links


def test_what_is_not_taken_is_answered_with_why_in_the_persons_language_once_and_does_nothing(world: World) -> None:
    reference = world.sent("ana", "CA")
    for user, reason, told in (
        ("ana", Reason.UNREADABLE, "No pude leer ese mensaje. Por favor, envíelo de nuevo."),
        ("grace", Reason.UNREADABLE, "I could not read that message. Please send it again."),
        ("nobody", Reason.UNREADABLE, "No pude leer ese mensaje. Por favor, envíelo de nuevo."),
    ):
        where, audience = world.place(user, "")
        event = NotTaken(id=f"e-{user}", account=account(user), where=where, audience=audience, why=reason)
        reply = world.app.handle(event)
        assert isinstance(reply, Message)
        assert reply.plain == told
        assert world.app.handle(event) == reply
    assert world.referral(reference).state is State.SENT


@pytest.mark.parametrize("reason", list(Reason))
@pytest.mark.parametrize("user", ["ana", "grace", "marie"])
def test_every_reason_for_not_taking_something_has_words(world: World, reason: Reason, user: str) -> None:
    where, audience = world.place(user, "network")
    event = NotTaken(id="e", account=account(user), where=where, audience=audience, why=reason)
    reply = world.app.handle(event)
    assert isinstance(reply, Message)
    assert len(reply.plain) > 20
