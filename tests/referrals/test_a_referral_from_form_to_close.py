"""A referral between two countries, seen through to its close by the words people type and the forms they fill in."""

import pytest

from liaison_bot.chat import ButtonStyle, Message
from liaison_bot.records.referrals import FileState, State
from world import FACTS, OVERRIDDEN, World, errors_of, submitted

FORM = submitted(
    to="MX",
    urgency="urgent",
    service="family-tracing",
    action="document-check",
    age_band="12-14",
    accompaniment="unaccompanied",
    consent_basis="caregiver-consent",
    consent_by="parent",
)


def test_a_form_becomes_a_draft_that_only_its_own_desk_sees(world: World) -> None:
    form = world.asked("ana", "referral new").form
    reply = world.submit("ana", form.id, FORM)
    assert isinstance(reply, Message)
    assert world.referral(reply.card).state is State.DRAFT
    world.told("carlos", f"referral show {reply.card}")
    for other in ("luis", "elena", "sofia"):
        assert "No hay ninguna" in world.refused(other, f"referral show {reply.card}")
    assert world.notified() == set()


def test_the_whole_way_from_draft_to_close(world: World) -> None:
    reference = world.draft()
    sent = world.told("ana", f"remisión enviar {reference}")
    assert "Luis" in sent.plain, "the sender sees at once who received it"
    assert "24 de noviembre" in sent.plain, "and by when they must answer"
    assert world.notified() == {"luis"}
    for user, line, notified in (
        ("luis", f"referral ack {reference}", {"ana"}),
        ("luis", f"referral ask {reference} documents-held", {"ana"}),
        ("ana", f'referral answer {reference} note="constan en el expediente"', {"luis"}),
        ("luis", f"referral accept {reference} consulate", {"ana"}),
        ("luis", f"referral start {reference}", {"ana"}),
        ("ana", f"referral file {reference} sent file_channel=encrypted-mail", {"luis"}),
        ("luis", f"referral file {reference} received", {"ana"}),
        ("luis", f"referral update {reference} tracing-started", {"ana"}),
        ("luis", f"referral complete {reference} documents-issued", {"ana"}),
        ("ana", f"referral return {reference} {_code(world, 'return')}", {"luis"}),
        ("luis", f"referral complete {reference} documents-issued", {"ana"}),
        ("ana", f"referral close {reference} goals-met", {"luis"}),
        ("luis", f"referral reopen {reference} {_code(world, 'reopening')}", {"ana"}),
        ("luis", f"referral complete {reference} service-delivered", {"ana"}),
        ("ana", f"referral close {reference} goals-met", {"luis"}),
    ):
        world.told(user, line)
        assert world.notified() == notified, line
    assert world.referral(reference).state is State.CLOSED
    assert world.referral(reference).file is FileState.RECEIVED
    steps = [step.did for step in world.steps(reference)]
    assert steps[:4] == ["new", "send", "ack", "ask"]
    history = world.told("ana", f"referral history {reference}").plain
    assert history.count("•") == len(steps)
    assert "constan en el expediente" in history


def test_what_a_locked_screen_shows_of_any_answer_or_notice_tells_nothing_of_the_child(world: World) -> None:
    reference = world.draft()
    lines = (
        ("ana", f"referral send {reference}"),
        ("luis", f"referral ask {reference} documents-held"),
        ("ana", f'referral answer {reference} note="constan en el expediente"'),
        ("luis", f"referral accept {reference} consulate"),
        ("luis", f"referral start {reference}"),
        ("luis", f"referral complete {reference} documents-issued"),
        ("ana", f"referral show {reference}"),
        ("ana", f"referral history {reference}"),
        ("ana", f"referral status {reference}"),
        ("ana", "referral list sent"),
        ("luis", "referral list"),
        ("carlos", reference),
    )
    told = []
    for user, line in lines:
        told += [world.told(user, line), *(news.message for news in world.news())]
    assert any("12 a 14" in message.plain for message in told), "contents are said, and where is what matters"
    for message in told:
        for content in ("12 a 14", "constan en el", "Madre o padre", "Verificar identidad", "Documentos expedidos"):
            assert content not in seen_by_everybody(message)


def seen_by_everybody(message: Message) -> str:
    """What may be shown of a message to whoever looks at the reader's telephone."""
    if message.tells_contents:
        return message.title
    return f"{message.title} {message.paragraphs[:1]}" if message.facts else message.plain


def _code(world: World, codes: str) -> str:
    return world.services.rulebook.codes(codes).codes[0].code


def test_a_button_pressed_twice_does_nothing_the_second_time(world: World) -> None:
    reference = world.sent()
    first = world.say("luis", f"referral ack {reference}", event="one")
    again = world.say("luis", f"referral ack {reference}", event="one")
    assert first == again
    assert [step.did for step in world.steps(reference)] == ["new", "send", "ack"]
    for user in ("luis", "marisol"):
        assert "Eso ya está registrado" in world.refused(user, f"referral ack {reference}")
    world.told("luis", f"referral accept {reference} consulate")
    assert "cambió de estado" in world.refused("luis", f"referral ack {reference}")


def test_what_most_come_for_stands_first_and_what_cannot_be_taken_back_last(world: World) -> None:
    card = world.told("luis", f"referral show {world.sent()}")
    styles = [button.style for button in card.buttons]
    assert styles[0] is ButtonStyle.PRIMARY
    assert styles[-1] is ButtonStyle.DANGER
    assert styles == sorted(styles, key=[ButtonStyle.PRIMARY, ButtonStyle.PLAIN, ButtonStyle.DANGER].index)


def test_every_shown_button_can_be_pressed(world: World) -> None:
    reference = world.sent()
    for user, line in (
        ("luis", f"referral accept {reference} consulate"),
        ("luis", f"referral complete {reference} other"),
        ("ana", f"referral close {reference} goals-met"),
    ):
        for viewer in ("ana", "luis"):
            for button in world.told(viewer, f"referral show {reference}").buttons:
                with_form = world.say(viewer, f"help {button.words.split()[0]} {button.words.split()[1]}")
                assert isinstance(with_form, Message)
                assert not with_form.error, button
        world.told(user, line)


@pytest.mark.parametrize(
    ("user", "line", "said"),
    [
        ("ana", "referral ack {ref}", "otra oficina"),
        ("ana", "referral accept {ref} consulate", "otra oficina"),
        ("luis", "referral withdraw {ref} other", "otra oficina"),
        ("luis", "referral lower {ref} normal other", "otra oficina"),
        ("luis", "referral send {ref}", "otra oficina"),
        ("luis", "referral start {ref}", "cambió de estado"),
        ("ana", "referral answer {ref}", "cambió de estado"),
        ("ana", "referral edit {ref}", "cambió de estado"),
        ("luis", "referral file {ref} received", "cambió de estado"),
        ("hilda", "referral withdraw {ref} other", "Su función no incluye"),
        ("elena", "referral accept {ref} consulate", "Su función no incluye"),
        ("sofia", "referral accept {ref} consulate", "solo pueden hacerlo"),
        ("marie", "referral accept {ref} consulate", "Il n'y a pas d'orientation"),
        ("grace", "referral show {ref}", "There is no referral"),
        ("paula", "referral show {ref}", "There is no referral"),
        ("ramon", "referral show {ref}", "Su función no incluye"),
        ("luis", "referral show R-ZZZZZZ", "No hay ninguna"),
        ("luis", "referral ack", "¿Cuál?"),
        ("luis", "referral acept {ref}", "¿Quiso decir"),
        ("luis", "referal accept {ref}", "¿Quiso decir"),
        ("luis", "referral accept {ref} moon", "no es una de las opciones"),
        ("luis", "referral accept {ref} instituion=consulate", "¿Quiso decir «institution»"),
        ("luis", "referral list nonsense", "No conozco esa lista"),
    ],
)
def test_what_may_not_be_done_is_refused_in_plain_words_and_changes_nothing(
    world: World, user: str, line: str, said: str
) -> None:
    reference = world.sent()
    before = world.referral(reference)
    assert said in world.refused(user, line.format(ref=reference))
    assert world.referral(reference) == before


def test_the_same_country_is_never_both_sides(world: World) -> None:
    options = {option.value for option in world.asked("ana", "referral new").form.fields[0].options}
    assert "HN" not in options
    assert {"MX", "CA", "UNICEF"} <= options
    assert "no es una de las opciones" in world.refused("ana", f"referral new to=HN urgency=normal {FACTS}")


def test_nobody_to_receive_it_is_said_before_anything_is_kept(world: World) -> None:
    assert "En la oficina de Panamá" in world.refused(
        "ana", f"referral new to=PA urgency=normal service=family-tracing {FACTS}"
    )
    assert not world.told("ana", "referral list sent").items


def test_an_alternate_cannot_override_consent_but_the_titular_can(world: World) -> None:
    reference = world.draft("carlos", facts=OVERRIDDEN)
    assert "solo la persona titular" in world.refused("carlos", f"referral send {reference}")
    world.told("ana", f"referral send {reference}")


def test_an_alternate_may_override_while_the_titular_is_away(world: World) -> None:
    world.told("ana", "liaison away today tomorrow")
    reference = world.draft("carlos", facts=OVERRIDDEN)
    world.told("carlos", f"referral send {reference}")


def test_traffic_goes_to_the_alternate_while_the_titular_is_away(world: World) -> None:
    world.told("luis", "liaison away today tomorrow")
    world.notified()
    world.sent()
    assert world.notified() == {"marisol"}


def test_a_rejection_needs_a_reason_and_ends_the_receivers_access(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral reject {reference} duplicate")
    for_receiver = world.told("luis", f"referral show {reference}")
    assert "12 a 14" not in for_receiver.plain
    assert "Su acceso a los detalles terminó" in for_receiver.plain
    assert "12 a 14" in world.told("ana", f"referral show {reference}").plain


def test_a_new_referral_follows_a_rejected_one_and_starts_from_its_facts(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral reject {reference} no-competence suggested=CA")
    form = world.asked("ana", f"referral new follows={reference}").form
    known = {field.name: field.value for field in form.fields}
    assert known["age_band"] == ("12-14",)
    assert known["follows"] == (reference,)
    assert "consent_basis" not in {name for name, value in known.items() if value}, "consent is given anew"
    consent = submitted(consent_basis="caregiver-consent", consent_by="parent")
    answers = {name: value for name, value in known.items() if value} | {"to": ("CA",)} | consent
    reply = world.submit("ana", form.id, answers)
    assert isinstance(reply, Message)
    assert world.referral(reply.card).follows == reference
    open_one = world.sent()
    assert "no es una remisión rechazada" in world.refused("ana", f"referral new follows={open_one}")


def test_a_withdrawal_reaches_the_other_side_and_asks_for_its_receipt(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral accept {reference} consulate")
    world.notified()
    world.told("ana", f"referral withdraw {reference} consent-withdrawn")
    assert world.notified() == {"luis"}
    assert reference in world.told("luis", "referral list waiting").plain
    world.told("luis", f"referral ack {reference}")
    assert world.notified() == {"ana"}
    assert not world.told("luis", "referral list waiting").items
    assert "ya tomó nota" in world.refused("luis", f"referral ack {reference}")


def test_either_side_raises_the_urgency_and_the_sender_alone_lowers_it_with_a_reason(world: World) -> None:
    reference = world.sent(urgency="normal")
    world.told("luis", f"referral raise {reference} urgent")
    assert "no es una de las opciones" in world.refused("ana", f"referral raise {reference} normal")
    world.told("ana", f"referral raise {reference} emergency")
    assert world.referral(reference).urgency == "emergency"
    code = world.services.rulebook.codes("lowering").codes[0].code
    world.told("ana", f"referral lower {reference} normal {code}")
    assert world.referral(reference).urgency == "normal"


def test_a_referral_to_a_partner_is_the_partners_to_answer(world: World) -> None:
    reference = world.sent(to="UNICEF")
    assert world.notified() == {"paula"}
    assert "Age band" in world.told("paula", f"referral show {reference}").plain
    world.told("paula", f"referral accept {reference} civil-society")


def test_the_lists_hold_what_their_names_say(world: World) -> None:
    sent, draft = world.sent(), world.draft()
    assert sent in world.told("luis", "remisión lista pendientes").plain
    assert sent in world.told("luis", "referral list received").plain
    assert {sent, draft} == {
        item.button.words.split()[-1] for item in world.told("ana", "referral list sent").items if item.button
    }
    assert world.told("luis", "referral list overdue").plain.endswith("No hay nada vencido.")
    world.clock.move(hours=30)
    for user in ("ana", "luis"):
        assert "PLAZO VENCIDO" in world.told(user, "referral list overdue").plain
    world.told("ana", f"referral cancel {draft}")
    assert draft in world.told("ana", "referral list closed").plain


def test_a_long_list_has_pages(world: World) -> None:
    references = {world.sent() for _ in range(12)}
    first = world.told("luis", "referral list waiting")
    assert len(first.items) == 10
    second = world.told("luis", first.buttons[-1].words)
    assert len(second.items) == 2
    seen = {item.button.words.split()[-1] for page in (first, second) for item in page.items if item.button}
    assert seen == references
    assert "No hay nada en esta página" in world.told("luis", "referral list waiting 9").plain


def test_a_submitted_form_says_every_mistake_at_its_field(world: World) -> None:
    errors = errors_of(
        world.submit(
            "ana", "referral new", {**FORM, "to": (), "age_band": ("99",), "note": ("se llama Yuleysi Pérez",)}
        )
    ).errors
    assert set(errors) == {"to", "age_band", "note"}
    assert "Yuleysi" not in str(errors)
    assert "nombre de una persona" in errors["note"]


def test_a_draft_is_edited_with_its_form_filled_in(world: World) -> None:
    reference = world.draft()
    form = world.asked("ana", f"referral edit {reference}").form
    known = {field.name: field.value for field in form.fields if field.value}
    assert known["to"] == ("MX",)
    reply = world.submit("ana", form.id, {**known, "to": ("CA",), "sex": ("female",)})
    assert isinstance(reply, Message), reply
    assert world.referral(reference).to_desk == "CA"
    world.told("ana", f"referral edit {reference} urgency=emergency")
    assert world.referral(reference).urgency == "emergency"
    assert world.referral(reference).content["age_band"] == ("12-14",)


@pytest.mark.parametrize("note", ["a\x00b", "a\ud800b", "a\u200bb", "a\nb", "\x00"])
def test_characters_that_cannot_be_seen_are_not_kept(world: World, note: str) -> None:
    reference = world.sent()
    reply = world.submit("luis", f"referral reject {reference}", submitted(rejection="duplicate", note=note))
    assert isinstance(reply, Message)
    assert world.referral(reference).state is State.REJECTED
    kept = world.steps(reference)[-1].facts.get("note", ("",))[0]
    assert kept.isprintable()


@pytest.mark.parametrize("day", ["2012-05-03", "2027-01-01"])
def test_a_date_of_the_process_is_of_the_last_year(world: World, day: str) -> None:
    errors = errors_of(world.submit("ana", "referral new", {**FORM, "consent_date": (day,)})).errors
    assert "último año" in errors["consent_date"]
    reference = world.sent()
    world.told("luis", f"referral accept {reference} consulate")
    assert "último año" in str(
        world.submit(
            "ana",
            f"referral file {reference}",
            submitted(file_step="sent", file_channel="encrypted-mail", file_date=day),
        )
    )


def test_an_organisation_without_an_agreement_refers_nothing(world: World) -> None:
    line = f"referral new to=MX urgency=normal service=care {FACTS}"
    assert "no tiene un acuerdo" in world.refused("rita", line)


def test_a_consent_that_nobody_gave_is_none_and_the_form_says_so_at_its_field(world: World) -> None:
    form = world.asked("ana", "referral new").form
    nobody = FORM | {"consent_by": ("nobody",)}
    wrong = "Si nadie dio el consentimiento, no lo hay. Indique quién lo dio, o elija una excepción como base."
    assert errors_of(world.submit("ana", form.id, nobody)).errors == {"consent_by": wrong}
    typed = world.say("ana", "referral new " + " ".join(f"{name}={value}" for name, (value,) in nobody.items()))
    assert isinstance(typed, Message)
    assert wrong in typed.plain
    assert not typed.card
    overridden = world.submit("ana", form.id, nobody | {"consent_basis": ("vital-interest",)})
    assert isinstance(overridden, Message)
    assert overridden.card
