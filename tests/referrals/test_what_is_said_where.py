"""Commands typed in rooms, on one line, or in a hurry: what is answered there, and what only in private."""

import pytest

from liaison_bot.app import context
from liaison_bot.chat import Message, ShownForm
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.places import DIRECT
from world import FACTS, World, account, errors_of, submitted


def notices(world: World, user: str, kind: str) -> list[Message | None]:
    """What somebody would read now of the notices of a kind that wait for them."""
    now = world.clock()
    with world.store.begin() as uow:
        actor = uow.directory.actor(account(user), now)
        assert actor
        leased = uow.outbox.lease(now, now - now, 1000)
        ctx = context(world.services, uow, now, account(user), actor, DIRECT)
        own = [one.parcel for one in leased if one.parcel.person == actor.person.id and one.parcel.notice == kind]
        return [world.services.notices[kind](ctx, parcel) for parcel in own]


def test_what_only_its_author_sees_is_in_their_language_and_says_no_more_than_the_room_may_hear(world: World) -> None:
    reference = world.sent("ana", "CA")
    rooms = world.say("marie", f"referral show {reference}", at="network")
    own = world.say("marie", f"referral show {reference}", at="network", alone=True)
    assert isinstance(rooms, Message)
    assert isinstance(own, Message)
    assert "Servicio solicitado" in rooms.plain
    assert "Service demandé" in own.plain
    assert len(own.facts) == len(rooms.facts)
    assert "12 à 14" not in own.plain


def test_news_say_first_who_did_what_and_what_they_said_only_then(world: World) -> None:
    reference = world.sent()
    world.told("luis", f'referral ask {reference} question=other note="Falta una fecha"')
    told = notices(world, "ana", "referral-step")[-1]
    assert told
    assert told.paragraphs[0] == "Luis (México) solicitó información."
    assert "«Falta una fecha»" in told.paragraphs[1]


def test_a_draft_opened_in_the_networks_room_is_shown_in_private_alone(world: World) -> None:
    answer = world.told("ana", f"referral new to=MX urgency=urgent service=family-tracing {FACTS}", at="network")
    assert "R-" not in answer.plain
    assert "conversación directa" in answer.plain
    (card,) = notices(world, "ana", "referral-card")
    assert card
    assert "Borrador" in card.plain
    assert card.buttons


def test_a_draft_may_be_spoken_of_in_its_own_desks_room(world: World) -> None:
    answer = world.told("ana", f"referral new to=MX urgency=urgent service=family-tracing {FACTS}", at="hn-room")
    assert answer.card
    assert "12 a 14" not in answer.plain


@pytest.mark.parametrize("at", ["network", "hn-room"])
@pytest.mark.parametrize("line", ["referral file {ref}", "referral file {ref} sent file_channel=encrypted-mail"])
def test_where_the_childs_file_is_is_not_told_in_a_room(world: World, at: str, line: str) -> None:
    reference = world.sent()
    world.told("luis", f"referral accept {reference} consulate")
    before = world.refused("ana", line.format(ref=reference), at=at)
    world.told("ana", f"referral file {reference} sent file_channel=encrypted-mail")
    assert world.refused("ana", line.format(ref=reference), at=at) == before
    assert "conversación directa" in before


def test_an_answer_is_asked_for_the_facts_that_answer_the_question(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral ask {reference} nationality")
    form = world.asked("ana", f"referral answer {reference}").form
    assert form.fields[0].name == "nationality"
    assert "Nacionalidad" in form.intro
    asked = {field.name for field in form.fields}
    assert {"note", "sex"} <= asked
    assert not asked & {"age_band", "consent_basis", "consent_by"}, "known already, or not an answer's to change"


def test_an_answer_that_says_nothing_is_refused_at_its_field(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral ask {reference} age-band")
    form = world.asked("ana", f"referral answer {reference}").form
    assert form.fields[0].value == ("12-14",)
    nothing_new = world.submit("ana", form.id, submitted(age_band="12-14"))
    assert list(errors_of(nothing_new).errors) == ["age_band"]
    assert world.referral(reference).state == "info-requested"


def test_an_answers_facts_belong_to_the_referral_and_are_told_to_the_other_desk(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral ask {reference} age-band")
    world.notified()
    world.told("ana", f'referral answer {reference} age_band=15-17 note="Se corrige el dato."')
    assert world.referral(reference).content["age_band"] == ("15-17",)
    assert world.steps(reference)[-1].facts == {"age_band": ("15-17",), "note": ("Se corrige el dato.",)}
    (news,) = notices(world, "luis", "referral-step")
    assert news
    assert "Grupo de edad: 15 a 17" in news.plain


def test_what_an_answer_left_as_it_was_is_not_told_as_news(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral ask {reference} age-band")
    form = world.asked("ana", f"referral answer {reference}").form
    world.submit("ana", form.id, submitted(age_band="12-14", note="Se confirma el dato."))
    assert world.steps(reference)[-1].facts == {"note": ("Se confirma el dato.",)}


def test_a_withdrawn_referral_can_be_made_anew_with_one_press(world: World) -> None:
    reference = world.sent()
    world.told("ana", f"referral withdraw {reference} other")
    words = next(
        one.words for one in world.told("ana", f"referral show {reference}").buttons if "follows=" in one.words
    )
    assert isinstance(world.say("ana", words, forms=True), ShownForm)


def test_no_button_raises_what_is_highest_already(world: World) -> None:
    reference = world.sent(urgency="emergency")
    shown = [button.words for button in world.told("ana", f"referral show {reference}").buttons]
    assert not [words for words in shown if "elevar" in words]
    assert "Ya tiene la urgencia más alta" in world.refused("ana", f"referral raise {reference}")


def test_the_decisions_deadline_is_told_beside_the_receipts(world: World) -> None:
    assert "La decisión se espera a más tardar el" in world.told("luis", f"referral show {world.sent()}").plain


@pytest.mark.parametrize(
    "line", ["referral send {ref} now", "referral show {ref} please", "referral send {ref} R-7KQ2MX", "status {ref}"]
)
def test_words_left_over_are_named_as_a_mistake_and_nothing_is_done(world: World, line: str) -> None:
    reference = world.draft()
    assert "no las palabras que siguen" in world.refused("ana", line.format(ref=reference))
    assert world.referral(reference).state == "draft"


@pytest.mark.parametrize("line", ["referral {ref} ack", "{ref} ack", "{ref} acusar"])
def test_a_reference_may_stand_before_what_is_to_be_done_with_it(world: World, line: str) -> None:
    reference = world.sent()
    world.told("luis", line.format(ref=reference))
    assert world.referral(reference).state == "acknowledged"


@pytest.mark.parametrize(
    "shape", ["R–{six}", "({ref})", "{ref}.", "R {six}", "R- {six}", "r‑{six}", "«{ref}»", "“{ref}”"]
)
def test_a_reference_is_read_as_it_stands_in_a_sentence(world: World, shape: str) -> None:
    reference = world.sent()
    typed = shape.format(ref=reference, six=reference[2:].lower())
    assert reference in world.told("luis", f"referral show {typed}").plain


def test_a_conversation_is_over_when_its_command_ran_another_way(world: World) -> None:
    reference = world.sent()
    world.say("luis", f"referral accept {reference}")
    world.told("luis", f"referral accept {reference} consulate")
    later = world.text("luis", "1")
    assert isinstance(later, Message)
    assert "cambió de estado" not in later.plain


def test_back_alone_ends_no_absence(world: World) -> None:
    world.told("grace", f"liaison away {world.clock():%Y-%m-%d} {world.clock():%Y-%m-%d}")
    said = world.text("grace", "back")
    assert isinstance(said, Message)
    assert said.error
    assert "liaison back" in said.plain
    with world.store.begin() as uow:
        assert uow.directory.is_away(world.people["grace"], world.clock())


def test_news_of_the_file_is_not_hinted_at_once_access_has_ended(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral accept {reference} consulate")
    world.notified()
    world.told("ana", f"referral file {reference} sent file_channel=encrypted-mail")
    world.told("ana", f"referral withdraw {reference} other")
    told = [one for one in notices(world, "luis", "referral-step") if one]
    assert len(told) == 1
    assert "retiró" in told[0].plain


def test_a_parcel_for_a_referral_that_is_gone_says_nothing(world: World) -> None:
    parcel = Parcel(key="k", person=1, notice="referral-card", subject="R-7KQ2MX", number=1, made=world.clock())
    with world.store.begin() as uow:
        actor = uow.directory.actor(account("ana"), world.clock())
        assert actor
        ctx = context(world.services, uow, world.clock(), account("ana"), actor, DIRECT)
        assert world.services.notices["referral-card"](ctx, parcel) is None
