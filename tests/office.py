"""What the tests of the Network's people and desks share."""

import re
from dataclasses import dataclass

from liaison_bot.app import context
from liaison_bot.chat import Message, Reply
from liaison_bot.records.audit import AuditEntry
from liaison_bot.records.directory import Directory
from liaison_bot.records.outbox import Parcel
from liaison_bot.records.places import DIRECT, Place
from world import World, account

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}")


@dataclass(frozen=True)
class Office:
    """A small Network, and the questions that these tests ask of it."""

    world: World

    def say(self, user: str, words: str, *, at: str = "") -> Message:
        """Use a command that is answered with a message, a refusal or not."""
        return said(self.world.say(user, words, at=at))

    @staticmethod
    def understood(message: Message) -> bool:
        """Tell whether a message is no apology: refusing is an answer too, such as “you are not away”."""
        return not re.search(r"E-[0-9A-Z]{6}", message.plain)

    def invited(self, words: str, by: str = "elena") -> str:
        """Issue an invitation; its code."""
        return code_in(self.world.told(by, words))

    def directory(self) -> Directory:
        """The Network as it is kept."""
        with self.world.store.begin() as uow:
            return uow.directory

    def trail(self) -> list[AuditEntry]:
        """Everything the trail says."""
        with self.world.store.begin() as uow:
            return [chained.entry for chained in uow.audit.entries()]

    def parcels(self, notice: str) -> list[Parcel]:
        """What is still to be said of a kind."""
        clock = self.world.clock
        with self.world.store.begin() as uow:
            leased = uow.outbox.lease(clock(), clock() - clock(), 1000)
        return [one.parcel for one in leased if one.parcel.notice == notice]

    def notice(self, user: str, parcel: Parcel, place: Place = DIRECT) -> Message | None:
        """A notice as somebody would read it now."""
        with self.world.store.begin() as uow:
            actor = uow.directory.actor(account(user), self.world.clock())
            assert actor
            ctx = context(self.world.services, uow, self.world.clock(), account(user), actor, place)
            return self.world.services.notices[parcel.notice](ctx, parcel)


def said(reply: Reply) -> Message:
    """A reply that is a message."""
    assert isinstance(reply, Message), reply
    return reply


def code_in(message: Message) -> str:
    """The one-time code in a message."""
    found = {str(code) for code in CODE.findall(message.plain)}
    assert len(found) == 1, message.plain
    return found.pop()


def fact(message: Message, label: str) -> str:
    """The value beside a label."""
    return next(one.value for one in message.facts if one.label == label)
