"""`referral status`: one line, by the same disclosure as the card."""

import pytest

from world import World


def line(world: World, user: str, reference: str, *, at: str = "", words: str = "referral status") -> str:
    message = world.told(user, f"{words} {reference}", at=at)
    (told,) = message.paragraphs
    assert "\n" not in told
    return told


def test_it_says_state_turn_deadline_and_with_whom(world: World) -> None:
    reference = world.sent(urgency="urgent")
    told = line(world, "ana", reference)
    assert told == (
        f"{reference} · Enviada – pendiente de acuse. Corresponde a la oficina de México acusar recibo. "
        "A más tardar el martes, 24 de noviembre de 2026, 09:00 (Tegucigalpa, UTC−06:00). "
        "De turno en la oficina de México: Luis."
    )
    assert "Le toca a usted: acuse recibo" in line(world, "luis", reference)


def test_a_supervisor_and_a_coordinator_read_the_same_line_and_the_childs_file_is_the_parties_alone(
    world: World,
) -> None:
    reference = world.sent()
    world.told("luis", f"referral accept {reference} {world.services.rulebook.codes('institution').codes[0].code}")
    assert "expediente" in line(world, "ana", reference)
    for user in ("hilda", "elena"):
        told = line(world, user, reference)
        assert "Aceptada" in told
        assert "expediente" not in told


def test_in_a_room_it_is_the_same_disclosure_as_the_cards(world: World) -> None:
    reference = world.sent()
    told = line(world, "ana", reference, at="network")
    assert "Enviada" in told
    assert "Luis" in told
    for room in ("shared", "unknown"):
        assert world.refused("ana", f"referral status {reference}", at=room) == world.refused(
            "ana", f"referral show {reference}", at=room
        )


@pytest.mark.parametrize("user", ["grace", "paula"])
def test_whoever_may_not_know_of_it_learns_nothing(world: World, user: str) -> None:
    reference = world.sent()
    refused = world.refused(user, f"referral status {reference}")
    assert refused == world.refused(user, f"referral show {reference}")
    assert "Enviada" not in refused
    assert "Sent" not in refused


def test_an_ended_one_waits_for_nobody(world: World) -> None:
    reference = world.sent()
    world.told("luis", f"referral reject {reference} duplicate")
    assert line(world, "ana", reference) == f"{reference} · Rechazada. No se espera nada de nadie."


def test_each_language_has_its_word_for_it(world: World) -> None:
    reference = world.sent("marie", "BZ")
    assert "De service au bureau Belize" in line(world, "marie", reference, words="orientation état")
    assert "On duty at the Belize desk: Grace" in line(world, "grace", reference)
    assert "Enviada" in line(world, "elena", reference, words="remisión estado")
