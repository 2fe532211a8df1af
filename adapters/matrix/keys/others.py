"""Other people's devices: whose are known, and sessions begun with them. Each homeserver is asked by itself.

One that does not answer keeps nobody waiting for those of the others: it is given a moment, and from then on is asked
beside everything else, until it answers. Which devices are trusted is not decided here.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from nio.crypto import Olm, OlmDevice
from nio.responses import KeysClaimResponse, KeysQueryResponse

from adapters.matrix.homeserver import Homeserver
from adapters.matrix.settings import server_of

Json = dict[str, Any]
log = logging.getLogger(__name__)

_ASK_AGAIN_SECONDS: Final = 300.0
"""A device without a key to reach it by is asked for one again after this time."""
_AWAY_SECONDS: Final = 30.0
"""A homeserver that did not answer is asked again after this time, or as soon as something comes from it."""
_MOMENT_SECONDS: Final = 2.0
"""So long does what is to be said wait for another homeserver, the first time that it does not answer."""
_TIMEOUT_MS: Final = 10_000


class Trusting(Protocol):
    """Decides which devices are somebody's own."""

    def learn(self, answer: Mapping[str, Any]) -> None:
        """Take in an answer to `/keys/query`: devices, and who signed them."""
        ...

    def trusts(self, device: OlmDevice) -> bool:
        """Tell whether this device is written to and listened to."""
        ...

    def may_compare(self, device: OlmDevice) -> bool:
        """Tell whether this device is written to for comparing emoji, by which it may come to be trusted."""
        ...


class OthersDevices:
    """What is known of other people's devices. `late` is called when a homeserver answers that was not waited for."""

    def __init__(self, server: Homeserver, olm: Olm, trusting: Trusting, late: Callable[[], None]) -> None:
        self._server = server
        self._olm = olm
        self._trusting = trusting
        self._late = late
        self._home = server_of(olm.user_id)
        self._known: set[str] = set()
        self._doubted: set[str] = set()
        self._away: set[str] = set()
        self._not_before: dict[tuple[str, str], float] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._asking: set[asyncio.Task[None]] = set()

    def knows(self, user: str) -> bool:
        """Tell whether somebody's devices are known as they are now."""
        return user in self._known

    def is_away(self, user: str) -> bool:
        """Tell whether somebody's homeserver did not answer when it was asked last."""
        return server_of(user) in self._away

    def doubt(self, user: str) -> None:
        """What is known of somebody's devices may no longer be all."""
        self._known.discard(user)
        self._doubted.add(user)

    def is_due(self, server: str) -> bool:
        """Tell whether a homeserver may be asked now: it is not known to be away, or was not asked for a while."""
        return self._due("", server)

    def came_from(self, user: str) -> None:
        """Something of this person's has come: their homeserver may be there again."""
        server = server_of(user)
        if server in self._away:
            self._not_before.pop(("", server), None)
            self._late()

    async def know(self, users: Iterable[str], *, ask_the_away: bool = False) -> None:
        """Ask for the devices of those whose devices are not known, or have changed.

        Those whose homeserver does not answer in a moment stay unknown. Raises `TryLater` and `RefusedError` where the
        bot's own does not.
        """
        self._known -= self._olm.users_for_key_query
        asked: defaultdict[str, list[str]] = defaultdict(list)
        for user in users:
            if user not in self._known:
                asked[server_of(user)].append(user)
        await self._each(
            {
                server: self.ask(server, people)
                for server, people in asked.items()
                if ask_the_away or server not in self._away
            }
        )

    async def know_anew(self, user: str) -> None:
        """Ask for somebody's devices, whatever is known of them. Raises as `know` does."""
        self.doubt(user)
        self._not_before.pop((user, ""), None)
        await self.know([user], ask_the_away=True)

    async def claim(self, devices: Sequence[OlmDevice], *, anew: bool = False) -> None:
        """Begin a session with each device that there is none with, if its homeserver gives a key in a moment."""
        wanted: defaultdict[str, list[OlmDevice]] = defaultdict(list)
        for device in devices:
            if anew or not self.reaches(device):
                wanted[server_of(device.user_id)].append(device)
        await self._each(
            {server: self.begin(server, some, anew=anew) for server, some in wanted.items() if server not in self._away}
        )

    def reaches(self, device: OlmDevice) -> bool:
        """Tell whether there is a session with a device."""
        return bool(self._olm.session_store.get(device.curve25519))

    async def ask(self, server: str, users: Iterable[str]) -> None:
        """Ask one homeserver for the devices of its people."""
        async with self._locks[server]:
            asked = [user for user in users if user not in self._known and self._due(user)]
            if not asked or not self.is_due(server):
                return
            self._doubted.difference_update(asked)  # a change that is told from here on counts again
            body = {"device_keys": {user: [] for user in asked}, "timeout": _TIMEOUT_MS}
            answer = await self._server.post("keys", "query", body=body)
            self._learn(answer)
            there, told = self._note(server, answer), answer.get("device_keys") or {}
            self._known.update(user for user in asked if user in told and user not in self._doubted)
            for user in asked:
                if there and user not in told:
                    self._later(user)

    async def begin(self, server: str, devices: Sequence[OlmDevice], *, anew: bool = False) -> None:
        """Begin sessions with devices of people of one homeserver."""
        async with self._locks[server]:
            wanted: defaultdict[str, Json] = defaultdict(dict)
            for device in devices:
                if (anew or not self.reaches(device)) and self._due(device.user_id, device.id):
                    wanted[device.user_id][device.id] = "signed_curve25519"
            if not wanted or not self.is_due(server):
                return
            answer = await self._server.post("keys", "claim", body={"one_time_keys": wanted, "timeout": _TIMEOUT_MS})
            there, given = self._note(server, answer), answer.get("one_time_keys") or {}
            for user, asked in wanted.items():
                for device_id in asked:
                    key = (given.get(user) or {}).get(device_id)
                    if key or there:
                        self._begin(user, device_id, key)

    def close(self) -> None:
        """Ask no more."""
        for task in self._asking:
            task.cancel()

    def _begin(self, user: str, device_id: str, key: Any) -> None:
        response = KeysClaimResponse.from_dict({"one_time_keys": {user: {device_id: key}}, "failures": {}})
        try:
            if not key or not isinstance(response, KeysClaimResponse):
                raise ValueError("no key")  # noqa: TRY301 - the same as one that cannot be used
            self._olm.handle_response(response)
        except Exception as wrong:  # noqa: BLE001 - one device's nonsense must not keep the others from theirs
            log.info("device %s: no session can be begun: %s", device_id, type(wrong).__name__)
            self._later(user, device_id)

    def _learn(self, answer: Mapping[str, Any]) -> None:
        self._trusting.learn(answer)
        response = KeysQueryResponse.from_dict(answer)
        if isinstance(response, KeysQueryResponse):
            self._olm.handle_response(response)

    def _note(self, server: str, answer: Mapping[str, Any]) -> bool:
        """Keep whether a homeserver answered."""
        if server in (answer.get("failures") or {}):
            self._did_not_answer(server)
            return False
        self._away.discard(server)
        self._not_before.pop(("", server), None)
        return True

    def _did_not_answer(self, server: str) -> None:
        if server not in self._away:
            log.info("%s does not answer; what it has to do with waits, and nothing else", server)
        self._away.add(server)
        self._later("", server, _AWAY_SECONDS)

    async def _each(self, calls: Mapping[str, Awaitable[None]]) -> None:
        """Ask homeservers side by side. The bot's own is waited for, others for a moment."""
        tasks = {server: asyncio.ensure_future(call) for server, call in calls.items()}
        for task in tasks.values():
            self._asking.add(task)
            task.add_done_callback(self._answered)
        try:
            if home := tasks.pop(self._home, None):
                await home
            if tasks:
                await asyncio.wait(tasks.values(), timeout=_MOMENT_SECONDS)
        except asyncio.CancelledError:
            for task in tasks.values():
                task.cancel()
            raise
        for server, task in tasks.items():
            if task.done():
                task.result()
            else:
                self._did_not_answer(server)
                task.add_done_callback(self._came_late)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._asking.discard(task)
        if not task.cancelled() and task.exception():  # whoever waits is told; else it is asked again later
            log.debug("not answered: %s", type(task.exception()).__name__)

    def _came_late(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is None:
            self._late()

    def _due(self, user: str, device: str = "") -> bool:
        return time.monotonic() >= self._not_before.get((user, device), 0.0)

    def _later(self, user: str, device: str = "", seconds: float = _ASK_AGAIN_SECONDS) -> None:
        self._not_before[user, device] = time.monotonic() + seconds
