"""Who can read a room, from its state."""

from typing import Any

import pytest

from adapters.matrix.rooms import Room, audience
from liaison_bot.chat import Audience

ME, ANA, LUIS, PARTNER = "@liaison:a.test", "@ana:a.test", "@luis:b.test", "@ruth:partner.test"
OWN = frozenset({"a.test", "b.test"})


def event(kind: str, key: str = "", **content: Any) -> dict[str, Any]:
    return {"type": kind, "state_key": key, "content": content}


def room(*members: str, encrypted: bool = True, **invited: str) -> Room:
    state = [event("m.room.member", user, membership="join") for user in members]
    state += [event("m.room.member", user, membership="invite") for user in invited.values()]
    if encrypted:
        state.append(event("m.room.encryption", algorithm="m.megolm.v1.aes-sha2"))
    return Room.of("!r", state)


def read_by(asked: Room) -> Audience:
    return audience(asked, ME, OWN)


def test_one_person_and_the_bot() -> None:
    assert read_by(room(ME, ANA)) is Audience.ONE_PERSON
    assert read_by(room(ME, invited=ANA)) is Audience.ONE_PERSON
    assert read_by(room(ME, PARTNER)) is Audience.ONE_PERSON, "a partner's own conversation is theirs alone"
    assert read_by(room(ME, ANA, invited=LUIS)) is Audience.MEMBERS


def test_people_of_the_organisations_own_servers_are_members_and_one_of_another_makes_outsiders() -> None:
    assert read_by(room(ME, ANA, LUIS)) is Audience.MEMBERS
    assert read_by(room(ME, ANA, PARTNER)) is Audience.OUTSIDERS
    assert read_by(room(ME, ANA, LUIS, invited=PARTNER)) is Audience.OUTSIDERS, "an invited one reads it at any moment"


def test_somebody_who_has_left_or_was_banned_does_not_count() -> None:
    asked = room(ME, ANA, PARTNER)
    asked.apply(event("m.room.member", PARTNER, membership="leave"))
    assert read_by(asked) is Audience.ONE_PERSON
    asked.apply(event("m.room.member", PARTNER, membership="ban"))
    assert read_by(asked) is Audience.ONE_PERSON


@pytest.mark.parametrize("members", [(ME, ANA), (ME, ANA, LUIS)])
def test_nothing_private_is_said_without_encryption(members: tuple[str, ...]) -> None:
    assert read_by(room(*members, encrypted=False)) is Audience.UNKNOWN


@pytest.mark.parametrize("rule", ["public", "restricted", "knock_restricted"])
def test_where_people_can_walk_in_it_is_open(rule: str) -> None:
    for asked in (room(ME, ANA), room(ME, ANA, LUIS), room(ME, ANA, encrypted=False)):
        asked.apply(event("m.room.join_rules", join_rule=rule))
        assert read_by(asked) is Audience.OPEN


def test_where_the_world_reads_along_it_is_open() -> None:
    asked = room(ME, ANA, LUIS)
    asked.apply(event("m.room.history_visibility", history_visibility="world_readable"))
    assert read_by(asked) is Audience.OPEN


@pytest.mark.parametrize("said", ["something new", ""])
def test_a_rule_that_is_not_known_leaves_the_readers_unknown(said: str) -> None:
    for asked in (room(ME, ANA), room(ME, ANA, LUIS)):
        asked.apply(event("m.room.join_rules", join_rule=said))
        assert read_by(asked) is Audience.UNKNOWN
    asked = room(ME, ANA, LUIS)
    asked.apply(event("m.room.history_visibility", history_visibility=said))
    assert read_by(asked) is Audience.UNKNOWN


def test_guests_change_nothing_where_each_is_let_in_by_somebody() -> None:
    asked = room(ME, ANA, LUIS)
    asked.apply(event("m.room.guest_access", guest_access="can_join"))
    assert read_by(asked) is Audience.MEMBERS
    asked.apply(event("m.room.join_rules", join_rule="public"))
    assert read_by(asked) is Audience.OPEN


def test_a_room_that_the_bot_is_not_in_is_unknown() -> None:
    assert read_by(room(ANA, LUIS)) is Audience.UNKNOWN
    assert read_by(room(ANA, invited=ME)) is Audience.UNKNOWN


def test_encryption_once_on_is_never_taken_back() -> None:
    asked = room(ME, ANA)
    asked.apply(event("m.room.encryption"))
    assert asked.encrypted


def test_what_is_malformed_says_nothing() -> None:
    asked = room(ME, ANA)
    for odd in (
        {"type": "m.room.join_rules"},
        {"type": "m.room.create", "state_key": "", "content": {"predecessor": 1}},
    ):
        asked.apply(odd)
    asked.apply(event("m.room.member", LUIS, membership=["join"]))
    assert read_by(asked) is Audience.ONE_PERSON
