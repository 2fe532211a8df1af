"""The homeserver that the other tests rely on does what they rely on."""

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from nio import (
    AsyncClient,
    AsyncClientConfig,
    JoinedMembersResponse,
    LoginResponse,
    RoomCreateResponse,
    RoomSendError,
    RoomSendResponse,
)

from matrix.synapse import Synapse, synapse

PASSWORD = "a long one"
HELLO = {"msgtype": "m.text", "body": "hello"}


async def logged_in(server: Synapse, user: str) -> AsyncClient:
    never_waits = AsyncClientConfig(max_limit_exceeded=0, encryption_enabled=False)
    client = AsyncClient(server.url, server.user_id(user), config=never_waits)
    assert isinstance(await client.login(PASSWORD), LoginResponse)
    return client


async def make_room(client: AsyncClient) -> str:
    made = await client.room_create()
    assert isinstance(made, RoomCreateResponse)
    room: str = made.room_id
    return room


def test_two_people_meet_in_a_room(homeserver: Synapse, newcomer: Callable[[str, str], str]) -> None:
    async def scenario() -> None:
        one = await logged_in(homeserver, newcomer("ana", PASSWORD))
        other = await logged_in(homeserver, newcomer("luis", PASSWORD))
        try:
            room = await make_room(one)
            await one.room_invite(room, other.user_id)
            await other.join(room)
            members = await one.joined_members(room)
            assert isinstance(members, JoinedMembersResponse)
            assert {member.user_id for member in members.members} == {one.user_id, other.user_id}
        finally:
            await one.close()
            await other.close()

    asyncio.run(scenario())


def test_what_it_holds_outlives_a_restart_and_a_power_cut(tmp_path: Path) -> None:
    async def scenario(server: Synapse) -> None:
        server.register("ana", PASSWORD)
        client = await logged_in(server, "ana")
        try:
            room = await make_room(client)
            for how in (signal.SIGTERM, signal.SIGKILL):
                before = server.pid
                server.stop(how)
                server.start()
                assert server.pid != before
                assert isinstance(await client.room_send(room, "m.room.message", HELLO), RoomSendResponse)
        finally:
            await client.close()

    with synapse(tmp_path) as server:
        asyncio.run(scenario(server))


@pytest.mark.parametrize(("limited", "refusals"), [(True, {"M_LIMIT_EXCEEDED"}), (False, set())])
def test_a_burst_meets_synapses_limits_only_where_they_are_wanted(
    tmp_path: Path,
    limited: bool,  # noqa: FBT001 - a parameter of the test
    refusals: set[str],
) -> None:
    async def scenario(server: Synapse) -> list[str | None]:
        server.register("ana", PASSWORD)
        client = await logged_in(server, "ana")
        try:
            room = await make_room(client)
            answers = [await client.room_send(room, "m.room.message", HELLO) for _ in range(15)]
        finally:
            await client.close()
        return [answer.status_code for answer in answers if isinstance(answer, RoomSendError)]

    with synapse(tmp_path, rate_limits=limited) as server:
        assert set(asyncio.run(scenario(server))) == refusals
