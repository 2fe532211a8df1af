"""Rooms' keys that come to the bot's device: which are taken, and from whom."""

from collections.abc import Callable
from typing import Any

import pytest
from nio.crypto import InboundGroupSession, OutboundGroupSession
from nio.store import SqliteMemoryStore

from adapters.matrix.machine import MEGOLM, Machine

ROOM = "!sala:ministry.test"
ANA = "@ana:ministry.test"
KEYS = {"sender_key": "C" * 43, "sender_claimed_ed25519_key": "E" * 43}
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def machine() -> Machine:
    return Machine("@bot:ministry.test", "BOT", SqliteMemoryStore("@bot:ministry.test", "BOT"))


def forwarded(made: OutboundGroupSession) -> dict[str, Any]:
    """What Ana's device that made a key forwards."""
    held = InboundGroupSession(made.session_key, KEYS["sender_claimed_ed25519_key"], KEYS["sender_key"], ROOM)
    content = {
        "algorithm": MEGOLM,
        "room_id": ROOM,
        "session_id": made.id,
        "session_key": held.export_session(held.first_known_index),
        "forwarding_curve25519_key_chain": [],
        **KEYS,
    }
    signing = {"ed25519": KEYS["sender_claimed_ed25519_key"]}
    return {"type": "m.forwarded_room_key", "sender": ANA, "sender_device": "ANA", "keys": signing, "content": content}


def take(machine: Machine, payload: dict[str, Any], sender: str = ANA) -> bool:
    """Whether the key is there after a device of Ana's has forwarded it."""
    machine._handle_olm_event(sender, KEYS["sender_key"], payload)  # noqa: SLF001 - what decrypting leads to
    content = payload["content"]
    return machine.inbound_group_store.get(ROOM, content["sender_key"], content["session_id"]) is not None


def test_a_key_that_was_asked_for_is_taken_from_the_device_that_made_it(machine: Machine) -> None:
    made = OutboundGroupSession()
    machine.asked(made.id, ROOM, ANA)
    assert take(machine, forwarded(made))


@pytest.mark.parametrize(
    "change",
    [
        lambda payload: payload["content"].update(sender_key="D" * 43),
        lambda payload: payload["content"].update(sender_claimed_ed25519_key="F" * 43),
        lambda payload: payload["content"].update(room_id="!otra:ministry.test"),
        lambda payload: payload["content"].update(session_id=OutboundGroupSession().id),
        lambda payload: payload["content"].pop("sender_key") and payload["content"].update(sender_key=""),
    ],
    ids=["another maker", "another signing key", "another room", "another key", "no maker"],
)
def test_nothing_else_is_taken(machine: Machine, change: Change) -> None:
    made = OutboundGroupSession()
    machine.asked(made.id, ROOM, ANA)
    payload = forwarded(made)
    change(payload)
    assert not take(machine, payload)


def test_nor_is_a_key_that_nobody_asked_this_person_for(machine: Machine) -> None:
    unasked, asked = OutboundGroupSession(), OutboundGroupSession()
    assert not take(machine, forwarded(unasked))
    machine.asked(asked.id, ROOM, "@luis:ministry.test")
    assert not take(machine, forwarded(asked))


def test_a_key_that_comes_again_from_further_on_still_opens_what_came_before(machine: Machine) -> None:
    made = OutboundGroupSession()
    made.mark_as_shared()
    first = made.session_key
    sealed = made.encrypt("uno")
    for key in (first, made.session_key):
        machine.create_group_session(KEYS["sender_key"], KEYS["sender_claimed_ed25519_key"], ROOM, made.id, key)
    held = machine.inbound_group_store.get(ROOM, KEYS["sender_key"], made.id)
    assert held.decrypt(sealed) == ("uno", 0)
