"""The guard in a room: off until it is asked for; it tells the author alone, and keeps nothing of the words."""

import logging

import pytest

from liaison_bot.chat import Audience, Message, Where
from office import Office, fact
from world import PLATFORM

CHILD = "la niña se llama Rosa Pérez y nació el 3 de mayo de 2014"
CLEAN = "¿alguien tiene el acuerdo de la reunión?"
LABEL = "Aviso de datos personales"


@pytest.fixture
def listening(office: Office) -> Office:
    """An office whose bot hears what is said in the Network's room, the shared one, and Honduras's."""
    office.world.heard |= {"network", "shared", "hn-room", "unknown"}
    return office


def guarded(office: Office, room: str) -> bool:
    here = office.directory().room(Where(PLATFORM, room))
    return bool(here and here.guarded)


def test_nothing_that_is_said_to_others_is_heard_until_somebody_asks_for_it(listening: Office) -> None:
    for room in ("network", "shared", "hn-room", "unknown"):
        assert listening.world.passing("ana", CHILD, at=room) is None
    assert listening.trail() == []
    with listening.world.store.begin() as uow:
        assert uow.inbox.forget(listening.world.clock().replace(year=2100)) == 0, "it was not even noted"


@pytest.mark.parametrize(
    "line", ["sala aviso sí", "liaison room guard on", "liaison salon alerte oui", "room warning yes"]
)
def test_a_coordinator_turns_it_on_in_any_language_and_off_again(listening: Office, line: str) -> None:
    assert fact(listening.world.told("elena", "sala", at="network"), LABEL) == "apagado"
    told = listening.world.told("elena", line, at="network")
    assert "leo lo que se escribe en esta sala, sin guardarlo" in told.plain
    assert fact(told, LABEL).startswith("encendido")
    assert guarded(listening, "network")
    told = listening.world.told("elena", "sala", at="network")
    assert [one.words for one in told.buttons][-2:] == ["enlace sala aviso no", "enlace sala ninguna"]
    listening.world.told("elena", told.buttons[-2].words, at="network")
    assert not guarded(listening, "network")
    assert [(one.before, one.after) for one in listening.trail() if one.before != one.after] == [
        ("network", "network guarded"),
        ("network guarded", "network"),
    ]


def test_whoever_types_what_it_would_refuse_is_told_what_to_do_and_nothing_is_repeated(listening: Office) -> None:
    listening.world.told("elena", "sala aviso sí", at="network")
    reply = listening.world.passing("luis", CHILD, at="network")
    assert isinstance(reply, Message)
    assert reply.error
    assert "bórrelo allí" in reply.plain
    assert "Rosa" not in reply.plain
    assert "2014" not in reply.plain
    entry = listening.trail()[-1]
    assert (entry.command, entry.place, entry.person) == (
        "room-overheard",
        "network",
        listening.world.people["luis"].id,
    )
    assert entry.result.startswith("guard-")
    assert listening.world.passing("luis", CLEAN, at="network") is None
    assert listening.trail()[-1] == entry


def test_the_same_words_that_come_twice_are_answered_the_same_and_noted_once(listening: Office) -> None:
    listening.world.told("elena", "sala aviso sí", at="network")
    first = listening.world.passing("luis", CHILD, at="network", event="e")
    assert listening.world.passing("luis", CHILD, at="network", event="e") == first
    assert sum(one.command == "room-overheard" for one in listening.trail()) == 1


def test_partners_and_people_the_network_does_not_know_are_told_too(listening: Office) -> None:
    listening.world.told("elena", "sala aviso sí", at="shared")
    for user, told in (("paula", "delete it there"), ("nobody", "bórrelo allí")):
        reply = listening.world.passing(user, CHILD, at="shared")
        assert isinstance(reply, Message)
        assert told in reply.plain
    assert listening.trail()[-1].person is None


def test_nothing_of_what_was_typed_is_kept_or_logged(listening: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    listening.world.told("elena", "sala aviso sí", at="network")
    listening.world.passing("luis", CHILD, at="network")
    assert "Rosa" not in caplog.text
    with listening.world.store.begin() as uow:
        (answer,) = [
            uow.inbox.answer(PLATFORM, event)
            for event in ['["event-2", "team", "luis", "network"]']
            if not uow.inbox.first(PLATFORM, event, listening.world.clock())
        ]
    assert "Rosa" not in str(answer)
    assert "Rosa" not in str(listening.trail())


def test_a_titular_turns_it_on_in_their_own_desks_room_and_nowhere_else(listening: Office) -> None:
    listening.world.told("ana", "sala aviso sí", at="hn-room")
    assert guarded(listening, "hn-room")
    for user, room in (("ana", "network"), ("ana", "shared"), ("luis", "hn-room")):
        assert "corresponde a la coordinación" in listening.world.refused(user, "sala aviso no", at=room)
    for user in ("hilda", "paula"):
        listening.world.refused(user, "sala aviso no", at="hn-room")
    assert guarded(listening, "hn-room")
    assert not any("aviso" in one.words for one in listening.world.told("luis", "sala", at="hn-room").buttons)


def test_where_the_bot_hears_only_its_own_it_cannot_be_turned_on_and_says_so(office: Office) -> None:
    assert "solo oigo lo que me menciona" in office.world.refused("elena", "sala aviso sí", at="network")
    assert not any("aviso" in one.words for one in office.world.told("elena", "sala", at="network").buttons)
    office.world.heard.add("network")
    office.world.told("elena", "sala aviso sí", at="network")
    office.world.heard.clear()
    told = office.world.told("elena", "sala", at="network")
    assert fact(told, LABEL) == "encendido, pero aquí solo oigo lo que me menciona"
    office.world.told("elena", "sala aviso no", at="network")


def test_it_is_turned_on_in_approved_rooms_only_and_goes_with_the_approval(listening: Office) -> None:
    assert "Primero apruébela" in listening.world.refused("elena", "sala aviso sí", at="unknown")
    listening.world.told("elena", "sala aviso sí", at="network")
    listening.world.told("elena", "sala compartida", at="network")
    assert guarded(listening, "network"), "a change of class leaves it as it is"
    listening.world.told("elena", "sala ninguna", at="network")
    assert listening.world.passing("luis", CHILD, at="network") is None
    listening.world.told("elena", "sala red", at="network")
    assert not guarded(listening, "network")


def test_who_shows_that_others_can_read_the_room_is_told_once_more(listening: Office) -> None:
    listening.world.told("elena", "sala aviso sí", at="network")
    listening.world.readers["network"] = Audience.OPEN
    assert isinstance(listening.world.passing("luis", CHILD, at="network"), Message)
    assert listening.directory().room(Where(PLATFORM, "network")) is None
    assert listening.world.passing("luis", CHILD, at="network") is None


@pytest.mark.parametrize("line", ["sala aviso", "sala aviso quizás", "sala aviso sí ahora"])
def test_what_is_neither_on_nor_off_is_asked_again(listening: Office, line: str) -> None:
    told = listening.world.refused("elena", line, at="network")
    assert "«enlace sala aviso sí»" in told
    assert "«enlace sala aviso no»" in told


def test_the_other_coordinators_are_told(listening: Office) -> None:
    listening.world.told("ana", "sala aviso sí", at="hn-room")
    parcels = listening.parcels("room-guard")
    names = {person.id: user for user, person in listening.world.people.items()}
    assert {names[parcel.person] for parcel in parcels} == {"elena", "sofia"}
    for language, word in (("es", "encendió"), ("en", "has turned on"), ("fr", "a activé")):
        listening.world.told("elena", f"idioma {language}")
        told = listening.notice("elena", next(one for one in parcels if names[one.person] == "elena"))
        assert told
        assert f"Ana {word}" in told.plain


def test_turning_on_what_is_on_changes_nothing(listening: Office) -> None:
    for _ in range(2):
        listening.world.told("elena", "sala aviso sí", at="network")
    assert len(listening.parcels("room-guard")) == 1


def test_what_is_said_to_the_bot_in_a_room_is_told_to_be_taken_away_too(office: Office) -> None:
    assert "bórrelo allí" in office.world.refused("luis", CHILD, at="network")
    assert "bórrelo" not in office.world.refused("luis", CHILD)
