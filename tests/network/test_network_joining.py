"""Joining by a one-time code, and being a stranger until then."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_bot.chat import Message
from liaison_bot.network.invitations import hash_code
from liaison_bot.records.network import Role
from office import Office, code_in, fact
from world import World, account, small_network

PANAMA = 'liaison invite desk=PA role=alternate language=fr name="María Peña"'
WRONG = "7KQ2-MXA4-9TBC"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A Network that strangers talk to all day."""
    folder: Path = tmp_path_factory.mktemp("crowd")
    with small_network(folder) as network:
        yield network


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=300) | st.sampled_from(["help", "referral list", "quién", "R-7KQ2MX", "unirse", "leave"]))
def test_a_stranger_is_told_how_to_join_whatever_they_type(crowd: World, text: str) -> None:
    told = crowd.text("stranger", text)
    assert isinstance(told, Message)
    how = crowd.text("another", "hello")
    assert isinstance(how, Message)
    if not told.error:
        assert told == how
    assert not told.facts
    assert not told.items
    assert not told.buttons
    for language in ("es", "en", "fr"):
        line = crowd.services.grammar.line(crowd.services.catalogues.of(language), "liaison", "join")
        assert line in told.plain


def test_words_that_are_no_code_are_not_even_counted_as_a_try(office: Office) -> None:
    for _ in range(20):
        office.say("stranger", "hello friends")
        office.say("stranger", "join")
    assert not office.say("stranger", "hello").error
    assert office.trail() == []


def test_a_new_colleague_is_welcomed_in_their_language_with_what_to_do_first(office: Office) -> None:
    code = office.invited(PANAMA)
    welcome = office.say("maria", f"liaison join {code}")
    assert "María Peña" in welcome.plain
    assert fact(welcome, "Bureau") == "Panama"
    assert fact(welcome, "Fonction") == "agent(e) de liaison suppléant(e)"
    assert [button.words for button in welcome.buttons] == [
        "liaison aide",
        "liaison moi",
        "orientation liste",
        "orientation nouvelle",
    ]
    for button in welcome.buttons[:-1]:
        office.world.told("maria", button.words)
    office.world.asked("maria", welcome.buttons[-1].words)


def test_a_new_colleague_holds_the_role_from_today_in_the_zone_of_their_desk(office: Office) -> None:
    office.world.clock.move(hours=12)  # three in the morning of the 24th in UTC, still the 23rd in Panama
    office.say("maria", office.invited(PANAMA))
    directory = office.directory()
    actor = directory.actor(account("maria"), office.world.clock())
    assert actor
    assert actor.roles == {Role.ALTERNATE}
    assert actor.person.zone == "America/Panama"
    assert [one.starts.isoformat() for one in directory.tenures if one.person == actor.person.id] == ["2026-11-23"]


def test_somebody_with_nothing_to_do_with_referrals_is_not_offered_any(office: Office) -> None:
    code = office.invited('invite desk=RNCOM role=civil-society language=en name="Pat Doe"')
    welcome = office.say("pat", code)
    assert [button.words for button in welcome.buttons] == ["liaison help", "liaison me"]


@pytest.mark.parametrize(
    "typed",
    [
        "liaison join {}",
        "join {}",
        "JOIN {}",
        "enlace unirse {}",
        "unirse {}",
        "Ingresar {}",
        "liaison rejoindre {}",
        "rejoindre {}",
        "{}",
        "/liaison join {}",
        "!join {}",
        "  “{}”  ",
    ],
)
def test_a_code_is_understood_however_it_is_typed(office: Office, typed: str) -> None:
    code = office.invited(PANAMA)
    assert office.say("maria", typed.format(code.lower())).title.startswith("Bienvenue")


@pytest.mark.parametrize("change", [lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_a_code_may_be_typed_without_its_dashes(office: Office, change: object) -> None:
    assert callable(change)
    assert office.say("maria", change(office.invited(PANAMA))).title.startswith("Bienvenue")


def test_a_code_is_kept_only_as_its_hash(office: Office) -> None:
    code = office.invited(PANAMA)
    assert hash_code(code) == hash_code(code.lower().replace("-", " "))
    assert all(code not in repr(entry) for entry in office.trail())


def test_a_code_works_once(office: Office) -> None:
    code = office.invited(PANAMA)
    office.say("maria", code)
    again = office.say("thief", code)
    assert again == office.say("other", WRONG)
    assert office.directory().actor(account("thief"), office.world.clock()) is None


def test_an_expired_code_is_answered_like_an_unknown_one(office: Office) -> None:
    code = office.invited(PANAMA)
    office.world.clock.move(days=7, seconds=1)
    assert office.say("maria", code) == office.say("other", WRONG)


def test_a_code_that_does_not_work_is_said_kindly_in_three_languages(office: Office) -> None:
    told = office.say("stranger", f"join {WRONG}")
    assert told.error
    for words in ("Ese código no funciona", "That code does not work", "Ce code ne fonctionne pas"):
        assert words in told.plain


def test_whoever_tries_too_many_codes_has_to_wait_an_hour(office: Office) -> None:
    code = office.invited(PANAMA)
    for _ in range(5):
        assert "no funciona" in office.say("maria", WRONG).plain
    told = office.say("maria", code)
    assert "in an hour" in told.plain
    assert "no funciona" not in told.plain
    assert office.say("someone-else", "join").error is False
    office.world.clock.move(hours=1, seconds=1)
    assert office.say("maria", code).title.startswith("Bienvenue")


def test_going_on_trying_does_not_fill_the_trail(office: Office) -> None:
    for _ in range(20):
        office.say("stranger", WRONG)
    results = [entry.result for entry in office.trail()]
    assert results == ["liaison-join-wrong"] * 5 + ["liaison-join-too-often"]
    assert {entry.command for entry in office.trail()} == {"liaison-join"}


def test_joining_is_in_the_trail_with_who_joined_and_where(office: Office) -> None:
    office.say("maria", office.invited(PANAMA))
    entry = office.trail()[-1]
    assert (entry.command, entry.result, entry.desk, entry.roles, entry.place) == (
        "liaison-join",
        "done",
        "PA",
        "alternate",
        "direct",
    )
    assert entry.person is not None


def test_a_code_typed_in_a_room_works_and_says_nothing_about_who_joined(office: Office) -> None:
    code = office.invited(PANAMA)
    welcome = office.say("maria", f"join {code}", at="shared")
    assert not welcome.error
    assert "María" not in welcome.plain
    assert "Panama" not in welcome.plain
    assert office.directory().actor(account("maria"), office.world.clock())


def test_the_desk_and_whoever_invited_are_told_of_a_new_colleague(office: Office) -> None:
    code = office.invited('invite role=alternate language=es name="Rosa"', by="ana")
    office.say("rosa", code)
    parcels = office.parcels("member-joined")
    names = {person.id: user for user, person in office.world.people.items()}
    assert {names[parcel.person] for parcel in parcels} == {"ana", "carlos", "hilda"}
    told = office.notice("carlos", parcels[0])
    assert told
    assert "Rosa" in told.plain
    assert "Honduras" in told.plain


def test_a_member_who_types_a_colleagues_code_leaves_it_good_for_them(office: Office) -> None:
    code = office.invited(PANAMA)
    assert "para otra persona" in office.world.refused("ana", f"enlace unirse {code}")
    assert office.say("maria", code).title.startswith("Bienvenue")


def test_a_colleagues_code_that_a_member_types_counts_as_a_try(office: Office) -> None:
    code = office.invited(PANAMA)
    for _ in range(5):
        assert "para otra persona" in office.world.refused("ana", f"enlace unirse {code}")
    assert "una hora" in office.world.refused("ana", f"enlace unirse {code}")
    assert {entry.result for entry in office.trail() if entry.command == "liaison-join"} == {
        "liaison-join-other-person",
        "liaison-join-too-often",
    }


def test_a_member_who_joins_again_is_told_that_they_are_here(office: Office) -> None:
    assert "Ana" in office.world.told("ana", "liaison join").plain


def test_a_member_cannot_try_codes_without_end_either(office: Office) -> None:
    for _ in range(5):
        assert "no funciona" in office.world.refused("ana", f"join {WRONG}")
    assert "una hora" in office.world.refused("ana", f"join {WRONG}")


def test_a_second_account_is_linked_with_a_code_of_ones_own(office: Office) -> None:
    code = code_in(office.world.told("ana", "enlace vincular"))
    assert "ya es suya" in office.world.refused("ana", f"join {code}")
    welcome = office.say("ana-on-matrix", code)
    assert "Ana" in welcome.plain
    actor = office.directory().actor(account("ana-on-matrix"), office.world.clock())
    assert actor
    assert actor.person.id == office.world.people["ana"].id
    assert office.parcels("member-joined") == []
    assert "ana-on-matrix" in office.world.told("ana", "yo").plain


def test_a_link_code_works_for_an_hour(office: Office) -> None:
    code = code_in(office.world.told("ana", "liaison link"))
    office.world.clock.move(hours=1, seconds=1)
    assert office.say("ana-on-matrix", code).error


def test_a_code_dies_with_the_role_of_whoever_issued_it(office: Office) -> None:
    invitation = office.invited('invite role=alternate language=es name="Rosa"', by="ana")
    link = code_in(office.world.told("ana", "liaison link"))
    office.world.told("ana", "leave confirm=yes")
    assert office.say("rosa", invitation).error
    assert office.say("ana-on-matrix", link).error


def test_somebody_whose_role_ended_is_a_stranger_until_they_are_invited_again(office: Office) -> None:
    office.world.told("ana", "leave confirm=yes")
    assert "liaison join" in office.say("ana", "help").plain
    code = office.invited('invite desk=ST role=secretariat language=es name="Ana"')
    assert office.say("ana", code).title
    actor = office.directory().actor(account("ana"), office.world.clock())
    assert actor
    assert actor.desk.code == "ST"


def test_the_same_event_delivered_again_joins_once_and_gets_the_same_answer(office: Office) -> None:
    code = office.invited(PANAMA)
    first = office.world.say("maria", code, event="twice")
    assert office.world.say("maria", code, event="twice") == first
    assert sum(person.name == "María Peña" for person in office.directory().people) == 1
