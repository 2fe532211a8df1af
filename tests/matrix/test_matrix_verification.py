"""Verification by emoji: the bot's side against another implementation, both ways, both roles, every mismatch."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nio.crypto.sas import Sas as NioSas

from adapters.matrix.keys.sas import EMOJI, Party, commitment
from adapters.matrix.keys.verification import KIND, PATIENCE, Flow, Other, Said, Stage, Verification
from matrix import independent
from matrix.independent import Comparison, Json

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
BOT = Party("@bot:desk.test", "BOTDEVICE", {"ed25519:BOTDEVICE": "botkey", "ed25519:botmaster": "botmaster"})
ANA = Other("@ana:desk.test", {"PHONE": "phonekey", "OTHER": "otherkey"}, "anamaster")
ANAS = {"ed25519:PHONE": "phonekey", "ed25519:anamaster": "anamaster"}
BY_DEVICE, IN_ROOM = Flow("transaction1"), Flow("$event1", "!room:desk.test")
START: Json = {
    "from_device": "PHONE",
    "method": "m.sas.v1",
    "key_agreement_protocols": ["curve25519", "curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256", "hkdf-hmac-sha256.v2"],
    "short_authentication_string": ["decimal", "emoji"],
}

both_ways = pytest.mark.parametrize("flow", [BY_DEVICE, IN_ROOM], ids=["by device", "in a room"])


class Client:
    """Ana's phone: what it says is put together by hand; what it computes is `independent`'s."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.sas = Comparison((ANA.user, "PHONE"), (BOT.user, BOT.device), flow.id)
        self.bot = Verification(BOT, ANA, flow, NOW)

    def says(self, kind: str, /, at: datetime = NOW, **content: Any) -> list[Said]:
        return self.bot.hear(f"{KIND}{kind}", content | self.mark(), at)

    def mark(self) -> Json:
        if self.flow.room:
            return {"m.relates_to": {"rel_type": "m.reference", "event_id": self.flow.id}}
        return {"transaction_id": self.flow.id}

    def asks(self) -> list[Said]:
        return self.bot.hear_request({"from_device": "PHONE", "methods": ["m.sas.v1", "m.qr_code.show.v1"]})

    def is_compared_with(self) -> None:
        """Ana's phone asks and begins, up to where both show the emoji."""
        self.asks()
        [accepted] = self.says("start", **START)
        [key] = self.says("key", key=self.sas.key)
        assert accepted.content["commitment"] == independent.commitment(key.content["key"], START | self.mark())
        self.sas.meet(key.content["key"])

    def gives(self, **changed: Any) -> list[Said]:
        return self.says("mac", **self.sas.give(ANAS) | changed)


def kinds(said: Iterable[Said]) -> list[str]:
    return [each.kind.removeprefix(KIND) for each in said]


def cancelled(said: list[Said]) -> str:
    [only] = said
    assert only.kind == f"{KIND}cancel"
    assert only.content["reason"]
    return str(only.content["code"])


def test_the_emoji_are_those_of_every_client() -> None:
    assert [sign for sign, _ in EMOJI] == [sign for sign, _ in NioSas.emoji]


@both_ways
def test_when_a_client_asks_and_begins_both_see_the_same_and_prove_their_keys(flow: Flow) -> None:
    ana = Client(flow)
    assert kinds(ana.asks()) == ["ready"]
    ana = Client(flow)
    ana.is_compared_with()
    numbers, decimals = ana.sas.numbers(began=True)
    assert ana.bot.shown
    assert ana.bot.shown.emoji == tuple(EMOJI[number] for number in numbers)
    assert ana.bot.shown.decimals == decimals
    [mac] = ana.bot.confirm(same=True)
    assert ana.sas.proves(mac.content, BOT.keys)
    assert ana.bot.stage is Stage.CONFIRMED
    assert kinds(ana.gives()) == ["done"]
    assert ana.bot.verified
    assert ana.bot.proven == ANAS
    assert ana.says("done") == []


@both_ways
def test_when_the_bot_asks_and_begins_it_is_the_same(flow: Flow) -> None:
    ana = Client(flow)
    if flow.room:
        ana.bot.asked()
    else:
        [asked] = ana.bot.request(NOW)
        assert asked.content["timestamp"] == NOW.timestamp() * 1000
    assert ana.says("ready", from_device="PHONE", methods=["m.sas.v1"]) == []
    [start] = ana.bot.begin()
    [key] = ana.says(
        "accept",
        key_agreement_protocol="curve25519-hkdf-sha256",
        hash="sha256",
        message_authentication_code="hkdf-hmac-sha256.v2",
        short_authentication_string=["emoji"],
        commitment=independent.commitment(ana.sas.key, start.content),
    )
    assert ana.says("key", key=ana.sas.key) == []
    ana.sas.meet(key.content["key"])
    numbers, decimals = ana.sas.numbers(began=False)
    assert ana.bot.shown
    assert ana.bot.shown.emoji == tuple(EMOJI[number] for number in numbers)
    assert ana.bot.shown.decimals == decimals
    assert ana.gives() == []
    said = ana.bot.confirm(same=True)
    assert kinds(said) == ["mac", "done"]
    assert ana.sas.proves(said[0].content, BOT.keys)
    assert ana.bot.verified


@both_ways
def test_every_event_names_its_verification(flow: Flow) -> None:
    ana = Client(flow)
    for said in (ana.asks(), ana.says("start", **START), ana.bot.cancel("m.user")):
        assert said
        assert all(ana.mark().items() <= each.content.items() for each in said)


def test_a_commitment_is_over_the_key_and_the_start_as_it_was_sent() -> None:
    start = {"b": [1, "ñ"], "a": {"y": None, "x": True}}
    assert commitment("key", start) == independent.commitment("key", start)
    assert commitment("key", start) != commitment("key", {**start, "unsigned": {}})
    assert "=" not in commitment("key", start)


def test_emoji_that_differ_end_it() -> None:
    ana = Client(BY_DEVICE)
    ana.is_compared_with()
    assert cancelled(ana.bot.confirm(same=False)) == "m.mismatched_sas"
    assert ana.gives() == []
    assert not ana.bot.verified


def test_somebody_in_between_is_shown_by_other_emoji() -> None:
    ana = Client(BY_DEVICE)
    ana.asks()
    ana.says("start", **START)
    between = Comparison((ANA.user, "PHONE"), (BOT.user, BOT.device), BY_DEVICE.id)
    ana.says("key", key=between.key)
    ana.sas.meet(between.key)
    assert ana.bot.shown
    assert ana.bot.shown.emoji != tuple(EMOJI[number] for number in ana.sas.numbers(began=True)[0])


@pytest.mark.parametrize("name", ["ed25519:PHONE", "ed25519:anamaster"])
def test_a_proof_of_another_key_than_the_servers_ends_it(name: str) -> None:
    ana = Client(BY_DEVICE)
    ana.is_compared_with()
    ana.bot.confirm(same=True)
    assert cancelled(ana.says("mac", **ana.sas.give({**ANAS, name: "another"}))) == "m.key_mismatch"
    assert not ana.bot.verified
    assert not ana.bot.proven


@pytest.mark.parametrize(
    "changed",
    [
        {"keys": "AAAA"},
        {"keys": None},
        {"mac": {}},
        {"mac": {"ed25519:anamaster": "AAAA"}},
        {"mac": {"ed25519:PHONE": 7}},
    ],
)
def test_proofs_that_do_not_fit_end_it(changed: Json) -> None:
    ana = Client(BY_DEVICE)
    ana.is_compared_with()
    ana.bot.confirm(same=True)
    assert cancelled(ana.gives(**changed)) == "m.key_mismatch"


def test_a_proof_that_leaves_out_the_device_ends_it() -> None:
    ana = Client(BY_DEVICE)
    ana.is_compared_with()
    assert cancelled(ana.says("mac", **ana.sas.give({"ed25519:anamaster": "anamaster"}))) == "m.key_mismatch"


def test_a_key_that_nobody_knows_proves_nothing_and_hinders_nothing() -> None:
    ana = Client(BY_DEVICE)
    ana.is_compared_with()
    ana.bot.confirm(same=True)
    assert kinds(ana.says("mac", **ana.sas.give({**ANAS, "ed25519:NEW": "newkey"}))) == ["done"]
    assert ana.bot.proven == ANAS


def test_a_bots_own_proofs_do_not_count_when_they_come_back() -> None:
    ana = Client(BY_DEVICE)
    ana.is_compared_with()
    [mac] = ana.bot.confirm(same=True)
    assert cancelled(ana.bot.hear(mac.kind, mac.content, NOW)) == "m.key_mismatch"


def test_a_bots_own_key_does_not_count_when_it_comes_back() -> None:
    ana = Client(BY_DEVICE)
    ana.bot.request(NOW)
    ana.says("ready", from_device="PHONE", methods=["m.sas.v1"])
    [start] = ana.bot.begin()
    sent = ana.bot._secret.public  # noqa: SLF001 - what an attacker who could read it would send back
    ana.says("accept", **accepting(independent.commitment(sent, start.content)))
    assert cancelled(ana.says("key", key=sent)) == "m.key_mismatch"


def accepting(committed: str, **changed: Any) -> Json:
    return {
        "key_agreement_protocol": "curve25519-hkdf-sha256",
        "hash": "sha256",
        "message_authentication_code": "hkdf-hmac-sha256.v2",
        "short_authentication_string": ["emoji", "decimal"],
        "commitment": committed,
    } | changed


def test_a_key_that_was_not_committed_to_ends_it() -> None:
    ana = Client(BY_DEVICE)
    ana.bot.request(NOW)
    ana.says("ready", from_device="PHONE", methods=["m.sas.v1"])
    [start] = ana.bot.begin()
    other = Comparison(("", ""), ("", ""), "")
    ana.says("accept", **accepting(independent.commitment(other.key, start.content)))
    assert cancelled(ana.says("key", key=ana.sas.key)) == "m.mismatched_commitment"
    assert ana.bot.shown is None


@pytest.mark.parametrize("key", ["AAAA", "", "*", 7, None, "A" * 43])
def test_a_key_that_is_none_ends_it(key: object) -> None:
    ana = Client(BY_DEVICE)
    ana.asks()
    ana.says("start", **START)
    assert cancelled(ana.says("key", key=key)) in {"m.key_mismatch", "m.invalid_message"}


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "m.reciprocate.v1"},
        {"key_agreement_protocols": ["curve25519"]},
        {"hashes": ["md5"]},
        {"message_authentication_codes": ["hkdf-hmac-sha256"]},
        {"short_authentication_string": ["colours"]},
        {"short_authentication_string": []},
        {"hashes": None},
    ],
)
def test_a_start_with_no_method_in_common_ends_it(changed: Json) -> None:
    ana = Client(BY_DEVICE)
    ana.asks()
    assert cancelled(ana.says("start", **START | changed)) == "m.unknown_method"


@pytest.mark.parametrize(
    "changed",
    [
        {"hash": "md5"},
        {"key_agreement_protocol": "curve25519"},
        {"message_authentication_code": "hkdf-hmac-sha256"},
        {"short_authentication_string": ["colours"]},
    ],
)
def test_an_acceptance_of_what_was_not_offered_ends_it(changed: Json) -> None:
    ana = Client(BY_DEVICE)
    ana.bot.request(NOW)
    ana.says("ready", from_device="PHONE", methods=["m.sas.v1"])
    ana.bot.begin()
    assert cancelled(ana.says("accept", **accepting("AAAA", **changed))) == "m.unknown_method"


def test_a_request_without_emoji_is_declined() -> None:
    ana = Client(BY_DEVICE)
    said = ana.bot.hear_request({"from_device": "PHONE", "methods": ["m.qr_code.show.v1"]})
    assert cancelled(said) == "m.unknown_method"


@pytest.mark.parametrize("device", ["NOBODY", None, 7, ["PHONE"]])
def test_a_device_that_the_server_does_not_name_is_declined(device: object) -> None:
    ana = Client(BY_DEVICE)
    said = ana.bot.hear_request({"from_device": device, "methods": ["m.sas.v1"]})
    assert cancelled(said) == "m.invalid_message"


def test_another_device_cannot_begin_in_its_place() -> None:
    ana = Client(BY_DEVICE)
    ana.asks()
    assert cancelled(ana.says("start", **START | {"from_device": "OTHER"})) == "m.user_mismatch"


ORDER = ["ready", "start", "accept", "key", "mac", "done"]


@pytest.mark.parametrize("reached", ["ready", "accepted", "comparing", "confirmed"])
@pytest.mark.parametrize("kind", ORDER)
def test_what_comes_out_of_order_ends_it(reached: str, kind: str) -> None:
    ana = Client(BY_DEVICE)
    ana.asks()
    expected = {"ready": {"start"}, "accepted": {"key"}, "comparing": {"mac"}, "confirmed": {"mac", "done"}}[reached]
    if reached == "accepted":
        ana.says("start", **START)
    elif reached in {"comparing", "confirmed"}:
        ana = Client(BY_DEVICE)
        ana.is_compared_with()
        if reached == "confirmed":
            ana.bot.confirm(same=True)
    if kind not in expected:
        assert cancelled(ana.says(kind, **START)) == "m.unexpected_message"
        assert ana.bot.stage is Stage.CANCELLED


def test_after_a_cancellation_nothing_is_said_any_more() -> None:
    ana = Client(BY_DEVICE)
    ana.is_compared_with()
    ana.gives()
    assert ana.says("cancel", code="m.user") == []
    assert ana.bot.confirm(same=True) == []
    assert (ana.bot.code, ana.bot.proven, ana.bot.verified) == ("m.user", {}, False)


def test_what_takes_too_long_is_ended() -> None:
    ana = Client(BY_DEVICE)
    ana.asks()
    assert ana.bot.wait(NOW + PATIENCE - timedelta(seconds=1)) == []
    assert cancelled(ana.bot.wait(NOW + PATIENCE)) == "m.timeout"
    late = Client(BY_DEVICE)
    late.asks()
    assert cancelled(late.says("start", at=NOW + PATIENCE, **START)) == "m.timeout"


@pytest.mark.parametrize(("other", "accepts"), [("@aaa:desk.test", True), ("@zzz:desk.test", False)])
def test_when_both_begin_the_first_name_counts(other: str, accepts: bool) -> None:  # noqa: FBT001 - a parameter of the test
    bot = Verification(BOT, Other(other, {"PHONE": "phonekey"}), BY_DEVICE, NOW)
    bot.request(NOW)
    bot.hear(f"{KIND}ready", {"from_device": "PHONE", "methods": ["m.sas.v1"]}, NOW)
    bot.begin()
    assert kinds(bot.hear(f"{KIND}start", START, NOW)) == (["accept"] if accepts else [])
    assert bot.stage is (Stage.ACCEPTED if accepts else Stage.STARTED)


nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(START)), inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from([*START, "key", "mac", "keys", "code", "commitment", "hash", "m.relates_to"])


@given(
    st.lists(st.tuples(st.sampled_from([*ORDER, "cancel", "unheard"]), st.dictionaries(fields, nonsense)), max_size=6)
)
def test_no_nonsense_verifies_or_breaks_it(heard: list[tuple[str, Json]]) -> None:
    ana = Client(BY_DEVICE)
    ana.asks()
    for kind, content in heard:
        ana.bot.hear(f"{KIND}{kind}", content, NOW)
    assert not ana.bot.verified
