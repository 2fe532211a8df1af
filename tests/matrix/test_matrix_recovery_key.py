"""The recovery key and what it keeps, held to values that other clients' tests hold too."""

from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix.keys.secret_storage import RecoveryKey, WrongRecoveryKeyError

ALICE = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
"""Alice's key of RFC 7748, section 6.1; matrix-js-sdk's and matrix-rust-sdk's tests write it as below."""
ALICE_WRITTEN = "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"

# A key and the description that a real client made for it: matrix-rust-sdk, `secret_storage.rs`.
KNOWN = "EsTj 3yST y93F SLpB jJsz eAXc 2XzA ygD3 w69H fGaN TKBj jXEd"
DESCRIBED = {
    "algorithm": "m.secret_storage.v1.aes-hmac-sha2",
    "iv": "xv5b6/p3ExEw++wTyfSHEg==",
    "mac": "ujBBbXahnTAMkmPUX2/0+VTfUh63pGyVRuBcDMgmJC8=",
}


def test_a_key_is_written_as_other_clients_write_it() -> None:
    assert RecoveryKey(ALICE).written == ALICE_WRITTEN


@pytest.mark.parametrize("written", [ALICE_WRITTEN, ALICE_WRITTEN.replace(" ", ""), f"  {ALICE_WRITTEN}\r\n"])
def test_a_key_is_read_however_it_is_spaced(written: str) -> None:
    assert RecoveryKey.parse(written).written == ALICE_WRITTEN


@given(st.binary(min_size=32, max_size=32))
def test_what_is_written_is_read_again(key: bytes) -> None:
    assert RecoveryKey.parse(RecoveryKey(key).written).written == RecoveryKey(key).written


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "too short"),
        ("EsTc LW2K", "too short"),
        (ALICE_WRITTEN + "E", "too long"),
        (ALICE_WRITTEN.replace("0", "o").replace("E4d", "E4e"), "mistyped"),
        (ALICE_WRITTEN.replace("TcLW", "TcWL").replace("PGiF", "PGFi"), "mistyped"),
        (ALICE_WRITTEN.replace("4d", "0d"), "character"),
        ("FtTc" + ALICE_WRITTEN[4:], "no recovery key"),
    ],
)
def test_a_key_that_is_none_is_refused_without_being_repeated(written: str, why: str) -> None:
    with pytest.raises(WrongRecoveryKeyError, match=why) as refused:
        RecoveryKey.parse(written)
    assert not written or written not in str(refused.value)


def test_a_description_that_another_client_made_fits_its_key_and_no_other() -> None:
    assert RecoveryKey.parse(KNOWN).fits(DESCRIBED)
    assert not RecoveryKey(ALICE).fits(DESCRIBED)
    assert not RecoveryKey.parse(KNOWN).fits({**DESCRIBED, "algorithm": "m.another"})
    assert not RecoveryKey.parse(KNOWN).fits({**DESCRIBED, "mac": None})


def test_a_description_without_a_check_fits_any_key_as_the_specification_says() -> None:
    assert RecoveryKey(ALICE).fits({"algorithm": DESCRIBED["algorithm"]})


def test_a_key_fits_its_own_description() -> None:
    key = RecoveryKey.new()
    assert key.fits(key.description())
    assert not RecoveryKey.new().fits(key.description())


def test_a_secret_opens_with_its_key_under_its_name_alone() -> None:
    key = RecoveryKey.new()
    sealed = key.encrypt("m.cross_signing.master", b"secret")
    assert key.decrypt("m.cross_signing.master", sealed) == b"secret"
    for other, name in [(RecoveryKey.new(), "m.cross_signing.master"), (key, "m.cross_signing.self_signing")]:
        with pytest.raises(WrongRecoveryKeyError):
            other.decrypt(name, sealed)


@pytest.mark.parametrize("part", ["ciphertext", "mac"])
@pytest.mark.parametrize("to", ["AAAA", "", "*", None, 7])
def test_an_altered_secret_is_refused(part: str, to: object) -> None:
    key = RecoveryKey.new()
    with pytest.raises(WrongRecoveryKeyError):
        key.decrypt("name", {**key.encrypt("name", b"secret"), part: to})


def test_no_two_encryptions_begin_alike_and_none_counts_beyond_what_every_client_can() -> None:
    key = RecoveryKey.new()
    nonces = [b64decode(key.encrypt("name", b"secret")["iv"] + "==") for _ in range(40)]
    assert len(set(nonces)) == 40
    assert not any(nonce[8] & 0x80 for nonce in nonces)  # bit 63 is zero: the specification, on AES-CTR
