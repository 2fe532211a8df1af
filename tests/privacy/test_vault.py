"""What is sealed opens with its key, where it was put, and not otherwise; and no error shows a key."""

import base64
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_bot.errors import ConfigError, VaultError
from liaison_bot.privacy.vault import (
    KEY_BYTES,
    KeyRing,
    Vault,
    new_ring,
    only_one,
    read_keys,
    read_ring,
    replace_keys,
    write_keys,
)

SPRING, AUTUMN = bytes(range(32)), bytes(range(32, 64))
VAULT = Vault("spring", {"spring": SPRING})
BOTH = Vault("autumn", {"spring": SPRING, "autumn": AUTUMN})
MARK = "TWFya2VkLXNlY3JldC0wMTIzNDU2Nzg5LWFiY2RlZmc="
"""A key that no message may hold, whole or in part."""
names = st.from_regex(r"[A-Za-z0-9_-]{1,32}", fullmatch=True)
keys = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
rings = st.dictionaries(names, keys, min_size=1, max_size=4)
texts = st.text(st.characters())


@given(st.binary(), texts, rings, st.data())
def test_what_is_sealed_opens_with_any_ring_that_has_its_key(
    clear: bytes, about: str, ring: dict[str, bytes], data: st.DataObject
) -> None:
    first, later = data.draw(st.sampled_from(sorted(ring))), data.draw(st.sampled_from(sorted(ring)))
    sealed = Vault(first, ring).seal(clear, about)
    opening = Vault(later, ring)
    assert opening.unseal(sealed, about) == clear
    assert opening.sealed_with(sealed) == first
    assert opening.names == set(ring)


@given(st.binary(min_size=8), texts)
def test_the_same_is_never_sealed_twice_in_the_same_way_nor_in_clear(clear: bytes, about: str) -> None:
    one, other = VAULT.seal(clear, about), VAULT.seal(clear, about)
    assert one != other
    assert clear not in one


@given(st.binary(), texts, texts)
def test_what_was_moved_does_not_open(clear: bytes, about: str, elsewhere: str) -> None:
    sealed = VAULT.seal(clear, about)
    if about != elsewhere:
        with pytest.raises(VaultError):
            VAULT.unseal(sealed, elsewhere)


@given(st.binary(), st.data())
def test_a_single_bit_that_was_altered_is_found_out(clear: bytes, data: st.DataObject) -> None:
    sealed = bytearray(BOTH.seal(clear, "here"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(VaultError):
        BOTH.unseal(bytes(sealed), "here")


@given(st.binary(), st.data())
def test_what_was_cut_short_or_made_longer_is_found_out(clear: bytes, data: st.DataObject) -> None:
    sealed = VAULT.seal(clear, "here")
    for changed in (sealed[: data.draw(st.integers(0, len(sealed) - 1))], sealed + data.draw(st.binary(min_size=1))):
        with pytest.raises(VaultError):
            VAULT.unseal(changed, "here")


@given(st.binary())
def test_any_bytes_at_all_are_refused_as_damaged(found: bytes) -> None:
    with pytest.raises(VaultError):
        VAULT.unseal(found, "here")


@given(st.binary(max_size=60))
def test_bytes_that_name_the_right_key_are_refused_too(rest: bytes) -> None:
    with pytest.raises(VaultError):
        VAULT.unseal(b"\x06spring" + rest, "here")


@pytest.mark.parametrize("found", [b"", b"\x00", b"\xff", b"\x06spring", "text", None, 7, b"\x02\xff\xfe" + b"x" * 40])
def test_what_a_database_can_hold_and_nobody_sealed_is_refused(found: bytes) -> None:
    for ask in (lambda: VAULT.unseal(found, "here"), lambda: VAULT.sealed_with(found)):
        with pytest.raises(VaultError, match="damaged"):
            ask()


def test_another_key_of_the_same_name_does_not_open_it() -> None:
    with pytest.raises(VaultError, match="“spring” does not open what was sealed with it"):
        Vault("spring", {"spring": AUTUMN}).unseal(VAULT.seal(b"x", "here"), "here")


def test_a_key_that_is_missing_is_named() -> None:
    with pytest.raises(VaultError, match="sealed with key “spring”, which is not in the key ring"):
        Vault("autumn", {"autumn": AUTUMN}).unseal(VAULT.seal(b"x", "here"), "here")


def test_a_ring_is_written_and_read_back() -> None:
    ring = new_ring()
    assert read_ring(ring.text(), "here") == ring
    assert read_ring(ring.rotating().text(), "here").replaces == "k1"
    assert tomllib.loads(ring.text())["current"] == "k1"
    assert read_keys(ring.text(), "here").unseal(ring.vault().seal(b"x", "a"), "a") == b"x"
    assert new_ring() != ring


def test_a_ring_that_is_printed_shows_no_key() -> None:
    assert "AAEC" not in repr(KeyRing("a", {"a": SPRING}))
    assert repr(SPRING)[2:10] not in repr(KeyRing("a", {"a": SPRING}))


@given(rings, st.data())
def test_a_rotation_keeps_the_key_before_and_never_gives_a_name_again(
    ring: dict[str, bytes], data: st.DataObject
) -> None:
    first = KeyRing(data.draw(st.sampled_from(sorted(ring))), ring)
    both = first.rotating()
    assert both.current not in ring
    assert {**ring, both.current: both.keys[both.current]} == both.keys
    assert both.rotating() == both, "one that was cut short goes on"
    assert read_ring(both.text(), "here") == both
    done = both.rotated()
    assert set(done.keys) == {first.current, done.current}
    assert not done.replaces
    assert done.rotating().current not in {*ring, *both.keys}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "current",
        f'current = "k1"\n[keys]\nk1 = "{MARK}',
        f'current = "k1"\n[keys]\nk1 = {MARK}',
        f'{MARK}\ncurrent = "k1"',
        f'current = "k1"\n[keys]\nk1 = "{MARK}"\nk1 = "{MARK}"',
        f'k1 = "{MARK}"',
        f'current = "k1"\nk1 = "{MARK}"',
        f'[keys]\nk1 = "{MARK}"',
        'current = "k1"\n[keys]',
        'current = "k1"\nkeys = []',
        f'current = "k1"\nkeys = "{MARK}"',
        f'current = 1\n[keys]\nk1 = "{MARK}"',
        f'current = ["k1"]\n[keys]\nk1 = "{MARK}"',
        f'current = "k2"\n[keys]\nk1 = "{MARK}"',
        f'current = "{MARK}"\n[keys]\nk1 = "{MARK}"',
        f'current = "{MARK}"\n[keys]\n"{MARK}" = "k1"',
        f'current = "k1"\n[keys]\nk1 = "{MARK}"\n"{MARK}" = "{MARK}"',
        f'current = ""\n[keys]\n"" = "{MARK}"',
        f'current = "k 1"\n[keys]\n"k 1" = "{MARK}"',
        f'current = "k1"\n[keys]\nk1 = "{MARK[:-4]}"',
        f'current = "k1"\n[keys]\nk1 = "{MARK[:40]}"',
        f'current = "k1"\n[keys]\nk1 = "{MARK}{MARK}"',
        f'current = "k1"\n[keys]\nk1 = "{MARK}é"',
        f'current = "k1"\n[keys]\nk1 = " {MARK}"',
        f'current = "k1"\n[keys]\nk1 = ""\nk2 = "{MARK}"',
        'current = "k1"\n[keys]\nk1 = 7',
        f'current = "k1"\n[keys.k1]\nkey = "{MARK}"',
        f'current = "k1"\n[keys]\nk1 = ["{MARK}"]',
        f'current = "k1"\nreplaces = "k0"\n[keys]\nk1 = "{MARK}"',
        f'current = "k1"\nreplaces = "k1"\n[keys]\nk1 = "{MARK}"',
        f'current = "k1"\nreplaces = "{MARK}"\n[keys]\nk1 = "{MARK}"',
        f'current = "k1"\nreplaces = 1\n[keys]\nk1 = "{MARK}"',
        f'{{"current": "k1", "keys": {{"k1": "{MARK}"}}}}',
        "\x00\x01\x02",
        "\ud800",
        "a = " + "[" * 5000,
        "a = " + "9" * 5000,
        base64.b64encode(bytes(300)).decode(),
    ],
)
def test_a_ring_that_is_none_is_refused_without_any_of_it(text: str) -> None:
    with pytest.raises(VaultError) as refused:
        read_keys(text, "keys.toml")
    told = str(refused.value)
    assert told.startswith("keys.toml: ")
    assert len(told) < 250
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    for start in range(len(MARK) - 8):
        assert MARK[start : start + 8] not in told


@given(st.text(st.characters()))
def test_any_text_at_all_is_a_ring_or_a_vault_error(text: str) -> None:
    with pytest.raises(VaultError):
        read_keys(text, "here")


def test_a_ring_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    write_keys(path, "one")
    with pytest.raises(FileExistsError):
        write_keys(path, "other")
    assert path.read_text() == "one"
    assert path.stat().st_mode & 0o777 == 0o600


def test_replacing_a_ring_leaves_nothing_beside_it_even_where_an_earlier_try_did(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    write_keys(path, "one")
    (tmp_path / "keys.toml.new").write_text("half")
    replace_keys(path, "other")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("keys.toml", "other")]


def test_a_replacement_that_fails_leaves_the_former_ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys.toml"
    write_keys(path, "one")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for call in ("os.fsync", "os.chown"):
        with monkeypatch.context() as patched:
            patched.setattr(f"liaison_bot.privacy.vault.{call}", fails)
            with pytest.raises(OSError, match="No space"):
                replace_keys(path, "other")
        assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("keys.toml", "one")]


def test_one_at_a_time_changes_a_ring(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    with only_one(path), pytest.raises(ConfigError, match="at this moment"), only_one(path):
        pass
    with only_one(path):
        pass
