"""Contents erased on demand: by the titular of the desk that sent, once the referral has ended, for good."""

from datetime import timedelta

import pytest

from liaison_bot.chat import ButtonStyle, Message, ShownForm
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.network import Absence
from world import World, errors_of, submitted

CONTENT = "12 a 14"


def withdrawn(world: World) -> str:
    reference = world.sent()
    world.told("luis", f'referral ask {reference} documents-held note="constan en el expediente"')
    world.told("ana", f"referral withdraw {reference} consent-withdrawn")
    world.notified()
    return reference


def entries(world: World, command: str) -> list[AuditEntry]:
    with world.store.begin(read_only=True) as uow:
        return [one.entry for one in uow.audit.entries() if one.entry.command == command]


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]


def exists(world: World, reference: str) -> bool:
    with world.store.begin(read_only=True) as uow:
        return uow.referrals.get(reference) is not None


def test_contents_go_at_once_and_what_was_done_and_when_stays(world: World) -> None:
    reference = withdrawn(world)
    assert CONTENT in world.told("ana", f"referral show {reference}").plain
    said = world.told("ana", f"referral erase {reference} consent-withdrawn")
    assert CONTENT not in said.plain
    assert f"El contenido de {reference} se borró." in said.plain
    assert "retiro también lo que dije de ella en los chats" in said.plain
    assert "Su contenido se borró el lunes, 23 de noviembre de 2026" in said.plain
    assert world.referral(reference).content == {}
    assert not any(step.facts for step in world.steps(reference))
    history = world.told("ana", f"referral history {reference}").plain
    assert "Ana (Honduras) borró el contenido." in history
    assert "Luis (México) solicitó información." in history
    assert "constan en el expediente" not in history
    with world.store.begin(read_only=True) as uow:
        assert uow.retention.lingers() == world.clock(), "and from the files with the next tick"


def test_the_reason_is_in_the_trail_and_nowhere_else(world: World) -> None:
    reference = withdrawn(world)
    world.told("ana", f"referral erase {reference} asked-for")
    (entry,) = [one for one in entries(world, "referral-erase") if one.result == "done"]
    assert (entry.reference, entry.code, entry.before, entry.after) == (
        reference,
        "asked-for",
        "withdrawn",
        "withdrawn",
    )
    for user in ("ana", "luis"):
        assert "Lo pidió" not in world.told(user, f"referral history {reference}").plain


def test_those_on_duty_are_told_once_what_was_said_before_has_been_taken_back(world: World) -> None:
    reference = withdrawn(world)
    today = world.clock().date()
    with world.store.begin() as uow:
        uow.members.add_absence(Absence(world.people["ana"].id, today, today + timedelta(days=9)))
        uow.commit()
    world.told("carlos", f"referral erase {reference} asked-for")
    assert world.news(ahead=timedelta(minutes=11)) == []
    news = {one.who: one.message for one in world.news(ahead=timedelta(minutes=15))}
    assert set(news) == {"ana", "luis"}, "and who had handled it, but the one who did it"
    for message in news.values():
        assert "Carlos (Honduras) borró el contenido." in message.plain
        assert CONTENT not in message.plain
    assert "bórrelo" not in news["ana"].plain
    assert "Lo que su oficina guarda de ella en otro lugar, bórrelo también" in news["luis"].plain
    for user in ("luis", "elena"):
        assert "bórrelo" not in world.told(user, f"referral history {reference}").plain


def test_an_organisation_s_focal_point_erases_what_the_organisation_sent(world: World) -> None:
    reference = world.sent("paula", "MX")
    world.told("paula", f"referral withdraw {reference} consent-withdrawn")
    assert "Erase the contents" in labels(world.told("paula", f"referral show {reference}"))
    world.told("paula", f"referral erase {reference} consent-withdrawn")
    assert world.referral(reference).content == {}


def test_it_is_a_button_for_the_titular_alone_and_asks_why(world: World) -> None:
    reference = withdrawn(world)
    button = next(
        one for one in world.told("ana", f"referral show {reference}").buttons if one.label == "Borrar el contenido"
    )
    assert button.style is ButtonStyle.DANGER
    for other in ("carlos", "luis", "hilda", "elena"):
        assert "Borrar el contenido" not in labels(world.told(other, f"referral show {reference}"))
    form = world.asked("ana", button.words).form
    assert "No se puede deshacer" in form.intro
    assert [field.name for field in form.fields] == ["erasure"]
    assert "erasure" in errors_of(world.submit("ana", form.id, {})).errors
    said = world.submit("ana", form.id, submitted(erasure="authority"))
    assert isinstance(said, Message)
    assert not said.error
    assert "Borrar el contenido" not in labels(world.told("ana", f"referral show {reference}"))


@pytest.mark.parametrize(
    ("user", "told"),
    [
        ("carlos", "corresponde a la persona titular"),
        ("luis", "Solo la oficina que la envió puede borrar su contenido. Pídaselo a la oficina de Honduras"),
        ("hilda", ""),
        ("elena", ""),
        ("grace", ""),
    ],
)
def test_nobody_else_can(world: World, user: str, told: str) -> None:
    reference = withdrawn(world)
    assert told in world.refused(user, f"referral erase {reference} asked-for")
    assert world.referral(reference).content


def test_an_alternate_can_while_the_titular_is_away(world: World) -> None:
    reference = withdrawn(world)
    today = world.clock().date()
    with world.store.begin() as uow:
        uow.members.add_absence(Absence(world.people["ana"].id, today, today + timedelta(days=9)))
        uow.commit()
    world.told("carlos", f"referral erase {reference} asked-for")
    assert world.referral(reference).content == {}


def test_what_is_open_is_ended_first_and_how_is_said(world: World) -> None:
    reference, draft = world.sent(), world.draft()
    assert f"Retírela primero (remisión retirar {reference})" in world.refused("ana", f"referral erase {reference}")
    assert f"Descártelo primero (remisión descartar {draft})" in world.refused("ana", f"referral erase {draft}")
    assert world.referral(reference).content
    assert world.referral(draft).content


def test_a_discarded_draft_is_erased_whole_by_any_officer_of_its_desk(world: World) -> None:
    reference = world.draft()
    world.told("ana", f"referral discard {reference}")
    assert "Borrar el contenido" in labels(world.told("carlos", f"referral show {reference}"))
    said = world.told("carlos", f"referral erase {reference} sent-in-error")
    assert f"El borrador {reference} se borró por completo." in said.plain
    assert not exists(world, reference)
    assert world.news(ahead=timedelta(days=1)) == []
    (entry,) = entries(world, "referral-erase")
    assert (entry.reference, entry.code) == (reference, "sent-in-error")


def test_twice_is_once(world: World) -> None:
    reference = withdrawn(world)
    world.told("ana", f"referral erase {reference} asked-for")
    assert "Su contenido ya se borró." in world.refused("ana", f"referral erase {reference} asked-for")
    assert [step.did for step in world.steps(reference)].count("erase") == 1


def test_what_was_erased_is_not_reopened_and_the_other_desk_can_still_confirm_the_withdrawal(world: World) -> None:
    reference = withdrawn(world)
    world.told("ana", f"referral erase {reference} asked-for")
    world.told("luis", f"referral ack {reference}")
    assert [step.did for step in world.steps(reference)][-1] == "receipt"


def test_it_speaks_three_languages(world: World) -> None:
    told = {}
    for user in ("grace", "marie"):
        reference = world.sent(user)
        world.told(user, f"referral withdraw {reference} other")
        form = world.asked(user, f"referral erase {reference}")
        assert isinstance(form, ShownForm)
        said = world.submit(user, form.form.id, submitted(erasure="asked-for"))
        assert isinstance(said, Message)
        told[user] = form.form.intro + said.plain
    assert "cannot be undone" in told["grace"]
    assert "The contents of R-" in told["grace"]
    assert "irréversible" in told["marie"]
    assert "Le contenu de R-" in told["marie"]
