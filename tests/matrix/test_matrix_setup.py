"""`matrix-setup` and `doctor` on a real homeserver; every signature is checked by code that is not the bot's."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.device import MatrixStartError, read_device
from adapters.matrix.homeserver import Homeserver
from adapters.matrix.keys.secret_storage import RecoveryKey
from adapters.matrix.keys.setup import SetupResult, examine, setup
from adapters.matrix.settings import MatrixSettings
from matrix import independent
from matrix.independent import Json
from matrix.officer import PASSWORD
from matrix.officer_with_keys import officer
from matrix.synapse import Synapse

Register = Callable[[str, str], str]


@pytest.fixture
def settings(homeserver: Synapse, newcomer: Register, tmp_path: Path) -> MatrixSettings:
    user = newcomer("bot", PASSWORD)
    store = tmp_path / "store"
    return MatrixSettings(homeserver=homeserver.url, user_id=homeserver.user_id(user), store=store, password=PASSWORD)


def set_up(settings: MatrixSettings, *, reset: bool = False) -> tuple[SetupResult, MatrixSettings]:
    """What `setup` did, and the settings with the recovery key that it showed, if it did."""
    shown: list[str] = []
    result = asyncio.run(setup(settings, shown.append, reset=reset))
    return result, replace(settings, recovery_key=shown[0]) if shown else settings


async def asked(settings: MatrixSettings, *path: str, **query: Any) -> Json:
    device = read_device(settings.store)
    assert device
    async with Homeserver(settings.homeserver) as server:
        server.token = device.token
        told: Json = await (server.post(*path, **query) if query else server.get(*path))
    return told


def keys_of(settings: MatrixSettings) -> Json:
    body: Json = {"device_keys": {settings.user_id: []}}
    return asyncio.run(asked(settings, "keys", "query", body=body))


def found(settings: MatrixSettings) -> dict[str, tuple[str, bool]]:
    return {about: (told, well) for about, told, well in asyncio.run(examine(settings))}


def test_after_setup_every_signature_holds(settings: MatrixSettings) -> None:
    result, settings = set_up(settings)
    master = independent.check_identity(keys_of(settings), settings.user_id, result.device_id)
    assert result.fingerprint.replace(" ", "") == master
    assert (result.made, result.restored) == (True, False)
    assert all(well for _, well in found(settings).values()), found(settings)


def test_the_recovery_key_is_shown_once_before_anything_hangs_on_it(settings: MatrixSettings) -> None:
    def show(_key: str) -> None:
        assert not (settings.store / "identity.json").exists()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(setup(settings, show))
    assert "master_keys" not in keys_of(settings) or not keys_of(settings)["master_keys"]
    _, settings = set_up(settings)
    assert settings.recovery_key
    again, unchanged = set_up(settings)
    assert unchanged == settings
    assert (again.made, again.restored) == (False, False)


def test_setup_again_changes_nothing(settings: MatrixSettings) -> None:
    first, settings = set_up(settings)
    before = keys_of(settings)
    second, _ = set_up(settings)
    assert second.fingerprint == first.fingerprint
    assert keys_of(settings) == before


def test_private_keys_stand_nowhere_in_the_clear(settings: MatrixSettings) -> None:
    _, settings = set_up(settings)
    kept = (settings.store / "identity.json").read_text()
    secret = asyncio.run(asked(settings, "user", settings.user_id, "account_data", "m.cross_signing.master"))
    name = asyncio.run(asked(settings, "user", settings.user_id, "account_data", "m.secret_storage.default_key"))["key"]
    seed = RecoveryKey.parse(settings.recovery_key).decrypt("m.cross_signing.master", secret["encrypted"][name])
    assert seed.decode() not in kept
    assert seed.decode() not in str(secret)
    assert settings.recovery_key.split()[1] not in kept
    for path in settings.store.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_after_a_lost_store_the_recovery_key_signs_a_new_device_with_the_same_identity(
    settings: MatrixSettings,
) -> None:
    first, settings = set_up(settings)
    shutil.rmtree(settings.store)
    second, settings = set_up(settings)
    assert second.fingerprint == first.fingerprint
    assert second.device_id != first.device_id
    assert (second.made, second.restored) == (False, True)
    independent.check_identity(keys_of(settings), settings.user_id, first.device_id, second.device_id)
    assert all(well for _, well in found(settings).values())


@pytest.mark.parametrize("lost", [True, False], ids=["store lost", "store there"])
def test_a_wrong_recovery_key_is_refused_and_changes_nothing(settings: MatrixSettings, lost: bool) -> None:  # noqa: FBT001
    first, settings = set_up(settings)
    if lost:
        shutil.rmtree(settings.store)
    before = {path.name: path.read_bytes() for path in settings.store.glob("identity*")}
    wrong = replace(settings, recovery_key=RecoveryKey.new().written)
    with pytest.raises(MatrixStartError, match=r"recovery_key.*Nothing was changed") as refused:
        set_up(wrong)
    assert wrong.recovery_key not in str(refused.value)
    assert {path.name: path.read_bytes() for path in settings.store.glob("identity*")} == before
    again, _ = set_up(settings)
    assert again.fingerprint == first.fingerprint


def test_a_mistyped_recovery_key_is_refused_before_anybody_signs_in(settings: MatrixSettings) -> None:
    with pytest.raises(MatrixStartError, match=r"recovery_key.*mistyped"):
        set_up(replace(settings, recovery_key="EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4e"))
    assert not settings.store.exists()


def test_without_the_recovery_key_an_identity_that_is_there_is_left_alone(settings: MatrixSettings) -> None:
    _, known = set_up(settings)
    before = keys_of(settings)
    with pytest.raises(MatrixStartError, match=r"recovery_key is missing.*--reset"):
        set_up(settings)
    shutil.rmtree(settings.store)
    with pytest.raises(MatrixStartError, match=r"recovery_key is missing.*--reset"):
        set_up(settings)
    assert keys_of(settings)["master_keys"] == before["master_keys"]
    assert set_up(known)[0].restored


def test_an_identity_that_somebody_replaced_is_told_and_left_alone(
    homeserver: Synapse, settings: MatrixSettings
) -> None:
    _, settings = set_up(settings)
    asyncio.run(replaced(homeserver, settings))
    with pytest.raises(MatrixStartError, match="Somebody has replaced it"):
        set_up(settings)
    told, well = found(settings)["matrix identity"]
    assert not well
    assert "another" in told
    assert not found(settings)["matrix device"][1]


async def replaced(homeserver: Synapse, settings: MatrixSettings) -> None:
    """Somebody with the password makes another identity for the account."""
    async with officer(homeserver, settings.user_id[1:].partition(":")[0]) as thief:
        keys = independent.Keys(settings.user_id)
        auth = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": settings.user_id},
            "password": PASSWORD,
        }
        await thief.raw.post("keys", "device_signing", "upload", body=keys.upload() | {"auth": auth})


def test_reset_makes_a_new_identity_with_the_password_and_a_new_key(settings: MatrixSettings) -> None:
    first, known = set_up(settings)
    second, fresh = set_up(settings, reset=True)
    assert second.fingerprint != first.fingerprint
    assert fresh.recovery_key != known.recovery_key
    independent.check_identity(keys_of(fresh), fresh.user_id, second.device_id)
    assert all(well for _, well in found(fresh).values())


@pytest.mark.parametrize(("password", "told"), [("", "password is missing"), ("wrong", "does not accept it")])
def test_reset_without_the_password_is_refused(settings: MatrixSettings, password: str, told: str) -> None:
    set_up(settings)
    before = keys_of(settings)["master_keys"]
    with pytest.raises(MatrixStartError, match=told):
        set_up(replace(settings, password=password), reset=True)
    assert keys_of(settings)["master_keys"] == before


@pytest.mark.parametrize("step", ["account_data", "device_signing", "signatures"])
def test_setup_cut_short_is_finished_by_doing_it_again(
    settings: MatrixSettings, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    for name in ("put", "post"):
        there = getattr(Homeserver, name)

        async def cut(self: Homeserver, *path: str, body: Json, there: Any = there) -> Any:
            if step in path:
                raise KeyboardInterrupt
            return await there(self, *path, body=body)

        monkeypatch.setattr(Homeserver, name, cut)
    with pytest.raises(KeyboardInterrupt):
        asyncio.run(setup(settings, shown.append))
    monkeypatch.undo()
    result, _ = set_up(replace(settings, recovery_key=shown[0]))
    independent.check_identity(keys_of(settings), settings.user_id, result.device_id)
    assert all(well for _, well in found(replace(settings, recovery_key=shown[0])).values())


def test_a_homeserver_that_is_not_there_is_told_rather_than_waited_for(settings: MatrixSettings) -> None:
    with pytest.raises(MatrixStartError, match="does not answer as a homeserver"):
        set_up(replace(settings, homeserver="http://127.0.0.1:9"))


def test_doctor_tells_whether_the_recovery_key_opens_what_is_kept(settings: MatrixSettings) -> None:
    _, known = set_up(settings)
    assert found(settings)["matrix recovery key"] == ("not in the configuration, so it cannot be tried", True)
    wrong = replace(settings, recovery_key=RecoveryKey.new().written)
    assert found(wrong)["matrix recovery key"] == ("does not open what is kept on the server", False)
    assert found(known)["matrix recovery key"] == ("opens what is kept on the server", True)


@pytest.mark.parametrize("name", ["identity.json", "device.json", "identities.json"])
def test_a_damaged_file_of_the_store_stops_the_start_and_is_named(settings: MatrixSettings, name: str) -> None:
    _, known = set_up(settings)
    (settings.store / name).write_text("[")
    with pytest.raises(MatrixStartError, match=f"{name}: cannot be read; put it back"):
        set_up(known)


def test_before_setup_doctor_says_what_to_do(settings: MatrixSettings) -> None:
    [(told, well)] = found(settings).values()
    assert not well
    assert "matrix-setup" in told


def test_doctor_tells_a_homeserver_that_is_not_there(settings: MatrixSettings) -> None:
    _, settings = set_up(settings)
    gone = replace(settings, homeserver="http://127.0.0.1:9")
    ((told, well),) = [each for about, each in found(gone).items() if about == "matrix homeserver"]
    assert not well
    assert "does not answer" in told


def test_doctor_tells_a_device_that_the_homeserver_forgot(settings: MatrixSettings) -> None:
    _, settings = set_up(settings)
    asyncio.run(asked(settings, "logout", body={}))
    told, well = found(settings)["matrix device"]
    assert not well
    assert "does not know" in told
