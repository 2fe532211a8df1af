"""What a room is, from its state: who is in it, and who else could read it. Nothing here asks a server."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from adapters.matrix.settings import server_of
from liaison_bot.chat import Audience

Json = dict[str, Any]

_CLOSED: Final = frozenset({"invite", "knock", "private"})
"""Join rules by which somebody of the room lets each person in."""
_OPENING: Final = frozenset({"public", "restricted", "knock_restricted"})
"""Join rules by which some people walk in by themselves."""
_OF_THOSE_IN_IT: Final = frozenset({"shared", "invited", "joined"})
_TO_THE_WORLD: Final = "world_readable"
"""Who may read back."""
_PRESENT: Final = frozenset({"join", "invite"})
_A_PAIR: Final = 2


@dataclass(slots=True)
class Room:
    """A room as its state describes it. `members` is everybody's membership, `names` their display names.

    `successor` is the room that it was upgraded to, by `succeeded_by`; `predecessor` the one that it continues.
    """

    id: str
    members: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    encryption: Json = field(default_factory=dict)
    join_rule: str = "invite"
    history: str = "shared"
    successor: str = ""
    succeeded_by: str = ""
    predecessor: str = ""

    @classmethod
    def of(cls, room_id: str, state: Iterable[Json]) -> "Room":
        """A room from its whole state."""
        room = cls(room_id)
        for event in state:
            room.apply(event)
        return room

    def renew(self, state: Iterable[Json]) -> None:
        """Become what the whole state says now."""
        fresh = Room.of(self.id, state)
        for each in fields(self):
            setattr(self, each.name, getattr(fresh, each.name))

    @property
    def encrypted(self) -> bool:
        """Tell whether what is said in it is encrypted."""
        return bool(self.encryption)

    @property
    def present(self) -> frozenset[str]:
        """Everybody who can read it: those who have joined, and those who are invited and may at any moment."""
        return frozenset(user for user, membership in self.members.items() if membership in _PRESENT)

    def joined(self, user: str) -> bool:
        """Tell whether somebody is in it."""
        return self.members.get(user) == "join"

    def deserted(self, me: str) -> bool:
        """Tell whether somebody was here with the bot, and nobody is any more."""
        return self.present == {me} and len(self.members) > 1

    def other(self, me: str) -> str:
        """The one person that the bot is alone with in this room; empty where there is none, or more."""
        present = self.present
        if len(present) != _A_PAIR or me not in present:
            return ""
        return next(iter(present - {me}))

    def apply(self, event: Mapping[str, Any]) -> None:
        """Take in a state event. What is malformed is taken as if it said nothing."""
        content = event.get("content")
        kind, key = event.get("type"), event.get("state_key")
        if not isinstance(content, dict) or not isinstance(key, str):
            return
        if kind == "m.room.member":
            self._apply_member(key, content)
        elif key:
            return
        elif kind == "m.room.encryption":
            self.encryption = content or self.encryption  # once encrypted, always: an empty event takes nothing back
        elif kind == "m.room.join_rules":
            self.join_rule = _text(content, "join_rule")
        elif kind == "m.room.history_visibility":
            self.history = _text(content, "history_visibility")
        elif kind == "m.room.tombstone":
            self.successor, self.succeeded_by = _text(content, "replacement_room"), _text(event, "sender")
        elif kind == "m.room.create":
            predecessor = content.get("predecessor")
            self.predecessor = _text(predecessor, "room_id") if isinstance(predecessor, dict) else ""

    def _apply_member(self, user: str, content: Mapping[str, Any]) -> None:
        self.members[user] = _text(content, "membership")
        self.names[user] = _text(content, "displayname")


def audience(room: Room, me: str, own_servers: frozenset[str]) -> Audience:
    """Who can read a room, as its state stands.

    Guests need no rule of their own: they come in by a join rule or an invitation like everybody else, and read from
    outside only where history is open to the world.
    """
    if not room.joined(me) or room.deserted(me):
        return Audience.UNKNOWN
    if room.join_rule in _OPENING or room.history == _TO_THE_WORLD:
        return Audience.OPEN
    known = room.join_rule in _CLOSED and room.history in _OF_THOSE_IN_IT
    if not known or not room.encrypted:  # of an unencrypted room, its server's people read along
        return Audience.UNKNOWN
    if room.other(me):
        return Audience.ONE_PERSON
    return Audience.OUTSIDERS if has_outsiders(room, own_servers) else Audience.MEMBERS


def has_outsiders(room: Room, own_servers: frozenset[str]) -> bool:
    """Tell whether somebody who can read a room is of no server of the organisation's own."""
    return any(server_of(user) not in own_servers for user in room.present)


def _text(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    return value if isinstance(value, str) else ""
