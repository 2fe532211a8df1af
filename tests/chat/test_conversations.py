"""A form asked one question at a time: back, skip, cancel, more, a summary; and no answer that will not do is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.chat import Message, Reply
from liaison_bot.chat.conversations import Asking, Finished, begin, hear
from liaison_bot.chat.forms import Field, FieldKind, Form, Option
from liaison_bot.chat.wire import pack_conversation, unpack_conversation
from world import FACTS, World


def plain(reply: Reply) -> str:
    assert isinstance(reply, Message), reply
    return reply.plain


def test_a_new_referral_is_asked_question_by_question(world: World) -> None:
    said = plain(world.text("ana", "remisión nueva"))
    assert "Para (pregunta 1 de" in said
    for answer in ("México", "urgente", "2", "1, 2", "3", "1", "1", "1", "omitir"):
        said = plain(world.text("ana", answer))
    assert "¿Es correcto?" in said
    reply = world.text("ana", "sí")
    assert isinstance(reply, Message)
    assert world.referral(reply.card).to_desk == "MX"


def test_one_can_go_back_and_see_what_was_wrong(world: World) -> None:
    world.text("ana", "referral new")
    assert "no es una de las opciones" in plain(world.text("ana", "la luna"))
    world.text("ana", "CA")
    assert "Para (pregunta 1" in plain(world.text("ana", "atrás"))
    assert "Urgencia" in plain(world.text("ana", "MX"))


def test_a_needed_answer_cannot_be_skipped(world: World) -> None:
    world.text("ana", "referral new")
    assert "Esta respuesta es necesaria" in plain(world.text("ana", "omitir"))


def test_cancel_ends_it_and_nothing_is_done(world: World) -> None:
    world.text("ana", "referral new")
    assert "No se hizo nada" in plain(world.text("ana", "cancelar"))
    assert "No conozco esa palabra" in plain(world.text("ana", "MX"))


def test_a_command_in_between_is_answered_and_the_conversation_waits(world: World) -> None:
    reference = world.sent()
    world.text("luis", f"referral reject {reference}")
    assert reference in plain(world.text("luis", "referral list waiting"))
    assert "Quién podría ayudar" in plain(world.text("luis", "duplicado"))


def test_what_the_guard_refuses_is_asked_again_and_not_kept(world: World) -> None:
    reference = world.sent()
    world.text("luis", f"referral reject {reference}")
    world.text("luis", "1")
    world.text("luis", "omitir")
    said = plain(world.text("luis", "llamar al +52 55 1234 5678"))
    assert "número de teléfono" in said
    assert "1234" not in said
    plain(world.text("luis", "omitir"))
    assert not plain(world.text("luis", "sí")).count("1234")


def test_a_conversation_whose_state_has_passed_is_refused(world: World) -> None:
    reference = world.sent()
    world.text("luis", f"referral accept {reference}")
    world.told("marisol", f"referral reject {reference} duplicate")
    assert "cambió de estado" in plain(world.text("luis", "1"))
    assert "Qué puede hacer" not in plain(world.text("luis", "1")), "it is over, and keeps nobody"
    assert "Pendientes" in plain(world.text("luis", "lista"))


def test_cancel_ends_a_conversation_whose_ground_has_gone(world: World) -> None:
    reference = world.sent()
    world.text("luis", f"referral accept {reference}")
    world.told("marisol", f"referral reject {reference} duplicate")
    assert "No se hizo nada" in plain(world.text("luis", "cancelar"))


def test_help_is_help_and_not_an_answer(world: World) -> None:
    reference = world.sent()
    world.text("luis", f"referral reject {reference}")
    assert "recibir" in plain(world.text("luis", "ayuda"))


def test_a_choice_that_is_called_like_a_steering_word_is_the_choice(world: World) -> None:
    world.text("ana", "remisión nueva")
    for answer in ("México", "urgente", "2", "1", "3", "1", "1"):
        world.text("ana", answer)
    assert "necesaria" not in plain(world.text("ana", "ninguno"))


def test_a_mistake_in_a_further_field_is_told_and_not_a_bug(world: World) -> None:
    said = plain(
        world.text("ana", f'referral new to=MX urgency=urgent service=care {FACTS} note="llamar a maria@x.com"')
    )
    assert "correo" in said
    assert "maria" not in said


def test_it_goes_on_in_the_language_that_was_changed_in_between(world: World) -> None:
    world.text("ana", "referral new")
    world.told("ana", "liaison language fr")
    assert "question 2" in plain(world.text("ana", "MX"))


def test_an_answer_is_changed_by_its_number(world: World) -> None:
    reference = world.draft()
    said = plain(world.text("ana", f"referral edit {reference}"))
    assert "1. Para: México\n2. Urgencia: Urgente" in said
    assert said.rstrip().endswith("«cancelar» para dejarlo."), "the question stands last, where it is answered"
    assert "pregunta 2 de" in plain(world.text("ana", "2"))
    assert "2. Urgencia: Emergencia" in plain(world.text("ana", "1"))
    assert "Responda «sí», «cancelar» o el número" in plain(world.text("ana", "99"))
    world.text("ana", "sí")
    assert world.referral(reference).urgency == "emergency"


def test_an_answer_is_changed_by_naming_it(world: World) -> None:
    reference = world.draft()
    assert "¿Es correcto?" in plain(world.text("ana", f"referral edit {reference}"))
    assert "pregunta 2 de" in plain(world.text("ana", "urgencia"))
    assert "¿Es correcto?" in plain(world.text("ana", "emergencia"))
    world.text("ana", "sí")
    assert world.referral(reference).urgency == "emergency"


FORM = Form(
    "x y",
    "T",
    "S",
    (
        Field(name="a", kind=FieldKind.CHOICE, label="A", options=(Option("one", "One"), Option("2", "Two"))),
        Field(
            name="b", kind=FieldKind.CHOICES, label="B", options=(Option("p", "P"), Option("q", "Q")), required=False
        ),
        Field(name="c", kind=FieldKind.TEXT, label="C", required=False, more=True, longest=10),
        Field(name="d", kind=FieldKind.DATE, label="D", required=False, more=True),
    ),
)
STEER = {"back": "back", "skip": "skip", "more": "more", "yes": "yes"}
answers = (
    st.sampled_from(["one", "2", "1", "1,2", "p q", "9", "2026-12-24", "tomorrow", "x" * 11, "", *STEER]) | st.text()
)


@given(st.lists(answers, max_size=30))
def test_whatever_is_typed_only_answers_that_will_do_are_kept(typed: list[str]) -> None:
    conversation = begin(FORM, {})
    for text in typed:
        heard = hear(FORM, conversation, text, STEER.get)
        if isinstance(heard, Finished):
            values, mistakes = FORM.clean(heard.answers)
            assert not mistakes
            assert values["a"]
            return
        assert isinstance(heard, Asking)
        conversation = unpack_conversation(pack_conversation(heard.conversation))
        assert conversation == heard.conversation
        for name, given_answer in conversation.answers.items():
            field = next(field for field in FORM.fields if field.name == name)
            if given_answer:
                assert field.clean(given_answer) == given_answer


@pytest.mark.parametrize(("typed", "value"), [("1", "one"), ("2", "2"), ("two", "2"), ("ONE", "one")])
def test_a_number_means_its_choice_unless_a_choice_is_called_that(typed: str, value: str) -> None:
    heard = hear(FORM, begin(FORM, {}), typed, STEER.get)
    assert isinstance(heard, Asking)
    assert heard.conversation.answers["a"] == (value,)
