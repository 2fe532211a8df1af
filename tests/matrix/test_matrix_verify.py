"""`matrix-verify` on a real homeserver with an officer's client: both ways, both roles, and every refusal."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from nio import RoomPutStateResponse

from adapters.matrix.device import MatrixStartError, own_store, read_device
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.keys.comparing import verify
from adapters.matrix.keys.setup import setup
from adapters.matrix.keys.verification import KIND, Said, Verification
from adapters.matrix.keys.verifying import Outcome, Question
from adapters.matrix.settings import MatrixSettings
from matrix.independent import check, only_key, public
from matrix.officer import PASSWORD
from matrix.officer_with_keys import officer
from matrix.phone import REQUEST, START, Phone, keys_of_officer, meeting
from matrix.synapse import Synapse

Register = Callable[[str, str], str]


@dataclass
class Operator:
    """Compares what the bot's terminal shows with what the phone does."""

    phone: Phone
    began: bool
    says: bool | None = None
    asked: list[Question] = field(default_factory=list)

    async def __call__(self, question: Question) -> bool:
        self.asked.append(question)
        for _ in range(200):  # the phone may need a moment to have the bot's key
            if self.phone.sas._shared:  # noqa: SLF001 - ours
                break
            await asyncio.sleep(0.05)
        return self.phone.shows(began=self.began) == question.shown.emoji if self.says is None else self.says


@pytest.fixture
def settings(homeserver: Synapse, newcomer: Register, tmp_path: Path) -> MatrixSettings:
    user = homeserver.user_id(newcomer("bot", PASSWORD))
    bare = MatrixSettings(homeserver=homeserver.url, user_id=user, store=tmp_path / "store", password=PASSWORD)
    shown: list[str] = []
    asyncio.run(setup(bare, shown.append))
    return replace(bare, recovery_key=shown[0])


async def keys_of_bot(phone: Phone) -> dict[str, str]:
    answer = await phone.officer.query(phone.bot)
    name = f"ed25519:{phone.bot_device}"
    master = only_key(answer["master_keys"][phone.bot])
    return {name: answer["device_keys"][phone.bot][phone.bot_device]["keys"][name], f"ed25519:{master}": master}


WAYS = ["by device", "in a room", "in an encrypted room"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("asking", ["the officer asks", "the bot asks"])
def test_both_sides_see_the_same_and_are_verified(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings, way: str, asking: str
) -> None:
    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, way) as (phone, keys):
            began = asking == "the officer asks"
            operator = Operator(phone, began)
            whom = "" if began else phone.officer.user
            patience = timedelta(seconds=30)
            if began and phone.room:
                await phone.asks()
            work = asyncio.create_task(verify(settings, operator, whom=whom, patience=patience))
            if began:
                if not phone.room:
                    await phone.asks()
                await phone.hears("ready")
                await phone.compares_as_beginner()
            else:
                await phone_is_asked(phone)
                await phone.compares_as_asked()
            mac = await phone.hears("mac")
            assert phone.sas.proves(mac, await keys_of_bot(phone))
            await phone.says("mac", phone.sas.give(keys_of_officer(phone, keys)))
            await phone.hears("done")
            await phone.says("done", {})
            outcome = await work
            assert outcome == Outcome(phone.officer.user, phone.officer.device, verified=True, identity=True)
            assert [question.user for question in operator.asked] == [phone.officer.user]
            await the_signature_holds(homeserver, settings, phone)

    asyncio.run(scenario())


@pytest.mark.parametrize("way", ["by device", "in a room"])
def test_that_all_is_done_is_never_said_before_the_proof_of_it(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operator says yes, and while the bot's proof is on its way, the officer's comes."""
    proven = asyncio.Event()
    device = read_device(settings.store)
    assert device
    put, hear = Homeserver.put, Verification.hear

    async def slowly(self: Homeserver, *path: str, body: Mapping[str, Any]) -> Any:
        if f"{KIND}mac" in path and self.token == device.token:
            await proven.wait()
            await asyncio.sleep(0.3)
        return await put(self, *path, body=body)

    def heard(self: Verification, kind: str, content: Mapping[str, Any], now: datetime) -> list[Said]:
        said = hear(self, kind, content, now)
        if kind == f"{KIND}mac":
            proven.set()
        return said

    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, way) as (phone, keys):
            work = asyncio.create_task(verify(settings, Operator(phone, began=True), patience=timedelta(seconds=30)))
            await phone.asks()
            await phone.hears("ready")
            await phone.compares_as_beginner()
            await phone.says("mac", phone.sas.give(keys_of_officer(phone, keys)))
            await phone.hears("mac")
            await phone.hears("done")
            outcome = await work
            assert outcome
            assert outcome.verified

    monkeypatch.setattr(Homeserver, "put", slowly)
    monkeypatch.setattr(Verification, "hear", heard)
    asyncio.run(scenario())


async def phone_is_asked(phone: Phone) -> None:
    if phone.room:
        patience = time.monotonic() + 15
        while not phone.flow:
            assert time.monotonic() < patience
            await phone.officer.sync()
            for event in phone.officer.decrypted:
                if event.source["content"].get("msgtype") == f"{KIND}request":
                    assert event.source["content"]["to"] == phone.officer.user
                    phone.flow = event.event_id
    else:
        asked = await phone.hears("request")
        assert asked["from_device"] == phone.bot_device
        phone.flow = asked["transaction_id"]
    await phone.says("ready", REQUEST | {"from_device": phone.officer.device})


async def the_signature_holds(homeserver: Synapse, settings: MatrixSettings, phone: Phone) -> None:
    """A user's signatures on others are told to that user alone: so the bot's account asks, on another device."""
    async with officer(homeserver, settings.user_id[1:].partition(":")[0]) as console:
        answer = await console.query(phone.officer.user)
        own = (await console.query(settings.user_id))["user_signing_keys"][settings.user_id]
        master = answer["master_keys"][phone.officer.user]
        check(master, settings.user_id, only_key(own), only_key(own))


@pytest.mark.parametrize("way", WAYS)
def test_when_the_operator_sees_other_emoji_nobody_is_verified(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings, way: str
) -> None:
    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, way) as (phone, _):
            work = asyncio.create_task(verify(settings, Operator(phone, began=True, says=False)))
            await phone.asks()
            await phone.hears("ready")
            await phone.compares_as_beginner()
            assert (await phone.hears("cancel"))["code"] == "m.mismatched_sas"
            outcome = await work
            assert outcome == Outcome(phone.officer.user, phone.officer.device, verified=False, code="m.mismatched_sas")
            with pytest.raises(KeyError):
                await the_signature_holds(homeserver, settings, phone)

    asyncio.run(scenario())


def test_an_operator_who_cannot_be_asked_has_not_agreed(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def nobody(_question: Question) -> bool:
        raise EOFError

    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, "by device") as (phone, _):
            work = asyncio.create_task(verify(settings, nobody))
            await phone.asks()
            await phone.hears("ready")
            await phone.compares_as_beginner()
            assert (await phone.hears("cancel"))["code"] == "m.user"
            outcome = await work
            assert outcome
            assert not outcome.verified

    asyncio.run(scenario())


@pytest.mark.parametrize("changed", ["device", "master", "list"])
def test_proofs_of_other_keys_than_the_homeserver_named_end_it(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings, changed: str
) -> None:
    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, "by device") as (phone, keys):
            work = asyncio.create_task(verify(settings, Operator(phone, began=True)))
            await phone.asks()
            await phone.hears("ready")
            await phone.compares_as_beginner()
            await phone.hears("mac")
            own = keys_of_officer(phone, keys)
            name = {"device": f"ed25519:{phone.officer.device}", "master": f"ed25519:{public(keys.master)}"}.get(
                changed
            )
            given = phone.sas.give(own | {name: "A" * 43} if name else own)
            await phone.says("mac", given if name else given | {"keys": "AAAA"})
            assert (await phone.hears("cancel"))["code"] == "m.key_mismatch"
            outcome = await work
            assert outcome
            assert (outcome.verified, outcome.code) == (False, "m.key_mismatch")
            with pytest.raises(KeyError):
                await the_signature_holds(homeserver, settings, phone)

    asyncio.run(scenario())


def test_a_key_that_was_not_committed_to_ends_it_on_the_way_too(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, "by device") as (phone, _):
            work = asyncio.create_task(verify(settings, Operator(phone, began=False), whom=phone.officer.user))
            await phone_is_asked(phone)
            await phone.compares_as_asked(committed="A" * 43)
            assert (await phone.hears("cancel"))["code"] == "m.mismatched_commitment"
            outcome = await work
            assert outcome
            assert not outcome.verified

    asyncio.run(scenario())


def test_a_device_without_an_identity_is_verified_alone(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        async with officer(homeserver, newcomer("ana", PASSWORD)) as ana:
            [device] = (await ana.query(settings.user_id))["device_keys"][settings.user_id]
            phone = Phone(ana, settings.user_id, device)
            work = asyncio.create_task(verify(settings, Operator(phone, began=True)))
            await phone.asks()
            await phone.hears("ready")
            await phone.compares_as_beginner()
            await phone.hears("mac")
            assert ana.client.olm
            own = {f"ed25519:{ana.device}": ana.client.olm.account.identity_keys["ed25519"]}
            await phone.says("mac", phone.sas.give(own))
            await phone.hears("done")
            assert await work == Outcome(ana.user, ana.device, verified=True, identity=False)

    asyncio.run(scenario())


def test_only_a_fresh_request_to_the_bot_is_answered_and_only_the_one_who_asked_is_heard(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        async with (
            meeting(homeserver, newcomer("ana", PASSWORD), settings, "by device") as (phone, keys),
            meeting(homeserver, newcomer("luis", PASSWORD), settings, "in a room") as (other, _),
        ):
            work = asyncio.create_task(verify(settings, Operator(phone, began=True)))
            request = REQUEST | {"from_device": phone.officer.device}
            now = int(time.time() * 1000)
            for at in (now - 11 * 60_000, now + 6 * 60_000, None, "now", 10**20):
                phone.flow = token_hex(8)
                await phone.says("request", request | {"timestamp": at})
            words = {"msgtype": f"{KIND}request", "body": "verify", "to": phone.officer.user}
            other_request = REQUEST | {"from_device": other.officer.device} | words
            other.flow = await other.put("m.room.message", other_request)
            await phone.asks()
            assert (await phone.hears("ready"))["transaction_id"] == phone.flow
            meddler = Phone(other.officer, settings.user_id, phone.bot_device, flow=phone.flow)
            await meddler.says("cancel", {"code": "m.user"})
            await meddler.says("start", START | {"from_device": phone.officer.device})
            await phone.compares_as_beginner()
            await phone.hears("mac")
            await phone.says("mac", phone.sas.give(keys_of_officer(phone, keys)))
            outcome = await work
            assert outcome
            assert outcome.verified
            await other.officer.sync()
            said = [event.source["content"] for event in other.officer.decrypted if event.sender == settings.user_id]
            assert not any("m.relates_to" in each for each in said)

    asyncio.run(scenario())


def test_a_room_where_the_bot_may_not_speak_ends_it_for_the_operator(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        async with meeting(homeserver, newcomer("ana", PASSWORD), settings, "in a room") as (phone, _):
            levels = {"events_default": 50}  # who made a room is above all levels
            put = await phone.officer.client.room_put_state(phone.room, "m.room.power_levels", levels)
            assert isinstance(put, RoomPutStateResponse)
            await phone.asks()
            outcome = await verify(settings, Operator(phone, began=True), patience=timedelta(seconds=20))
            assert outcome == Outcome(
                phone.officer.user, phone.officer.device, verified=False, code="refused by the homeserver"
            )

    asyncio.run(scenario())


def test_when_nobody_comes_it_ends_by_itself(settings: MatrixSettings) -> None:
    async def nobody(_question: Question) -> bool:
        raise AssertionError

    assert asyncio.run(verify(settings, nobody, patience=timedelta(seconds=1))) is None


def test_what_cannot_be_verified_is_told_before_anything_is_sent(settings: MatrixSettings) -> None:
    async def nobody(_question: Question) -> bool:
        raise AssertionError

    for wrong, told in [
        (replace(settings, recovery_key=""), "needs an identity and its recovery key"),
        (replace(settings, store=settings.store.with_name("other")), "needs an identity and its recovery key"),
        (
            replace(settings, recovery_key="EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"),
            "does not open",
        ),
    ]:
        with pytest.raises(MatrixStartError, match=told):
            asyncio.run(verify(wrong, nobody))
    with own_store(settings.store), pytest.raises(MatrixStartError, match="another liaison-bot is using it"):
        asyncio.run(verify(settings, nobody))
