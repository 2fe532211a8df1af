"""A form that was closed half-way: its answers are there when it is asked for again, and nothing else has happened."""

from liaison_bot.chat import Message, ShownForm
from liaison_bot.chat.inbound import Answers
from world import World, account

RESUMED = "lo que usted había dejado a medias"
HALF: Answers = {"to": ("MX",), "urgency": ("urgent",), "service": ("family-tracing",), "action": (), "note": ()}


def filled(shown: ShownForm) -> dict[str, tuple[str, ...]]:
    return {field.name: field.value for field in shown.form.fields if field.value}


def commands(world: World) -> list[tuple[str, str]]:
    with world.store.begin(read_only=True) as uow:
        return [(one.entry.command, one.entry.result) for one in uow.audit.entries()]


def test_what_was_filled_in_is_there_when_the_form_is_asked_for_again(world: World) -> None:
    blank = filled(world.asked("ana", "referral new"))
    assert world.leave("ana", "referral new", HALF) is None
    assert commands(world)[-1] == ("referral-new", "left")
    again = world.asked("ana", "remisión nueva")
    assert filled(again) == {**blank, "to": ("MX",), "urgency": ("urgent",), "service": ("family-tracing",)}
    assert again.form.intro.startswith("Aquí está " + RESUMED)
    assert not any(field.error for field in again.form.fields)
    assert filled(world.asked("luis", "referral new")) == blank, "it is hers alone"


def test_what_is_said_in_the_line_counts_more_than_what_was_left(world: World) -> None:
    world.leave("ana", "referral new", HALF)
    assert filled(world.asked("ana", "referral new CA"))["to"] == ("CA",)


def test_a_line_never_runs_on_answers_that_its_author_does_not_see(world: World) -> None:
    complete = world.say("ana", "referral new to=MX urgency=urgent service=family-tracing")
    assert not isinstance(complete, Message) or not complete.card, "these three alone do not make a referral"
    facts = ("action=document-check", "age_band=12-14", "accompaniment=unaccompanied", "consent_by=parent")
    answers = dict(fact.split("=") for fact in (*facts, "consent_basis=caregiver-consent"))
    world.leave("ana", "referral new", {name: (value,) for name, value in answers.items()})
    shown = world.asked("ana", "referral new to=MX urgency=urgent service=family-tracing")
    assert filled(shown).items() >= {"to": ("MX",), "age_band": ("12-14",)}.items()


def test_a_submitted_form_leaves_nothing_behind(world: World) -> None:
    world.leave("ana", "referral new", HALF)
    world.draft("ana")
    assert RESUMED not in world.asked("ana", "referral new").form.intro


def test_a_form_that_is_emptied_leaves_nothing_behind(world: World) -> None:
    world.leave("ana", "referral new", HALF)
    world.leave("ana", "referral new", dict.fromkeys(HALF, ()))
    assert RESUMED not in world.asked("ana", "referral new").form.intro


def test_each_form_keeps_its_own(world: World) -> None:
    reference = world.sent("luis", "HN")
    world.leave("ana", "referral new", HALF)
    world.leave("ana", f"referral reject {reference}", {"rejection": ("capacity",)})
    assert RESUMED in world.asked("ana", "referral new").form.intro
    world.asked("ana", f"referral reject {reference}")
    assert commands(world)[-1] == ("referral-reject", "asked")


def test_what_the_guard_refuses_is_not_kept(world: World) -> None:
    reference = world.sent()
    told = ("La niña se llama Rosa Pérez y nació el 3 de mayo de 2014",)
    world.leave("luis", f"referral reject {reference}", {"rejection": ("duplicate",), "note": told})
    again = filled(world.asked("luis", f"referral reject {reference}"))
    assert again == {"rejection": ("duplicate",)}
    assert "Rosa" not in str(world.asked("luis", f"referral reject {reference}"))


def test_what_is_typed_afterwards_is_no_answer_to_it(world: World) -> None:
    world.leave("ana", "referral new", HALF)
    reply = world.text("ana", "MX")
    assert isinstance(reply, Message)
    assert "No conozco esa palabra" in reply.plain
    assert RESUMED in world.asked("ana", "referral new").form.intro


def test_where_there_are_no_forms_the_questions_go_on_from_there(world: World) -> None:
    world.leave("ana", "referral new", HALF)
    reply = world.text("ana", "referral new")
    assert isinstance(reply, Message)
    assert reply.paragraphs[0].startswith("Aquí está " + RESUMED)
    assert "pregunta 4" in reply.plain


def test_a_conversation_that_was_begun_stays_when_another_form_is_left(world: World) -> None:
    reference = world.sent("luis", "HN")
    world.text("ana", "referral new")
    world.leave("ana", f"referral reject {reference}", {"rejection": ("duplicate",)})
    reply = world.text("ana", "MX")
    assert isinstance(reply, Message)
    assert "pregunta 2" in reply.plain


def test_a_form_that_they_can_no_longer_have_is_forgotten_in_silence(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral accept {reference} consulate")
    for user, form in (("luis", f"referral reject {reference}"), ("luis", "no such form"), ("nobody", "referral new")):
        assert world.leave(user, form, {"rejection": ("duplicate",)}) is None


def test_an_account_that_is_taken_away_takes_its_forms_along(world: World) -> None:
    world.leave("carlos", "referral new", HALF)
    world.told("ana", "baja Carlos hoy sí")
    with world.store.begin(read_only=True) as uow:
        assert uow.conversations.of(account("carlos"), "referral new") is None
