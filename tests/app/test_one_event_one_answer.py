"""The door in: each event once, a change and what it makes the bot say in one commit, and errors that tell nothing."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from liaison_bot.chat import Message, NotTaken, Reason
from liaison_bot.records.audit import SENSITIVE, AuditEntry
from liaison_bot.records.network import Link
from liaison_bot.records.referrals import State
from world import World, account, errors_of, submitted


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


def breaks(*_: object) -> None:
    raise RuntimeError


def trail(world: World) -> list[AuditEntry]:
    with world.store.begin(read_only=True) as uow:
        return [found.entry for found in uow.audit.entries()]


def test_an_event_that_crashed_is_in_the_trail_with_its_number(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = world.draft()
    with monkeypatch.context() as patched:
        patched.setattr("liaison_bot.referrals.moves.concerned", breaks)
        reply = world.say("ana", f"referral send {reference}", event="again")
    assert isinstance(reply, Message)
    last = trail(world)[-1]
    assert (last.command, last.reference, last.person, last.desk, last.place, last.result, last.code) == (
        "referral-send",
        reference,
        world.people["ana"].id,
        "HN",
        "direct",
        "unexpected",
        reply.plain.split()[-1],
    )
    assert (last.before, last.after) == ("", ""), "nothing was changed"
    world.say("ana", f"referral send {reference}", event="again")
    assert trail(world)[-1].result == "done"


def test_a_crash_before_anybody_is_known_is_in_the_trail_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liaison_bot.app.context", breaks)
    world.say("ana", "help")
    last = trail(world)[-1]
    assert (last.person, last.command, last.result) == (None, "", "unexpected")


def test_a_trail_that_cannot_be_written_either_leaves_the_number_in_the_log(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = len(trail(world))
    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr("storage.unit.SqlUnitOfWork.commit", breaks)
        reply = world.say("ana", "help")
    assert isinstance(reply, Message)
    number = reply.plain.split()[-1]
    assert f"{number}: the trail could not be written: RuntimeError" in caplog.text
    assert len(trail(world)) == before


def test_a_code_that_tells_something_about_a_child_stands_in_no_entry(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral accept {reference} asylum-authority")
    world.told("luis", f"referral start {reference}")
    world.told("luis", f"referral complete {reference} international-protection")
    codes = {entry.command: entry.code for entry in trail(world)}
    assert codes["referral-accept"] == codes["referral-complete"] == SENSITIVE
    assert "asylum" not in str(trail(world))
    assert "international" not in str(trail(world))


def test_a_form_that_came_back_wrong_says_so_in_the_trail(world: World) -> None:
    reference = world.sent()
    errors_of(world.submit("luis", f"referral accept {reference}", submitted(institution="nobody-knows")))
    last = trail(world)[-1]
    assert (last.command, last.reference, last.result) == ("referral-accept", reference, "mistake-choice")


def test_an_apology_comes_in_the_persons_language(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
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
