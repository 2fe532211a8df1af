"""Who gets keys, who is listened to, and what happens when the one-time keys run out: on a real homeserver."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from nio.crypto import Olm, OlmDevice
from nio.store import SqliteMemoryStore

from adapters.matrix.device import signed_in
from adapters.matrix.encryption import Encryption, NoKeyError
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.keys.cross_signing import read_identity
from adapters.matrix.keys.identity import Identity
from adapters.matrix.keys.one_time_keys import OneTimeKeys
from adapters.matrix.keys.setup import setup
from adapters.matrix.keys.trust import SignedDevices
from adapters.matrix.rooms import Room
from adapters.matrix.settings import MatrixSettings, Trust
from matrix.independent import Json, Keys, public, sign
from matrix.officer import PASSWORD
from matrix.officer_with_keys import Officer, officer
from matrix.synapse import Synapse

Register = Callable[[str, str], str]


@dataclass
class Bot:
    """The bot's device at work, without the rest of the adapter."""

    server: Homeserver
    encryption: Encryption
    since: str = ""

    async def sync(self) -> Json:
        query = {"timeout": "0"} | ({"since": self.since} if self.since else {})
        told: Json = await self.server.get("sync", query=query)
        self.since = told["next_batch"]
        self.encryption.note(told)
        return told

    async def joins(self, room: str) -> Room:
        await self.server.post("rooms", room, "join", body={})
        return Room.of(room, await self.state(room))

    async def state(self, room: str) -> list[Json]:
        # Synapse answers a first sync from its memory for two minutes: one with another filter is another one.
        wanted = json.dumps({"room": {"rooms": [room]}})
        told = (await self.server.get("sync", query={"timeout": "0", "filter": wanted}))["rooms"]["join"][room]
        return [event for part in ("state", "timeline") for event in told[part]["events"] if "state_key" in event]

    async def says(self, room: Room, words: str) -> Json:
        sealed = await self.encryption.seal(room, "m.room.message", {"msgtype": "m.text", "body": words})
        return {"type": "m.room.encrypted", "content": sealed, "room_id": room.id}

    async def reads(self, room: str, event: Json) -> str | None:
        try:
            opened = await self.encryption.open(room, event)
        except NoKeyError:
            return None
        return str(opened.event["content"]["body"]) if opened else None


@asynccontextmanager
async def at_work(settings: MatrixSettings) -> AsyncIterator[Bot]:
    kept = read_identity(settings.store)
    async with Homeserver(settings.homeserver) as server:
        device = await signed_in(server, settings)
        trusting = SignedDevices(settings.trust, settings.store, kept.public if kept else None)
        encryption = Encryption(server, device, settings.store, trusting)
        try:
            await encryption.start()
            yield Bot(server, encryption)
        finally:
            encryption.close()


@pytest.fixture
def settings(homeserver: Synapse, newcomer: Register, tmp_path: Path) -> MatrixSettings:
    user = homeserver.user_id(newcomer("bot", PASSWORD))
    store = tmp_path / "store"
    store.mkdir()
    return MatrixSettings(homeserver=homeserver.url, user_id=user, store=store, password=PASSWORD)


def set_up(settings: MatrixSettings) -> MatrixSettings:
    shown: list[str] = []
    asyncio.run(setup(settings, shown.append))
    return replace(settings, recovery_key=shown[0])


@pytest.mark.parametrize("signed", [True, False])
def test_a_client_that_shuts_unsigned_devices_out_is_read_by_the_bot_after_setup_alone(
    homeserver: Synapse,
    newcomer: Register,
    settings: MatrixSettings,
    signed: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    async def scenario() -> str | None:
        async with at_work(settings) as bot, officer(homeserver, newcomer("ana", PASSWORD)) as ana:
            room = await ana.room_with(settings.user_id)
            await bot.joins(room)
            await ana.sync()
            await ana.trusts_only_the_cross_signed(settings.user_id)
            event = await ana.says(room, "!referral list")
            await bot.sync()
            return await bot.reads(room, event)

    if signed:
        set_up(settings)
    assert asyncio.run(scenario()) == ("!referral list" if signed else None)


@pytest.mark.parametrize(
    ("trust", "phone", "unsigned", "stranger"),
    [
        (Trust.ALL, True, True, True),
        (Trust.CROSS_SIGNED, True, False, True),
        (Trust.VERIFIED, False, False, False),
    ],
)
def test_the_bot_gives_keys_to_the_devices_it_trusts_and_to_no_other(
    homeserver: Synapse,
    newcomer: Register,
    settings: MatrixSettings,
    trust: Trust,
    phone: bool,  # noqa: FBT001 - parameters of the test
    unsigned: bool,  # noqa: FBT001
    stranger: bool,  # noqa: FBT001
) -> None:
    settings = replace(set_up(settings), trust=trust)

    async def scenario() -> list[bool]:
        ana = newcomer("ana", PASSWORD)
        async with (
            at_work(settings) as bot,
            officer(homeserver, ana) as signed,
            officer(homeserver, ana) as added,
            officer(homeserver, newcomer("luis", PASSWORD)) as without,
        ):
            await signed.has_identity()
            room = await signed.room_with(settings.user_id, without.user)
            await without.client.join(room)
            event = await bot.says(await bot.joins(room), "seen") | {"sender": settings.user_id, "event_id": "$1"}
            event["origin_server_ts"] = 1
            readers = []
            for person in (signed, added, without):
                await person.sync()
                readers.append(person.reads(event) == "seen")
            return readers

    assert asyncio.run(scenario()) == [phone, unsigned, stranger]


def test_what_an_unsigned_device_says_is_not_taken_for_its_owners_word(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    settings = set_up(settings)

    async def scenario() -> list[bool]:
        ana = newcomer("ana", PASSWORD)
        async with (
            at_work(settings) as bot,
            officer(homeserver, ana) as signed,
            officer(homeserver, ana) as added,
        ):
            await signed.has_identity()
            room = await signed.room_with(settings.user_id)
            await bot.joins(room)
            heard = []
            for person in (signed, added):
                await person.sync()
                await person.trusts_only_the_cross_signed(settings.user_id, signed.user)
                event = await person.says(room, "!referral withdraw")
                await bot.sync()
                opened = await bot.encryption.open(room, event)
                assert opened
                heard.append(opened.trusted)
            return heard

    assert asyncio.run(scenario()) == [True, False]


async def exhausted(someone: Officer, user: str, device: str) -> list[Json]:
    """Claim keys of a device until the same one comes twice; all of them."""
    found: list[Json] = []
    while len(found) < 2 or found[-1] != found[-2]:
        told = await someone.raw.post("keys", "claim", body={"one_time_keys": {user: {device: "signed_curve25519"}}})
        found.append(told["one_time_keys"][user][device])
        assert len(found) < 100
    return found


def test_when_the_one_time_keys_are_gone_the_next_first_message_is_read_by_the_fallback_key(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        async with officer(homeserver, newcomer("ana", PASSWORD)) as ana:
            async with at_work(settings) as bot:
                device = bot.encryption.olm.device_id
                room = await ana.room_with(settings.user_id)
                await bot.joins(room)
            await ana.sync()
            claimed = await exhausted(ana, settings.user_id, device)
            [fallback] = claimed[-1].values()
            assert fallback["fallback"] is True
            assert len(claimed) == 52
            await ana.trusts_only_the_cross_signed()
            assert ana.client.olm
            ana.client.olm.users_for_key_query.add(settings.user_id)
            await ana.client.keys_query()
            for each in ana.client.device_store.active_user_devices(settings.user_id):
                ana.client.verify_device(each)
            event = await ana.says(room, "after a week away")
            async with at_work(settings) as bot:
                await bot.sync()
                assert await bot.reads(room, event) == "after a week away"
                await bot.encryption.keep_up()
                told = await bot.sync()
                assert told["device_one_time_keys_count"]["signed_curve25519"] == 50
                assert told["device_unused_fallback_key_types"] == ["signed_curve25519"]
                again = await exhausted(ana, settings.user_id, device)
                assert len(again) == 52
                assert again[-1] != claimed[-1]

    asyncio.run(scenario())


def test_an_upload_whose_answer_was_lost_is_made_again_with_the_same_keys(
    homeserver: Synapse, newcomer: Register, settings: MatrixSettings
) -> None:
    async def scenario() -> None:
        async with at_work(settings) as bot, officer(homeserver, newcomer("ana", PASSWORD)) as ana:
            await exhausted(ana, settings.user_id, bot.encryption.olm.device_id)
            await bot.sync()
            keys = bot.encryption.one_time_keys
            body = keys.body()
            await bot.server.post("keys", "upload", body=body)
            assert keys.due
            assert keys.body() == body
            await bot.encryption.keep_up()
            assert not keys.due

    asyncio.run(scenario())


def test_a_fallback_key_is_renewed_once_in_an_hour_so_that_what_is_under_way_can_arrive() -> None:
    moment = [0.0]
    olm = Olm("@bot:desk.test", "DEVICE", SqliteMemoryStore("@bot:desk.test", "DEVICE"))
    keys = OneTimeKeys(olm, lambda: moment[0])
    assert keys.body()["fallback_keys"]
    keys.uploaded({"one_time_key_counts": {"signed_curve25519": 50}})
    used = {"device_one_time_keys_count": {"signed_curve25519": 50}, "device_unused_fallback_key_types": []}
    due = []
    for moment[0] in (0.0, 3599.0, 3600.0):
        keys.note(used)
        due.append(keys.due)
    assert due == [False, False, True]
    assert keys.body()["fallback_keys"]
    assert keys.body()["one_time_keys"] == {}
    olm.store.database.close()


# What a server could answer, put together by hand.

ANA = "@ana:desk.test"


def answer(keys: Keys | None, **devices: str) -> Json:
    """What the server tells of Ana: her identity, if any, and devices: `signed`, `unsigned` or `forged`."""
    told: Json = {"device_keys": {ANA: {}}, "master_keys": {}, "self_signing_keys": {}, "user_signing_keys": {}}
    if keys:
        for usage, content in keys.upload().items():
            told[f"{usage}s"][ANA] = content
    for name, kind in devices.items():
        own = Keys(ANA).master
        described = {"user_id": ANA, "device_id": name, "keys": {f"ed25519:{name}": public(own)}, "algorithms": []}
        described = sign(described, ANA, name, own)
        if kind == "signed" and keys:
            described = sign(described, ANA, public(keys.own), keys.own)
        if kind == "forged" and keys:
            described = sign(described, ANA, public(keys.own), Keys(ANA).own)
        told["device_keys"][ANA][name] = described
    return told


def trusted(devices: SignedDevices, told: Json, name: str) -> bool:
    key = told["device_keys"][ANA][name]["keys"][f"ed25519:{name}"]
    return devices.trusts(OlmDevice(ANA, name, {"ed25519": key, "curve25519": "any"}))


def cross_signed(store: Path) -> SignedDevices:
    return SignedDevices(Trust.CROSS_SIGNED, store, None)


def test_only_a_good_signature_makes_a_device_somebodys_own(tmp_path: Path) -> None:
    devices, told = cross_signed(tmp_path), answer(Keys(ANA), PHONE="signed", NEW="unsigned", FAKE="forged")
    devices.learn(told)
    assert [trusted(devices, told, name) for name in ("PHONE", "NEW", "FAKE")] == [True, False, False]


@pytest.mark.parametrize(
    "breaking",
    [
        lambda told: told["self_signing_keys"][ANA].pop("signatures"),
        lambda told: told["self_signing_keys"].clear(),
        lambda told: told["master_keys"].clear(),
        lambda told: told["master_keys"][ANA].update(usage=["self_signing"]),
        lambda told: told["master_keys"][ANA].update(user_id="@luis:desk.test"),
        lambda told: told["self_signing_keys"][ANA].update(extra=1),
        lambda told: told["master_keys"].update({ANA: Keys(ANA).upload()["master_key"]}),
        lambda told: told["device_keys"][ANA]["PHONE"].update(device_id="OTHER"),
        lambda told: told["device_keys"][ANA]["PHONE"].update(algorithms=["weak"]),
        lambda told: told["device_keys"][ANA].update(PHONE=None),
        lambda told: told["master_keys"].update({ANA: "nonsense"}),
    ],
)
def test_a_chain_that_is_broken_anywhere_holds_nothing(tmp_path: Path, breaking: Callable[[Json], object]) -> None:
    devices, told = cross_signed(tmp_path), answer(Keys(ANA), PHONE="signed")
    whole = json.loads(json.dumps(told))
    breaking(told)
    devices.learn(told)
    assert not trusted(devices, whole, "PHONE")


def test_a_device_that_comes_with_another_key_is_another_device(tmp_path: Path) -> None:
    devices, keys = cross_signed(tmp_path), Keys(ANA)
    devices.learn(answer(keys, PHONE="signed"))
    assert not trusted(devices, answer(keys, PHONE="signed"), "PHONE")


def test_somebody_without_an_identity_is_reached_on_all_devices(tmp_path: Path) -> None:
    devices, told = cross_signed(tmp_path), answer(None, PHONE="unsigned")
    devices.learn(told)
    assert trusted(devices, told, "PHONE")


def test_a_server_that_leaves_out_an_identity_it_once_told_gains_nothing(tmp_path: Path) -> None:
    cross_signed(tmp_path).learn(answer(Keys(ANA), PHONE="signed"))
    later, told = cross_signed(tmp_path), answer(None, PHONE="unsigned")
    later.learn(told)
    assert not trusted(later, told, "PHONE")


def test_a_person_who_lost_their_keys_is_known_by_the_new_ones(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    devices, told = cross_signed(tmp_path), answer(Keys(ANA), PHONE="signed")
    devices.learn(answer(Keys(ANA), PHONE="signed"))
    devices.learn(told)
    assert trusted(devices, told, "PHONE")
    assert "new cross-signing identity" in caplog.text


def test_verified_holds_for_the_identity_that_was_verified_and_no_later_one(tmp_path: Path) -> None:
    bot, ana = Keys("@bot:desk.test"), Keys(ANA)
    own = Identity("@bot:desk.test", public(bot.master), public(bot.own), public(bot.others))
    devices = SignedDevices(Trust.VERIFIED, tmp_path, own)
    told = answer(ana, PHONE="signed")
    devices.learn(told)
    assert not trusted(devices, told, "PHONE")
    told["master_keys"][ANA] = sign(told["master_keys"][ANA], bot.user, public(bot.others), bot.others)
    devices.learn(told)
    assert trusted(devices, told, "PHONE")
    another = answer(Keys(ANA), PHONE="signed")
    another["master_keys"][ANA]["signatures"] |= told["master_keys"][ANA]["signatures"]
    devices.learn(another)
    assert not trusted(devices, another, "PHONE")


def test_the_bots_own_other_devices_count_by_the_identity_that_is_kept(tmp_path: Path) -> None:
    mine = Keys(ANA)
    own = Identity(ANA, public(mine.master), public(mine.own), public(mine.others))
    devices = SignedDevices(Trust.VERIFIED, tmp_path, own)
    told = answer(mine, PHONE="signed")
    devices.learn(told)
    assert trusted(devices, told, "PHONE")
    replaced = answer(Keys(ANA), PHONE="signed")
    devices.learn(replaced)
    assert not trusted(devices, replaced, "PHONE")
