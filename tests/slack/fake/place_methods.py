"""The methods `auth.*`, `bots.*`, `conversations.*` and `users.*`."""

import base64
from typing import Any

from slack.fake.call import Call, RefusedCallError
from slack.fake.events import Events
from slack.fake.message import Posted
from slack.fake.workspace import Channel, Member, Memory

Json = dict[str, Any]

_TYPES = {"public_channel": "channel", "private_channel": "group", "mpim": "mpim", "im": "im"}
_HISTORY = 999
"""Messages that `conversations.history` gives at once, at most."""
_NEXT = "next_ts:"
"""What a cursor of messages begins with, in Slack's own examples."""


def auth_test(call: Call, _events: Events) -> Json:
    """`auth.test`."""
    memory = call.memory
    return {
        "url": f"https://{memory.team.domain}.slack.invalid/",
        "team": memory.team.name,
        "user": memory.bot.handle,
        "team_id": memory.team.id,
        "user_id": memory.bot.id,
        "bot_id": memory.bot_profile["id"],
        "is_enterprise_install": False,
    }


def bots_info(call: Call, _events: Events) -> Json:
    """`bots.info`."""
    profile = call.memory.bot_profile
    if call.args.get("bot", profile["id"]) != profile["id"]:
        raise RefusedCallError("bot_not_found")
    told = {name: value for name, value in profile.items() if name != "team_id"}
    return {"bot": told | {"user_id": call.memory.bot.id}}


def users_info(call: Call, _events: Events) -> Json:
    """`users.info`."""
    return {"user": user(call.memory, call.person(), locale=call.args.get("include_locale", False))}


def user(memory: Memory, member: Member, *, locale: bool) -> Json:
    """An account as the app sees it; of another organisation's people, less."""
    ours = member.team is memory.team
    names = {
        f"{name}{ending}": value
        for name, value in (("real_name", member.name), ("display_name", member.handle))
        for ending in ("", "_normalized")
    }
    seen: Json = {
        "id": member.id,
        "team_id": member.team.id,
        "name": member.handle,
        "deleted": member.deleted,
        "profile": {
            **names,
            "avatar_hash": "g00000000000",
            **{f"image_{size}": f"https://a.invalid/{size}.png" for size in (24, 32, 48, 72, 192, 512)},
            "team": member.team.id,
        },
        "is_bot": member.bot,
        "updated": int(memory.now),
        "is_app_user": False,
    }
    if member.deleted:
        return seen
    seen |= {
        "real_name": member.name,
        "tz": member.tz,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": bool(member.guest),
        "is_ultra_restricted": member.guest == "ultra",
    }
    if not ours:
        return {**seen, "is_stranger": memory.stranger(member)}
    return {**seen, **({"locale": member.locale} if locale else {})}


def conversations_info(call: Call, _events: Events) -> Json:
    """`conversations.info`."""
    channel = call.visible_channel()
    call.needs_for(channel.kind, "read")
    told = channel_object(call.memory, channel)
    if channel.kind != "im":
        told["is_member"] = call.memory.bot.id in channel.members
    if call.args.get("include_num_members"):
        told["num_members"] = len(channel.members)
    if call.args.get("include_locale"):
        told["locale"] = "es-LA"
    return {"channel": told}


def channel_object(memory: Memory, channel: Channel) -> Json:
    """A conversation as the app sees it.

    Whether Slack counts a closed account's as archived is written nowhere: here it does, and hides it with them.
    """
    if channel.kind == "im":
        other = next((each for each in channel.members.values() if each is not memory.bot), memory.bot)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_archived": channel.archived or other.deleted,
            "is_im": True,
            "is_org_shared": False,
            "user": other.id,
            "is_user_deleted": other.deleted,
            "context_team_id": memory.team.id,
            "is_open": True,
            "priority": 0,
        }
    about = {"value": "", "creator": "", "last_set": 0}
    told: Json = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.id.startswith("G"),
        "is_group": channel.id.startswith("G"),
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.private,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_general": False,
        "unlinked": 0,
        "name_normalized": channel.name,
        # Slack says so itself: `is_ext_shared` is the one to look at, and `is_shared` is not.
        "is_shared": channel.shared,
        "is_frozen": False,
        "is_org_shared": False,
        "is_pending_ext_shared": bool(channel.pending),
        "pending_shared": [each.id for each in channel.pending],
        "context_team_id": memory.team.id,
        "updated": channel.created * 1000,
        "creator": channel.creator,
        "is_ext_shared": channel.shared,
        "shared_team_ids": [each.id for each in channel.teams],
        "pending_connected_team_ids": [each.id for each in channel.pending],
        "topic": about,
        "purpose": about,
        "previous_names": [],
    }
    if channel.shared:
        told |= {
            "conversation_host_id": channel.teams[0].id,
            "internal_team_ids": [memory.team.id],
            "connected_team_ids": [each.id for each in channel.teams],
        }
    return told


def conversations_members(call: Call, _events: Events) -> Json:
    """`conversations.members`."""
    channel = call.visible_channel()
    call.needs_for(channel.kind, "read")
    page, more = _page(call, list(channel.members))
    return {"members": page, "response_metadata": {"next_cursor": more}}


def conversations_list(call: Call, _events: Events) -> Json:
    """`conversations.list`: public ones, and of the others those where the bot is."""
    bot = call.memory.bot.id
    return _listed(
        call, [each for each in call.memory.channels.values() if each.kind == "channel" or bot in each.members]
    )


def users_conversations(call: Call, _events: Events) -> Json:
    """`users.conversations`: where somebody is; of another's private ones, those where the bot is too."""
    bot = call.memory.bot.id
    who = call.person().id if "user" in call.args else bot
    return _listed(
        call,
        [
            each
            for each in call.memory.channels.values()
            if who in each.members and (bot in each.members or each.kind == "channel")
        ],
    )


def _listed(call: Call, channels: list[Channel]) -> Json:
    wanted = call.args.get("types", "public_channel").split(",")
    if not set(wanted) <= set(_TYPES):
        raise RefusedCallError("invalid_types")
    kinds = {_TYPES[each] for each in wanted}
    for each in sorted(kinds):
        call.needs_for(each, "read")
    hide = call.args.get("exclude_archived", False)
    told = [channel_object(call.memory, each) for each in channels if each.kind in kinds]
    page, more = _page(call, [each for each in told if not (hide and each["is_archived"])])
    return {"channels": page, "response_metadata": {"next_cursor": more}}


def conversations_open(call: Call, _events: Events) -> Json:
    """`conversations.open`: the direct conversation with one person, or with several."""
    memory = call.memory
    if "channel" in call.args:
        return {"channel": {"id": call.visible_channel().id}, "no_op": True, "already_open": True}
    names = [each for each in call.args.get("users", "").split(",") if each]
    if not names:
        raise RefusedCallError("users_list_not_supplied")
    if any(each not in memory.members for each in names):
        raise RefusedCallError("user_not_found")
    people = [memory.members[each] for each in names]
    call.needs("im:write" if len(people) == 1 else "mpim:write")
    if any(each.deleted for each in people):
        raise RefusedCallError("user_disabled")
    if any(memory.stranger(each) for each in people):
        raise RefusedCallError("user_not_visible")
    if any(each.bot for each in people):
        raise RefusedCallError("invalid_user_combination")
    before = len(memory.channels)
    channel = memory.direct(memory.bot, *people)
    told = channel_object(memory, channel) if call.args.get("return_im") else {"id": channel.id}
    return {"channel": told} | ({} if len(memory.channels) > before else {"no_op": True, "already_open": True})


def conversations_history(call: Call, _events: Events) -> Json:
    """`conversations.history`: the newest first, without what was said in threads only."""
    channel = _readable(call)
    said = [each for each in channel.messages if not each.thread_ts or each.broadcast]
    return _told(call, list(reversed(_between(call, said))))


def conversations_replies(call: Call, _events: Events) -> Json:
    """`conversations.replies`: a message and the answers to it, the oldest first."""
    channel = _readable(call)
    first = next((each for each in channel.messages if each.ts == call.args["ts"] and _stands(each)), None)
    if first is None:
        raise RefusedCallError("thread_not_found")
    return _told(call, [first, *_between(call, first.replies)])


def _readable(call: Call) -> Channel:
    channel = call.visible_channel()
    call.needs_for(channel.kind, "history")
    if call.memory.bot.id not in channel.members:
        raise RefusedCallError("not_in_channel")
    return channel


def _between(call: Call, messages: list[Posted]) -> list[Posted]:
    oldest, latest = call.args.get("oldest", "0"), call.args.get("latest", "9999999999.999999")
    for name, value in (("oldest", oldest), ("latest", latest)):
        if not value.replace(".", "", 1).isdigit():
            raise RefusedCallError(f"invalid_ts_{name}")
    edges = call.args.get("inclusive", False)

    def inside(each: Posted) -> bool:
        ts, low, high = float(each.ts), float(oldest), float(latest)
        return low <= ts <= high if edges else low < ts < high

    return [each for each in messages if _stands(each) and inside(each)]


def _stands(message: Posted) -> bool:
    """Whether there is something to be read of it; of a deleted one with answers, that it was deleted."""
    return not message.only_for and (not message.deleted or bool(message.answers))


def _told(call: Call, messages: list[Posted]) -> Json:
    """One page of these. A cursor names the moment that the next one begins at, whatever was deleted meanwhile."""
    limit = _limit(call)
    if "cursor" in call.args:
        begun = _decoded(call.args["cursor"])
        if not begun.startswith(_NEXT):
            raise RefusedCallError("invalid_cursor")
        at = _moment(begun.removeprefix(_NEXT))
        newest_first = call.method == "conversations.history"
        messages = [each for each in messages if (_moment(each.ts) <= at if newest_first else _moment(each.ts) >= at)]
    page, more = messages[:limit], messages[limit:]
    wanted = call.args.get("include_all_metadata", False)
    read = [each.tombstone() if each.deleted else each.raw(metadata=wanted) for each in page]
    told: Json = {"messages": read, "has_more": bool(more), "pin_count": 0}
    cursor = _cursor(f"{_NEXT}{_moment(more[0].ts)}") if more else ""
    return told | ({"response_metadata": {"next_cursor": cursor}} if more else {})


def _moment(ts: str) -> int:
    """A message's time in millionths of a second."""
    return int(ts.replace(".", ""))


def _page(call: Call, items: list[Any]) -> tuple[list[Any], str]:
    """One page of these, and the cursor of the next."""
    cursor = _decoded(call.args.get("cursor", ""))
    if cursor and not cursor.isdigit():
        raise RefusedCallError("invalid_cursor")
    start = int(cursor or 0)
    end = start + _limit(call)
    return items[start:end], _cursor(str(end)) if end < len(items) else ""


def _limit(call: Call) -> int:
    limit: int = call.args.get("limit", 100)
    if not 1 <= limit <= (_HISTORY if call.method == "conversations.history" else 1000):
        raise RefusedCallError("invalid_limit")
    return limit


def _cursor(told: str) -> str:
    return base64.b64encode(told.encode()).decode()


def _decoded(cursor: str) -> str:
    try:
        return base64.b64decode(cursor, validate=True).decode()
    except ValueError:
        raise RefusedCallError("invalid_cursor") from None
