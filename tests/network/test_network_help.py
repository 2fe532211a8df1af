"""Help, and the ways to go on with what is being typed."""

import pytest

from liaison_bot.chat import Message, ShownForm
from office import Office
from world import World, account


@pytest.mark.parametrize(
    ("user", "there", "not_there"),
    [
        ("ana", ("remisión aceptar", "enlace invitar"), ("enlace presidencia", "enlace unirse")),
        ("marie", ("orientation accepter", "liaison inviter"), ("remisión", "liaison présidence")),
        ("ramon", ("enlace yo",), ("remisión aceptar", "enlace quién", "enlace canal")),
        ("elena", ("enlace presidencia", "enlace invitar"), ("remisión aceptar", "enlace canal")),
    ],
)
def test_help_lists_what_somebody_may_use_in_their_words(
    office: Office, user: str, there: tuple[str, ...], not_there: tuple[str, ...]
) -> None:
    told = office.world.told(user, "help")
    offered = {f"{topic} {verb}" for topic, verbs in map(offers, told.paragraphs) for verb in verbs}
    assert offered.issuperset(there)
    assert not any(one.startswith(not_there) for one in offered)
    assert len(told.plain) < 1500, "it is read on a telephone"


def offers(paragraph: str) -> tuple[str, list[str]]:
    """A topic's word, and those of its commands."""
    topic, _, verbs = paragraph.partition("\n")[2].partition(" ")
    return topic, verbs.split(" · ")


@pytest.mark.parametrize("user", ["ana", "elena", "ramon", "marie", "grace"])
def test_every_button_of_help_does_something(office: Office, user: str) -> None:
    for button in office.world.told(user, "help").buttons:
        for item in office.world.told(user, button.words).items:
            assert item.button
            reply = office.world.say(user, item.button.words, forms=True)
            assert isinstance(reply, ShownForm) or (isinstance(reply, Message) and office.understood(reply))


@pytest.mark.parametrize(
    "typed", ["help away", "help liaison away", "ayuda ausencia", "aide liaison absence", "? enlace away"]
)
def test_a_commands_details_are_found_in_any_language(office: Office, typed: str) -> None:
    told = office.world.told("grace", typed)
    assert told.title == "liaison away"
    assert "Type: liaison away 12/24 1/4" in told.plain


def test_a_command_about_a_referral_shows_where_its_reference_goes(office: Office) -> None:
    assert "R-7KQ2MX" in office.world.told("ana", "ayuda aceptar").plain


def test_a_topic_alone_is_a_call_for_its_help(office: Office) -> None:
    assert office.world.told("ana", "enlace") == office.world.told("ana", "ayuda enlace")


def test_help_for_what_nobody_knows_is_refused_with_the_nearest(office: Office) -> None:
    assert "¿Quiso decir" in office.world.refused("ana", "ayuda ausensia")
    office.world.refused("ana", "ayuda zzzzzz")
    office.world.refused("ramon", "ayuda aceptar")


def suggested(world: World, user: str, text: str) -> list[str]:
    return [one.words for one in world.app.suggest(account(user), text)]


def test_words_of_any_language_are_completed_in_ones_own(world: World) -> None:
    assert suggested(world, "ana", "referral acce") == ["remisión aceptar"]
    assert suggested(world, "ana", "ACEP") == ["remisión aceptar"]
    assert suggested(world, "marie", "enlace aus") == ["liaison absence"]
    assert suggested(world, "ana", "zzz") == []


def test_no_more_is_suggested_than_fits_and_nothing_that_is_not_allowed(world: World) -> None:
    assert len(suggested(world, "ana", "")) == 8
    assert all("remisión" not in words for words in suggested(world, "ramon", ""))
    assert suggested(world, "nobody", "help") == []


def test_a_desks_own_references_are_suggested_for_a_command_about_one(world: World) -> None:
    reference = world.sent("luis", "HN")
    assert f"remisión aceptar {reference}" in suggested(world, "ana", "remisión aceptar ")
    typed = reference.replace("-", "").lower()[:4]
    assert suggested(world, "ana", f"remisión aceptar {typed}") == [f"remisión aceptar {reference}"]
    assert all(reference not in words for words in suggested(world, "grace", "referral accept "))
    assert all(reference not in words for words in suggested(world, "elena", "remisión ver "))


def test_an_answer_in_a_room_is_in_the_rooms_language(office: Office) -> None:
    told = office.world.say("grace", "help", at="network")
    assert isinstance(told, Message)
    assert told.title == "Lo que puede hacer"
