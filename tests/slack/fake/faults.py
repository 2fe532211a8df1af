"""What goes wrong on demand, and Slack's own limit of messages a second."""

import asyncio
import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from slack.fake.call import METHODS
from slack.fake.workspace import Channel, Memory

BURST = 4
"""Messages that may be posted at once into a channel; Slack says "short bursts" and gives no number."""


@dataclass
class Fault:
    """What happens to the next calls of a method.

    `stored`: the call is done all the same, and only its answer is lost. `until`: the clock decides, not `times`.
    """

    method: str
    channel: str = ""
    times: int = 1
    status: int = 0
    error: str = ""
    stored: bool = False
    retry_after: int = 0
    until: datetime | None = None
    slow: float = 0.0
    hangs: bool = False
    cut: bool = False
    told: bool = False
    """Whether somebody was told to wait."""


@dataclass
class Faults:
    """Faults waiting for their call. `impatient` are calls made before the `Retry-After` they were told had passed."""

    memory: Memory
    impatient: list[str] = field(default_factory=list)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    limit_posting: bool = False
    """Whether a channel takes about one message a second, by the clock."""
    limit_methods: bool = False
    """Whether each method takes as many calls a minute as its tier promises, by the clock: posting is limited apart."""
    _waiting: list[Fault] = field(default_factory=list)
    _spent: dict[str, tuple[float, float]] = field(default_factory=dict)

    def rate_limit(
        self, method: str, channel: Channel | None = None, *, retry_after: int = 30, times: int | None = None
    ) -> None:
        """Answer 429: to so many calls or, without `times`, until the clock has moved so many seconds."""
        until = None if times else self.memory.clock() + timedelta(seconds=retry_after)
        self._add(Fault(method, _id(channel), times or 1, 429, "ratelimited", retry_after=retry_after, until=until))

    def status(
        self, method: str, status: int = 503, *, stored: bool, channel: Channel | None = None, times: int = 1
    ) -> None:
        """Answer with this status and no JSON; `stored`: after doing what was asked."""
        self._add(Fault(method, _id(channel), times, status, stored=stored))

    def error(self, method: str, error: str, channel: Channel | None = None, times: int = 1) -> None:
        """Refuse with this word."""
        self._add(Fault(method, _id(channel), times, error=error))

    def hang(self, method: str, *, stored: bool, channel: Channel | None = None, times: int = 1) -> None:
        """Never answer, until `release()`."""
        self._add(Fault(method, _id(channel), times, stored=stored, hangs=True))

    def cut(self, method: str, *, stored: bool, channel: Channel | None = None, times: int = 1) -> None:
        """Cut the connection instead of answering."""
        self._add(Fault(method, _id(channel), times, stored=stored, cut=True))

    def slow(self, method: str, seconds: float, channel: Channel | None = None, times: int = 1) -> None:
        """Answer rightly, so many real seconds later."""
        self._add(Fault(method, _id(channel), times, slow=seconds, stored=True))

    def release(self) -> None:
        """Let every hanging call end."""
        self.released.set()
        self.released = asyncio.Event()

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._waiting.clear()
        self.release()

    def _add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def met(self, method: str, channel: str) -> Fault | None:
        """The fault this call meets; it is used up."""
        now = self.memory.clock()
        self._waiting = [each for each in self._waiting if each.until is None or each.until > now]
        for fault in self._waiting:
            if fault.method in {method, "*"} and fault.channel in {"", channel}:
                if fault.until is not None:
                    return self._until(fault, method, now)
                fault.times -= 1
                if not fault.times:
                    self._waiting.remove(fault)
                return fault
        if method == "chat.postMessage":
            return self._too_fast(method, channel, BURST, 1.0) if self.limit_posting else None
        a_minute = METHODS[method]["rate_per_min"] if self.limit_methods and method in METHODS else None
        return self._too_fast(method, "", a_minute, a_minute / 60) if a_minute else None

    def _until(self, fault: Fault, method: str, now: datetime) -> Fault:
        if fault.told:
            self.impatient.append(f"{method} {fault.channel}".strip())
        fault.told = True
        left = math.ceil(((fault.until or now) - now).total_seconds())
        return Fault(method, status=429, error="ratelimited", retry_after=left)

    def _too_fast(self, method: str, channel: str, burst: int, a_second: float) -> Fault | None:
        now, what = self.memory.now, f"{method} {channel}"
        spent, at = self._spent.get(what, (0.0, now))
        spent = max(0.0, spent - (now - at) * a_second)
        if spent + 1 > burst:
            self._spent[what] = (spent, now)
            wait = max(1, math.ceil((spent + 1 - burst) / a_second))
            return Fault(method, status=429, error="ratelimited", retry_after=wait)
        self._spent[what] = (spent + 1, now)
        return None

    # The app's own troubles.

    def revoke(self, error: str = "token_revoked") -> None:
        """The bot's token is worth nothing from now on: `token_revoked`, `account_inactive`, `invalid_auth`."""
        self.memory.token_errors[self.memory.app.bot_token] = error

    def mend_token(self) -> None:
        """The bot's token is good again."""
        self.memory.token_errors.clear()


def _id(channel: Channel | None) -> str:
    return channel.id if channel else ""
