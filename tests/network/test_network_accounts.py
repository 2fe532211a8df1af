"""One's own accounts: a second one is told of at the first, and can be taken away."""

import pytest

from office import Office, code_in
from world import World, account

SECOND = "ana-on-matrix"


@pytest.fixture
def both(office: Office) -> Office:
    """Ana has a second account."""
    office.world.clock.move(minutes=1)
    office.say(SECOND, code_in(office.world.told("ana", "enlace vincular")))
    return office


def accounts(office: Office) -> list[str]:
    number = office.world.people["ana"].id
    return [link.account.user for link in office.directory().links if link.person == number]


def buttons(world: World, user: str) -> dict[str, str]:
    """What each account's button types."""
    return {item.text: item.button.words for item in world.told(user, "liaison unlink").items if item.button}


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", "Otra cuenta actúa desde ahora en su nombre: fake: ana-on-matrix. Si no fue usted"),
        ("en", "Another account acts in your name from now on: fake: ana-on-matrix. If this was not you"),
        (
            "fr",
            "Un autre compte agit désormais en votre nom : fake\N{NO-BREAK SPACE}: ana-on-matrix. Si ce n'était",
        ),
    ],
)
def test_a_second_account_is_told_of_at_the_first(both: Office, language: str, says: str) -> None:
    both.world.told("ana", f"liaison language {language}")
    (parcel,) = both.parcels("account-linked")
    assert parcel.account == account("ana"), "and not where whoever linked it reads"
    told = both.notice("ana", parcel)
    assert told
    assert says in told.plain
    both.world.told("ana", told.buttons[0].words)


def test_an_account_that_was_taken_away_already_is_not_told_of(both: Office) -> None:
    (parcel,) = both.parcels("account-linked")
    both.world.told("ana", buttons(both.world, "ana")["fake: ana-on-matrix"])
    assert both.notice("ana", parcel) is None


def test_the_first_account_takes_the_second_away(both: Office) -> None:
    answer = both.world.told("ana", buttons(both.world, "ana")["fake: ana-on-matrix"])
    assert "ya no actúa en su nombre" in answer.plain
    assert accounts(both) == ["ana"]
    assert "liaison join" in both.say(SECOND, "ayuda").plain
    entry = both.trail()[-1]
    assert (entry.command, entry.before) == ("liaison-unlink", "fake")


def test_a_second_account_takes_away_itself_and_not_the_first(both: Office) -> None:
    own = buttons(both.world, SECOND)
    assert list(own) == ["esta cuenta: fake: ana-on-matrix"]
    first = buttons(both.world, "ana")["esta cuenta: fake: ana"]
    assert "se vinculó antes que esta" in both.world.refused(SECOND, first)
    both.world.told(SECOND, own["esta cuenta: fake: ana-on-matrix"])
    assert accounts(both) == ["ana"]


def test_the_first_account_may_go_and_the_second_is_written_to_then(both: Office) -> None:
    both.world.told("ana", buttons(both.world, "ana")["esta cuenta: fake: ana"])
    number = both.world.people["ana"].id
    assert both.directory().account(number, frozenset({"fake"})) == account(SECOND)


def test_the_last_account_goes_only_when_it_is_said_once_more(office: Office) -> None:
    (words,) = buttons(office.world, "ana").values()
    assert words.endswith(" sí")
    assert "Es su única cuenta" in office.world.refused("ana", words.removesuffix(" sí"))
    assert accounts(office) == ["ana"]
    office.world.told("ana", words)
    assert accounts(office) == []


def test_nobody_takes_anothers_account_away(both: Office) -> None:
    for words in buttons(both.world, "ana").values():
        assert "Ninguna cuenta suya" in both.world.refused("luis", words)
    assert "conversación directa" in both.world.refused("ana", "desvincular", at="hn-room")


def test_about_you_offers_it_to_those_who_have_two(both: Office) -> None:
    verbs = [button.words for button in both.world.told("ana", "yo").buttons]
    assert "enlace desvincular" in verbs
    assert "enlace desvincular" not in [button.words for button in both.world.told("luis", "yo").buttons]


def test_what_waits_for_somebody_goes_where_they_have_had_an_account_longest(both: Office) -> None:
    both.world.clock.move(days=1)
    number = both.world.people["ana"].id
    assert both.directory().account(number, frozenset({"fake"})) == account("ana")
    assert both.directory().account(number, frozenset()) is None
