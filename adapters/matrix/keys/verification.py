"""One verification by emoji, from the request to the end: what is heard goes in, what is to be said comes out.

Nothing here sends, waits or reads the clock. It works the same by messages to a device and in a room; only the way an
event names the verification differs. The people decide: without `confirm(same=True)` nothing is ever verified, and
every mismatch ends it with the specification's code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from adapters.matrix.keys.sas import AGREEMENT, HASH, MAC, METHOD, SHOWN, Party, Secret, Shown, commitment, same
from adapters.matrix.keys.signing import Json, key_id

KIND: Final = "m.key.verification."
REQUEST: Final = f"{KIND}request"
PATIENCE: Final = timedelta(minutes=10)
"""How long a verification may take, counted from the request."""
EARLY: Final = timedelta(minutes=5)
"""How far in the future a request may claim to be."""


class Stage(StrEnum):
    """How far a verification is."""

    REQUESTED = "requested"
    ASKED = "asked"
    READY = "ready"
    STARTED = "started"
    ACCEPTED = "accepted"
    KEY_SENT = "key sent"
    COMPARING = "comparing"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Flow:
    """What names a verification: a transaction by messages to a device, or the event of the request in a room."""

    id: str
    room: str = ""

    def mark(self) -> Json:
        """What each event of the verification carries."""
        if self.room:
            return {"m.relates_to": {"rel_type": "m.reference", "event_id": self.id}}
        return {"transaction_id": self.id}


def verifies(kind: object, content: object) -> bool:
    """Tell whether what is said, as it is before it is encrypted, is of a verification, and of nothing else."""
    asks = kind == "m.room.message" and isinstance(content, dict) and content.get("msgtype") == REQUEST
    return asks or str(kind).startswith(KIND)


def is_verification(event: Mapping[str, Any]) -> bool:
    """Tell whether an event, as it was before it was encrypted, is of a verification."""
    return verifies(event.get("type"), event.get("content"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for verification that is meant for the bot. `at`: when it was made, by its sender or the server."""

    sender: str
    flow: Flow
    at: datetime
    content: Json = field(repr=False)

    @classmethod
    def read(cls, event: Mapping[str, Any], room: str, me: str) -> "Asked | None":
        """What an event asks for; None where it is no request, or one to somebody else."""
        kind, content, sender = event.get("type"), event.get("content"), event.get("sender")
        if not isinstance(content, dict) or not isinstance(sender, str):
            return None
        if room and not (kind == "m.room.message" and content.get("msgtype") == REQUEST and content.get("to") == me):
            return None
        if not room and kind != REQUEST:
            return None
        at = event.get("origin_server_ts") if room else content.get("timestamp")
        name = event.get("event_id") if room else content.get("transaction_id")
        if not isinstance(at, int) or isinstance(at, bool) or not isinstance(name, str):
            return None
        try:
            return cls(sender, Flow(name, room), datetime.fromtimestamp(at / 1000, UTC), content)
        except (OverflowError, ValueError, OSError):
            return None

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it can still be answered."""
        return now - PATIENCE < self.at < now + EARLY


@dataclass(frozen=True, slots=True)
class Other:
    """The person to be verified, as `/keys/query` tells: devices by id with their signing keys, and the master key."""

    user: str
    devices: Mapping[str, str]
    master: str = ""

    def party(self, device: str) -> Party | None:
        """The side that this device speaks for; None for a device nobody knows."""
        if device not in self.devices:
            return None
        keys = {key_id(device): self.devices[device]}
        return Party(self.user, device, keys | ({key_id(self.master): self.master} if self.master else {}))


@dataclass(frozen=True, slots=True)
class Said:
    """An event to be sent to the other side."""

    kind: str
    content: Json = field(repr=False)


class WrongError(Exception):
    """What the other side said ends the verification, with this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_WHY: Final = {
    "m.user": "The operator declined",
    "m.timeout": "It took too long",
    "m.unknown_method": "No method in common",
    "m.unexpected_message": "Not what was expected now",
    "m.invalid_message": "A message that cannot be read",
    "m.key_mismatch": "The keys do not match",
    "m.user_mismatch": "Not the expected person",
    "m.mismatched_commitment": "The key is not the one that was committed to",
    "m.mismatched_sas": "The emoji do not match",
}


class Verification:
    """The bot's side of one verification."""

    def __init__(self, me: Party, other: Other, flow: Flow, asked: datetime) -> None:
        self.other = other
        self.flow = flow
        self.stage = Stage.REQUESTED
        self.code = ""
        """Why it was cancelled, in the specification's codes."""
        self.shown: Shown | None = None
        self.proven: Mapping[str, str] = {}
        """The other side's keys that are proven, by key id. They count when `verified`."""
        self._me = me
        self._them: Party | None = None
        self._ends = asked + PATIENCE
        self._secret = Secret()
        self._began = False
        self._start: Json = {}
        self._commitment = ""
        self._their_key = ""

    @property
    def over(self) -> bool:
        """Tell whether nothing more will come of it."""
        return self.stage in {Stage.DONE, Stage.CANCELLED}

    @property
    def verified(self) -> bool:
        """Tell whether the people saw the same and the keys are proven."""
        return self.stage is Stage.DONE

    @property
    def device(self) -> str:
        """The other side's device; empty while it is not known."""
        return self._them.device if self._them else ""

    def request(self, now: datetime) -> list[Said]:
        """Ask the other side."""
        self.stage = Stage.ASKED
        content: Json = {"from_device": self._me.device, "methods": [METHOD]}
        if self.flow.room:
            raise ValueError("in a room, the request is the event that names the flow")
        return [self._say("request", content | {"timestamp": int(now.timestamp() * 1000)})]

    def asked(self) -> None:
        """The request was sent in a room, as the event that names the flow."""
        self.stage = Stage.ASKED

    def hear_request(self, content: Mapping[str, Any]) -> list[Said]:
        """Take the other side's request, which is not too old, and say that we are there."""
        return self._answer(self._hear_request, content)

    def begin(self) -> list[Said]:
        """Start comparing, once both sides are ready; the other side may as well."""
        if self.stage is not Stage.READY:
            raise ValueError("not ready")
        content: Json = {
            "from_device": self._me.device,
            "method": METHOD,
            "key_agreement_protocols": [AGREEMENT],
            "hashes": [HASH],
            "message_authentication_codes": [MAC],
            "short_authentication_string": list(SHOWN),
        }
        said = self._say("start", content)
        self._began, self._start, self.stage = True, said.content, Stage.STARTED
        return [said]

    def hear(self, kind: str, content: Mapping[str, Any], now: datetime) -> list[Said]:
        """Take an event of the other side's; what to say to it."""
        if self.over:
            return []
        if now >= self._ends:
            return self.cancel("m.timeout")
        answers = {
            "cancel": self._hear_cancel,
            "ready": self._hear_ready,
            "start": self._hear_start,
            "accept": self._hear_accept,
            "key": self._hear_key,
            "mac": self._hear_mac,
            "done": self._hear_done,
        }
        answer = answers.get(kind.removeprefix(KIND))
        return self._answer(answer, content) if answer else []

    def confirm(self, *, same: bool) -> list[Said]:
        """Take what the operator saw: whether both sides show the same."""
        if self.over:
            return []
        if self.stage is not Stage.COMPARING or self._them is None:
            raise ValueError("there is nothing to compare")
        if not same:
            return self.cancel("m.mismatched_sas")
        proofs = self._secret.proofs(self._me, self._them, self.flow.id)
        keys = proofs.pop("KEY_IDS")
        self.stage = Stage.CONFIRMED
        return [self._say("mac", {"mac": proofs, "keys": keys}), *self._finish()]

    def cancel(self, code: str) -> list[Said]:
        """End it, and say why."""
        if self.over:
            return []
        self.stage, self.code = Stage.CANCELLED, code
        self.proven = {}
        return [self._say("cancel", {"code": code, "reason": _WHY.get(code, code)})]

    def wait(self, now: datetime) -> list[Said]:
        """See whether it took too long."""
        return self.cancel("m.timeout") if now >= self._ends else []

    def _answer(self, answer: Callable[[Mapping[str, Any]], list[Said]], content: Mapping[str, Any]) -> list[Said]:
        """Answer, or end it where what was said is wrong or cannot be read."""
        try:
            return answer(content)
        except WrongError as wrong:
            return self.cancel(wrong.code)
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
            return self.cancel("m.invalid_message")

    def _hear_cancel(self, content: Mapping[str, Any]) -> list[Said]:
        self.stage, self.code, self.proven = Stage.CANCELLED, str(content.get("code") or "m.user"), {}
        return []

    def _hear_request(self, content: Mapping[str, Any]) -> list[Said]:
        self._expect(Stage.REQUESTED)
        self._meet(content)
        if METHOD not in content["methods"]:
            raise WrongError("m.unknown_method")
        self.stage = Stage.READY
        return [self._say("ready", {"from_device": self._me.device, "methods": [METHOD]})]

    def _hear_ready(self, content: Mapping[str, Any]) -> list[Said]:
        self._expect(Stage.ASKED)
        self._meet(content)
        if METHOD not in content["methods"]:
            raise WrongError("m.unknown_method")
        self.stage = Stage.READY
        return []

    def _hear_start(self, content: Mapping[str, Any]) -> list[Said]:
        self._expect(Stage.READY, Stage.STARTED)
        if self._them is None or content["from_device"] != self._them.device:
            raise WrongError("m.user_mismatch")
        if self.stage is Stage.STARTED and self._goes_first():
            return []  # both began: ours counts
        offered = {
            AGREEMENT: content.get("key_agreement_protocols"),
            HASH: content.get("hashes"),
            MAC: content.get("message_authentication_codes"),
        }
        shown = [way for way in SHOWN if way in (content.get("short_authentication_string") or ())]
        if content["method"] != METHOD or not shown or not all(way in (of or ()) for way, of in offered.items()):
            raise WrongError("m.unknown_method")
        self._began, self._start, self.stage = False, dict(content), Stage.ACCEPTED
        accepted: Json = {
            "method": METHOD,
            "key_agreement_protocol": AGREEMENT,
            "hash": HASH,
            "message_authentication_code": MAC,
            "short_authentication_string": shown,
            "commitment": commitment(self._secret.public, self._start),
        }
        return [self._say("accept", accepted)]

    def _hear_accept(self, content: Mapping[str, Any]) -> list[Said]:
        self._expect(Stage.STARTED)
        chosen = (content["key_agreement_protocol"], content["hash"], content["message_authentication_code"])
        shown = content["short_authentication_string"]
        if chosen != (AGREEMENT, HASH, MAC) or not shown or not set(shown) <= set(SHOWN):
            raise WrongError("m.unknown_method")
        if not isinstance(content["commitment"], str):
            raise WrongError("m.invalid_message")
        self._commitment, self.stage = content["commitment"], Stage.KEY_SENT
        return [self._say("key", {"key": self._secret.public})]

    def _hear_key(self, content: Mapping[str, Any]) -> list[Said]:
        self._expect(Stage.KEY_SENT if self._began else Stage.ACCEPTED)
        key = content["key"]
        if not isinstance(key, str):
            raise WrongError("m.invalid_message")
        if self._began and not same(self._commitment, commitment(key, self._start)):
            raise WrongError("m.mismatched_commitment")
        try:
            self._secret.meet(key)
        except ValueError:
            raise WrongError("m.key_mismatch") from None
        said = [] if self._began else [self._say("key", {"key": self._secret.public})]
        mine, theirs = (self._me, self._secret.public), (self._party, key)
        both = (mine, theirs) if self._began else (theirs, mine)
        self.shown, self.stage = self._secret.shown(*both, self.flow.id), Stage.COMPARING
        return said

    def _hear_mac(self, content: Mapping[str, Any]) -> list[Said]:
        """Check each proof for a key that the server named before; keys that nobody knows prove nothing."""
        self._expect(Stage.COMPARING, Stage.CONFIRMED)
        if self.proven:
            raise WrongError("m.unexpected_message")
        them, proofs = self._party, content["mac"]
        wanted = self._secret.proofs(them, self._me, self.flow.id)
        names = self._secret.proof_of_list(them, self._me, self.flow.id, list(proofs))
        known = {name: key for name, key in them.keys.items() if name in proofs}
        if (
            not same(content["keys"], names)
            or key_id(them.device) not in known
            or not all(same(proofs[name], wanted[name]) for name in known)
        ):
            raise WrongError("m.key_mismatch")
        self.proven = known
        return self._finish()

    def _hear_done(self, _content: Mapping[str, Any]) -> list[Said]:
        """The other side may be done before our operator has confirmed only if it broke the rules."""
        self._expect(Stage.CONFIRMED)
        return []

    def _finish(self) -> list[Said]:
        if self.stage is not Stage.CONFIRMED or not self.proven:
            return []
        self.stage = Stage.DONE
        return [self._say("done", {})]

    def _meet(self, content: Mapping[str, Any]) -> None:
        device = content.get("from_device")
        them = self.other.party(device) if isinstance(device, str) else None
        if them is None:
            raise WrongError("m.invalid_message")
        self._them = them

    @property
    def _party(self) -> Party:
        if self._them is None:
            raise WrongError("m.unexpected_message")
        return self._them

    def _goes_first(self) -> bool:
        """Of two that began, the one whose user id, then device id, comes first."""
        them = self._party
        return (self._me.user, self._me.device) < (them.user, them.device)

    def _expect(self, *stages: Stage) -> None:
        if self.stage not in stages:
            raise WrongError("m.unexpected_message")

    def _say(self, kind: str, content: Json) -> Said:
        return Said(f"{KIND}{kind}", content | self.flow.mark())
