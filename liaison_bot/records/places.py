"""Where something is said, as the core sees it: what the place is for, and in which language."""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison_bot.chat.inbound import Audience, Where
from liaison_bot.records.directory import Directory
from liaison_bot.records.network import Room, RoomClass


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its class. `language` is empty in a direct conversation, whose language is the person's."""

    kind: RoomClass
    language: str = ""
    desk: str = ""


DIRECT = Place(RoomClass.DIRECT)
UNKNOWN = Place(RoomClass.UNKNOWN)


FITS: Mapping[RoomClass, frozenset[Audience]] = {
    RoomClass.DESK: frozenset({Audience.MEMBERS}),
    RoomClass.NETWORK: frozenset({Audience.MEMBERS}),
    RoomClass.SHARED: frozenset({Audience.MEMBERS, Audience.OUTSIDERS}),
}
"""By the class that a coordinator can approve, who may be able to read such a room."""


def tells_readers(audience: Audience) -> bool:
    """Tell whether it is certain that others than one person read a place, and who."""
    return audience not in {Audience.ONE_PERSON, Audience.UNKNOWN}


def drifted(room: Room, audience: Audience) -> bool:
    """Tell whether it is certain that a room is read by others than it was approved for."""
    return tells_readers(audience) and audience not in FITS.get(room.kind, frozenset())


def place_of(where: Where, audience: Audience, directory: Directory) -> Place:
    """What a place is, from what was approved and who can read it now.

    An approved room that outsiders or anybody can read now is no longer what was approved: nothing of a case is said
    there, until a coordinator approves it anew.
    """
    if audience is Audience.ONE_PERSON:
        return DIRECT
    room = directory.room(where)
    if room is None or audience is Audience.UNKNOWN:
        return UNKNOWN
    if drifted(room, audience):
        return Place(RoomClass.UNKNOWN, room.language)
    return Place(room.kind, room.language, room.desk)
