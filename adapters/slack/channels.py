"""What the bot remembers of a channel: what it has said there, where its cards are, and when it may speak next.

It is remembered by the messages' `ts`, and learnt again from their metadata, which Slack keeps.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from adapters.slack import limits

OLDEST: Final = -1.0
"""When something was made of which that is not known: before everything that is known."""
EVENT: Final = "liaison_bot"
"""The kind of metadata that the bot's messages carry."""
MAIN: Final = ""
"""A channel itself, beside its threads."""
_BURST: Final = 3.0
"""So many messages may follow each other at once."""
_KEPT: Final = 400
_MOST: Final = 2_000


def digest(key: str) -> str:
    """A key as it stands in metadata, which every app and person of the workspace may read."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def metadata(key: str, card: str = "", about: str = "") -> dict[str, Any]:
    """What a message carries: what it is known by, what it is the picture of, and what it tells of."""
    carried = {"key": digest(key), "card": card, "about": about}
    return {"event_type": EVENT, "event_payload": {name: value for name, value in carried.items() if value}}


def pointing(card: str) -> dict[str, Any]:
    """What is carried by a message that was the picture of a card: it is known by nothing, and still tells of that."""
    return {"event_type": EVENT, "event_payload": {"about": card}}


def payload(message: Any) -> Mapping[str, Any]:
    """What a message of the bot's carries, as Slack has kept it; nothing of a message that carries nothing."""
    told = message.get("metadata") if isinstance(message, dict) else None
    carried = told.get("event_payload") if isinstance(told, dict) and told.get("event_type") == EVENT else None
    return carried if isinstance(carried, dict) else {}


def about(carried: Mapping[str, Any]) -> str:
    """What a message tells of. One from before that was carried tells of the card that it is the picture of."""
    return str(carried.get("about") or carried.get("card") or "")


@dataclass(slots=True)
class Card:
    """The picture of something. `ts`: the message; `made`: when what it shows was so, in seconds of the loop.

    `earlier`: messages further up that show it too.
    """

    ts: str
    title: str = ""
    made: float = 0.0
    earlier: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Channel:
    """One channel. `tells`: what each message tells of. `looked`: it was read since the program started.

    `uncertain`: the threads, or `MAIN`, in which something may stand that Slack did not confirm. `turn` is held by who
    is saying something.
    """

    said: OrderedDict[str, str] = field(default_factory=OrderedDict)
    tells: OrderedDict[str, str] = field(default_factory=OrderedDict)
    cards: dict[str, Card] = field(default_factory=dict)
    looked: bool = False
    uncertain: set[str] = field(default_factory=set)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _next: float = 0.0

    def where(self, key: str) -> str:
        """The message that was said for a key; empty where none was."""
        return self.said.get(digest(key), "")

    def remember(self, carried: Mapping[str, Any], ts: str, made: float = 0.0) -> None:
        """Something was said: by what it carries, and when it was so. The newest picture of a card is its picture."""
        _keep(self.tells, ts, about(carried))
        _keep(self.said, str(carried.get("key") or ""), ts)
        name = str(carried.get("card") or "")
        if not name:
            return
        card = self.cards.setdefault(name, Card(ts, made=made))
        if ts == card.ts or ts in card.earlier:
            return
        older, card.ts = sorted((ts, card.ts), key=float)
        card.earlier.append(older)
        if card.ts == ts:
            card.made = made

    def learn(self, messages: Any) -> None:
        """Take in what Slack has kept, the newest first."""
        for message in reversed(messages) if isinstance(messages, list) else ():
            if carried := payload(message):
                self.remember(carried, str(message["ts"]))

    def forget(self, ts: str) -> None:
        """A message is gone. What it was the picture of is posted anew when there is something to show."""
        self.tells.pop(ts, None)
        for key in [key for key, where in self.said.items() if where == ts]:
            del self.said[key]
        for name, card in tuple(self.cards.items()):
            if ts == card.ts:
                del self.cards[name]
            elif ts in card.earlier:
                card.earlier.remove(ts)

    def shows(self, ts: str) -> str | None:
        """What a message is the picture of; empty for one that is none, None for one that is not remembered."""
        for name, card in self.cards.items():
            if ts == card.ts or ts in card.earlier:
                return name
        return "" if ts in self.said.values() else None

    def pause(self, now: float) -> float:
        """Seconds until the next message may follow: about one goes out in a second, with short bursts."""
        return max(self._next, now) - now - (_BURST - 1.0) / limits.MESSAGES_PER_SECOND

    def spoke(self, now: float) -> None:
        """Another message is on its way."""
        self._next = max(self._next, now) + 1.0 / limits.MESSAGES_PER_SECOND


class Channels:
    """All channels that something was said in, as many as are worth remembering."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Channel] = OrderedDict()

    def of(self, channel: str) -> Channel:
        """What is remembered of this one."""
        found = self._known.setdefault(channel, Channel())
        self._known.move_to_end(channel)
        if len(self._known) > _MOST:
            self._forget_one(channel)
        return found

    def _forget_one(self, but: str) -> None:
        """Forget who was silent for longest, unless something is open there."""
        silent = ((name, one) for name, one in self._known.items() if name != but)
        idle = next((name for name, one in silent if not one.turn.locked() and not one.uncertain), "")
        self._known.pop(idle, None)


def _keep(table: OrderedDict[str, str], key: str, value: str) -> None:
    """Remember something that is worth it, and forget the oldest of too much."""
    if key and value:
        table[key] = value
        if len(table) > _KEPT:
            table.popitem(last=False)
