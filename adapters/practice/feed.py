"""What has been said in the practice network: kept in memory, numbered, and bounded."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from liaison_bot.chat import Message, Picture, Telling

KEPT_PER_PLACE: Final = 500
KEYS_REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said. `pressed`: it is the label of a button, not something typed."""

    text: str
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What is left where the bot has taken a message back."""


@dataclass(frozen=True, slots=True)
class Post:
    """One entry of a place's log. `author` is the user of a seat, or empty for the bot; numbers only grow.

    No other post has its `id`, in another run of the program neither. `changed` is its number until it is taken back,
    and then one that is newer than all before.

    `notice`: the bot says it by itself, not in answer to what was said here.
    """

    id: str
    number: int
    changed: int
    place: str
    at: datetime
    author: str
    content: Said | Message | TakenBack
    notice: bool = False


class Feed:
    """The posts of every place, and a way to wait for the next one.

    `run` tells the posts of this run of the program from those of an earlier one, whose numbers mean nothing now.
    """

    def __init__(self, places: Iterable[str], clock: Callable[[], datetime]) -> None:
        self.run: Final = secrets.token_hex(4)
        self._clock = clock
        self._places: dict[str, deque[Post]] = {place: deque(maxlen=KEPT_PER_PLACE) for place in places}
        self._keys: dict[Hashable, None] = {}
        self._last = 0
        self._news = asyncio.Event()

    @property
    def last(self) -> int:
        """The number of the newest post, or change of one."""
        return self._last

    @property
    def news(self) -> asyncio.Event:
        """Set when there is something newer than now. Take it before reading, or news can be missed."""
        return self._news

    def add(self, place: str, author: str, content: Said | Message, key: Hashable, *, notice: bool = False) -> None:
        """Put a post in a place. The same key in the same place again is the same post: nothing happens."""
        if (place, key) in self._keys:
            return
        self._keys[place, key] = None
        if len(self._keys) > KEYS_REMEMBERED:
            del self._keys[next(iter(self._keys))]
        self._last += 1
        known_by = f"{self.run}-{self._last}"
        post = Post(known_by, self._last, self._last, place, self._clock(), author, content, notice)
        self._places[place].append(post)
        self.wake()

    def after(self, number: int) -> list[Post]:
        """Every post that is newer than this number, or was changed since, and is still kept, in order."""
        newer = (post for posts in self._places.values() for post in posts if post.changed > number)
        return sorted(newer, key=lambda post: post.number)

    def take_back(self, place: str, telling: Telling) -> int:
        """Take back what the bot said in a place about something, within a time; how many posts. Their place stays."""
        posts, count = self._places[place], 0
        for at, post in enumerate(posts):
            content = post.content
            if (
                isinstance(content, Message)
                and content.about == telling.about
                and telling.since <= post.at <= telling.until
            ):
                self._last += 1
                posts[at] = replace(post, changed=self._last, content=TakenBack())
                count += 1
        if count:
            self.wake()
        return count

    def picture(self, post: str) -> Picture | None:
        """The picture of the post with this id; None where there is none, or the post is kept no longer."""
        contents = (kept.content for posts in self._places.values() for kept in posts if kept.id == post)
        return next((content.picture for content in contents if isinstance(content, Message)), None)

    def wake(self) -> None:
        """Let everyone who waits look again."""
        self._news.set()
        self._news = asyncio.Event()
