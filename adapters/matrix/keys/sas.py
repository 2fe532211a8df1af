"""The arithmetic of verification by emoji (`m.sas.v1`): commitment, emoji, proofs. vodozemac does the curve.

Both sides have to come to the same bytes, so every string that goes into a hash is the specification's, letter by
letter: `curve25519-hkdf-sha256`, `sha256`, `hkdf-hmac-sha256.v2`.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import vodozemac

from adapters.matrix.keys.signing import canonical, unpadded

METHOD: Final = "m.sas.v1"
AGREEMENT: Final = "curve25519-hkdf-sha256"
HASH: Final = "sha256"
MAC: Final = "hkdf-hmac-sha256.v2"
SHOWN: Final = ("emoji", "decimal")

_EMOJI: Final = (
    "🐶 Dog|🐱 Cat|🦁 Lion|🐎 Horse|🦄 Unicorn|🐷 Pig|🐘 Elephant|🐰 Rabbit|"
    "🐼 Panda|🐓 Rooster|🐧 Penguin|🐢 Turtle|🐟 Fish|🐙 Octopus|🦋 Butterfly|🌷 Flower|"
    "🌳 Tree|🌵 Cactus|🍄 Mushroom|🌏 Globe|🌙 Moon|☁️ Cloud|🔥 Fire|🍌 Banana|"
    "🍎 Apple|🍓 Strawberry|🌽 Corn|🍕 Pizza|🎂 Cake|❤️ Heart|😀 Smiley|🤖 Robot|"
    "🎩 Hat|👓 Glasses|🔧 Spanner|🎅 Santa|👍 Thumbs Up|☂️ Umbrella|⌛ Hourglass|⏰ Clock|"
    "🎁 Gift|💡 Light Bulb|📕 Book|✏️ Pencil|📎 Paperclip|✂️ Scissors|🔒 Lock|🔑 Key|"
    "🔨 Hammer|☎️ Telephone|🏁 Flag|🚂 Train|🚲 Bicycle|✈️ Aeroplane|🚀 Rocket|🏆 Trophy|"
    "⚽ Ball|🎸 Guitar|🎺 Trumpet|🔔 Bell|⚓ Anchor|🎧 Headphones|📁 Folder|📌 Pin"
)
EMOJI: Final = tuple((sign, name) for sign, _, name in (each.partition(" ") for each in _EMOJI.split("|")))
"""The 64 signs and their English names, by number, as every client has them."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side: an account, one of its devices, and the public keys it answers for, by their key ids."""

    user: str
    device: str
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What both people compare: seven signs with their names, or three numbers where signs cannot be seen."""

    emoji: tuple[tuple[str, str], ...]
    decimals: tuple[int, int, int]


class Secret:
    """A key of one verification, and what both sides share once the other's has come."""

    def __init__(self) -> None:
        self._sas = vodozemac.Sas()
        self.public: str = self._sas.public_key.to_base64()
        self._shared: Any = None

    def meet(self, theirs: str) -> None:
        """Take the other side's key. Raises `ValueError` for one that is none, or our own."""
        if theirs == self.public:
            raise ValueError("our own key came back")
        self._shared = self._sas.diffie_hellman(vodozemac.Curve25519PublicKey.from_base64(theirs))

    def shown(self, starter: tuple[Party, str], accepter: tuple[Party, str], flow: str) -> Shown:
        """What to compare. Each side comes with its public key of this verification."""
        parts = [part for party, key in (starter, accepter) for part in (party.user, party.device, key)]
        drawn = self._shared.bytes("|".join(("MATRIX_KEY_VERIFICATION_SAS", *parts, flow)))
        first, second, third = drawn.decimals
        return Shown(tuple(EMOJI[number] for number in drawn.emoji_indices), (first, second, third))

    def proofs(self, giver: Party, taker: Party, flow: str) -> dict[str, str]:
        """Show that the giver's keys are theirs: a proof for each key id, and one for their list under `KEY_IDS`."""
        about = f"MATRIX_KEY_VERIFICATION_MAC{giver.user}{giver.device}{taker.user}{taker.device}{flow}"
        proofs = {name: self._shared.calculate_mac(key, f"{about}{name}") for name, key in giver.keys.items()}
        return proofs | {"KEY_IDS": self.proof_of_list(giver, taker, flow, sorted(giver.keys))}

    def proof_of_list(self, giver: Party, taker: Party, flow: str, names: list[str]) -> str:
        """Show that these are all the keys there are proofs for."""
        about = f"MATRIX_KEY_VERIFICATION_MAC{giver.user}{giver.device}{taker.user}{taker.device}{flow}KEY_IDS"
        told: str = self._shared.calculate_mac(",".join(sorted(names)), about)
        return told


def commitment(public: str, start: Mapping[str, Any]) -> str:
    """What the accepting side says before it knows the other's key: it cannot choose its own afterwards."""
    return unpadded(sha256(public.encode() + canonical(start)).digest())


def same(one: object, other: str) -> bool:
    """Compare proofs, in a time that tells nothing."""
    return isinstance(one, str) and hmac.compare_digest(one.encode(), other.encode())
