"""Who may be shown what, where: one rule for every field of every record. What has no rule is not shown.

A rule is a pure function of what the viewer is to the record, and of the place. Everything shown and everything asked
goes through it: messages are built from what it lets through, and nothing else.

    NET    skeleton   the two parties, their supervisors, and the Network's coordinators; in a direct conversation, the
                      desk's own room, or the Network's room. The parties and coordinators may show a skeleton to the
                      Network; nobody else can ask for it.
    PARTY  party      the officers of the two desks, in their direct conversation alone. A receiver's access ends when
                      the referral is rejected, withdrawn or closed.
    restricted        PARTY, less the officers of the child's country of origin (General Comment 6 of the Committee on
                      the Rights of the Child: confidentiality, non-refoulement).

Nothing about a single referral is ever said in a room shared with partners, or in one that is not known.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from liaison_bot.records.network import CASE_ROLES, COORDINATORS, Actor, Desk, Person, Role, RoomClass
from liaison_bot.records.places import Place
from liaison_bot.records.referrals import OWN, Facts, Referral, State, Step


class Standing(StrEnum):
    """What a viewer is to a referral."""

    SENDER = "sender"
    RECEIVER = "receiver"
    FORMER = "former-receiver"
    """The receiving desk after its access to the content has ended."""
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    NOBODY = "nobody"


PARTIES = frozenset({Standing.SENDER, Standing.RECEIVER})
_ENDED_FOR_RECEIVER = frozenset({State.REJECTED, State.WITHDRAWN, State.CLOSED})
_OWN_PLACES = frozenset({RoomClass.DIRECT, RoomClass.DESK})
_NET_PLACES = _OWN_PLACES | {RoomClass.NETWORK}


@dataclass(frozen=True, slots=True)
class Viewing:
    """All that a rule may look at."""

    standing: Standing
    place: RoomClass
    state: State = State.DRAFT
    from_origin: bool = True
    """The viewer's country is the child's, or it is not known that it is not."""


Rule = Callable[[Viewing], bool]


def skeleton(viewing: Viewing) -> bool:
    """NET: what the Network may know of a referral. A draft is its own desk's affair."""
    if viewing.state in OWN:
        return viewing.standing in {Standing.SENDER, Standing.SUPERVISOR} and viewing.place in _OWN_PLACES
    return viewing.standing is not Standing.NOBODY and viewing.place in _NET_PLACES


def party(viewing: Viewing) -> bool:
    """PARTY: the two desks, in private."""
    return viewing.standing in PARTIES and viewing.place is RoomClass.DIRECT


def own(viewing: Viewing) -> bool:
    """The sending desk alone, in private: another referral of its own is nobody else's affair."""
    return party(viewing) and viewing.standing is Standing.SENDER


def restricted(viewing: Viewing) -> bool:
    """PARTY, less the country of origin."""
    return party(viewing) and (viewing.standing is Standing.SENDER or not viewing.from_origin)


def known(viewing: Viewing) -> bool:
    """The directory: whoever has a role in the Network, but not in rooms shared with partners."""
    return viewing.place in _NET_PLACES


def privately(viewing: Viewing) -> bool:
    """What colleagues may know of each other, in private."""
    return viewing.place is RoomClass.DIRECT


def never(_viewing: Viewing) -> bool:
    """For the machine alone."""
    return False


REFERRAL: Mapping[str, Rule] = {
    "reference": skeleton,
    "from_desk": skeleton,
    "to_desk": skeleton,
    "urgency": skeleton,
    "service": skeleton,  # one that discloses is “protection” here, and itself a fact of the content
    "state": skeleton,
    "since": skeleton,
    "opened": skeleton,
    "opened_by": skeleton,
    "sent": skeleton,
    "sent_by": skeleton,
    "received_by": skeleton,
    "follows": own,
    "turn": skeleton,
    "clock": skeleton,
    "due": skeleton,
    "decide_by": skeleton,
    "decision_left": never,
    "file": party,
    "file_turn": party,
    "file_due": party,
    "version": never,
    "announced": own,
    "erased": skeleton,
    "content": party,  # and then each fact by its own rule
}
STEP: Mapping[str, Rule] = {
    "reference": skeleton,
    "number": skeleton,
    "at": skeleton,
    "person": skeleton,
    "desk": skeleton,
    "did": skeleton,
    "before": skeleton,
    "after": skeleton,
    "facts": party,
}
PERSON: Mapping[str, Rule] = {
    "id": never,
    "desk": known,
    "name": known,
    "language": privately,
    "zone": known,
}
DESK: Mapping[str, Rule] = {
    "code": known,
    "kind": known,
    "zone": known,
    "language": privately,
    "file_channel": privately,
    "active": known,
    "always_told": privately,
}
PROCESS_FACTS = (
    "service",
    "question",
    "institution",
    "rejection",
    "suggested",
    "progress",
    "outcome",
    "closure",
    "return",
    "reopening",
    "withdrawal",
    "erasure",
    "lowering",
    "file_channel",
    "file_date",
    "urgency",
    "note",
)
"""Facts that the steps of a referral bring, beside those of the minimum data set."""

_NO_KNOWN_NATIONALITY = frozenset({"stateless", "undetermined", "unknown", "other"})
_CHOSEN_BY_SENDER = frozenset({"service", "authority"})
_FILE_MOVES = frozenset({"file-sent", "file-received", "file-missing"})


class Indicator(Protocol):
    """What disclosure must know of a field of the minimum data set."""

    @property
    def name(self) -> str:
        """The fact's name."""
        ...

    @property
    def restricted(self) -> bool:
        """Not for the country of origin."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """What was let through of a record: fields by name. What is not here may not be said."""

    fields: Mapping[str, Any]
    standing: Standing

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def get(self, name: str) -> Any:
        """A field's value, or None where it is not shown."""
        return self.fields.get(name)

    @property
    def facts(self) -> Facts:
        """The coded facts that are shown."""
        shown: Facts = self.fields.get("content") or self.fields.get("facts") or {}
        return shown


class Disclosure:
    """The rules, with those that follow from the operator's data set."""

    def __init__(self, indicators: Iterable[Indicator], asylum: Mapping[str, frozenset[str]]) -> None:
        """`asylum`: by a fact's name, the codes that tell of international protection."""
        self._facts: dict[str, Rule] = dict.fromkeys(PROCESS_FACTS, party)
        for indicator in indicators:
            self._facts[indicator.name] = restricted if indicator.restricted else party
        self._asylum = asylum

    def referral(self, referral: Referral, viewer: Actor, place: Place) -> Shown | None:
        """What this viewer may be shown of a referral here; None when not even that it exists."""
        viewing = self.viewing(referral, viewer, place)
        if not REFERRAL["reference"](viewing):
            return None
        fields = _let_through(referral, REFERRAL, viewing)
        if "content" in fields:
            fields["content"] = self._shown_facts(referral.content, viewing)
        return Shown(fields, viewing.standing)

    def step(self, step: Step, referral: Referral, viewer: Actor, place: Place) -> Shown | None:
        """What this viewer may be shown of one step here. Steps with the child's file are the parties' alone."""
        viewing = self.viewing(referral, viewer, place)
        if not STEP["did"](viewing) or (step.did in _FILE_MOVES and not party(viewing)):
            return None
        in_own_desk = viewing.standing is Standing.SENDER and viewing.place in _OWN_PLACES
        if step.before in OWN and step.after in OWN and not in_own_desk:
            return None  # how a draft came about is its own desk's affair
        fields = _let_through(step, STEP, viewing)
        if "facts" in fields:
            fields["facts"] = self._shown_facts(step.facts, viewing)
        return Shown(fields, viewing.standing)

    def viewing(self, referral: Referral, viewer: Actor, place: Place) -> Viewing:
        """What a rule looks at."""
        kind = place.kind
        if kind is RoomClass.DESK and place.desk != viewer.desk.code:
            kind = RoomClass.UNKNOWN  # somebody else's room
        nationality = referral.content.get("nationality", ())
        known = set(nationality) - _NO_KNOWN_NATIONALITY
        from_origin = not known or viewer.desk.code in known
        return Viewing(standing(referral, viewer), kind, referral.state, from_origin)

    def _shown_facts(self, facts: Facts, viewing: Viewing) -> dict[str, tuple[str, ...]]:
        shown = {}
        for name, values in facts.items():
            if not self._facts.get(name, never)(viewing):
                continue
            told = tuple(value for value in values if self._may_tell(name, value, viewing))
            if told:
                shown[name] = told
        return shown

    def _may_tell(self, name: str, value: str, viewing: Viewing) -> bool:
        """Facts of asylum never go to the country of origin; what the sending desk chose itself, it knows."""
        if not viewing.from_origin or value not in self._asylum.get(name, ()):
            return True
        return viewing.standing is Standing.SENDER and name in _CHOSEN_BY_SENDER


def standing(referral: Referral, viewer: Actor) -> Standing:
    """What a viewer is to a referral, by their desk and the roles they hold today."""
    sent = referral.state not in OWN
    own, other = viewer.desk.code == referral.from_desk, viewer.desk.code == referral.to_desk and sent
    if viewer.is_any(CASE_ROLES):
        if own:
            return Standing.SENDER
        if other:
            return Standing.FORMER if referral.state in _ENDED_FOR_RECEIVER else Standing.RECEIVER
    if Role.SUPERVISOR in viewer.roles and (own or other):
        return Standing.SUPERVISOR
    if sent and viewer.is_any(COORDINATORS):
        return Standing.COORDINATOR
    return Standing.NOBODY


def person_shown(person: Person, place: Place) -> Shown:
    """What anybody in the Network may be shown of a person here."""
    return Shown(_let_through(person, PERSON, Viewing(Standing.NOBODY, place.kind)), Standing.NOBODY)


def desk_shown(desk: Desk, place: Place) -> Shown:
    """What anybody in the Network may be shown of a desk here."""
    return Shown(_let_through(desk, DESK, Viewing(Standing.NOBODY, place.kind)), Standing.NOBODY)


def about_referrals(place: Place, viewer: Actor) -> bool:
    """Tell whether anything at all about single referrals may be said to this viewer here."""
    if place.kind is RoomClass.DESK:
        return place.desk == viewer.desk.code
    return place.kind in _NET_PLACES


def _let_through(record: Any, rules: Mapping[str, Rule], viewing: Viewing) -> dict[str, Any]:
    return {name: getattr(record, name) for name, rule in rules.items() if rule(viewing)}
