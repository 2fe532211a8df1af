"""What Slack sends of a person's act, in the shape of its samples."""

from typing import Any

from slack.fake.message import Posted
from slack.fake.views import View
from slack.fake.workspace import Channel, Member, Memory

Json = dict[str, Any]

TOKEN = "fake-verification-token"


def slash(memory: Memory, member: Member, channel: Channel, command: str, text: str, base: str) -> Json:
    """A slash command."""
    return {
        "token": TOKEN,
        "team_id": memory.team.id,
        "team_domain": memory.team.domain,
        "channel_id": channel.id,
        "channel_name": _shown_name(channel),
        "user_id": member.id,
        "user_name": member.handle,
        "command": command,
        "text": text,
        "api_app_id": memory.app.id,
        "is_enterprise_install": "false",
        "response_url": base + memory.response("commands", channel, member),
        "trigger_id": memory.trigger(member),
    }


def _shown_name(channel: Channel) -> str:
    return {"channel": channel.name, "im": "directmessage"}.get(channel.kind, "privategroup")


def _person(member: Member) -> Json:
    return {"id": member.id, "username": member.handle, "name": member.handle, "team_id": member.team.id}


def _act(memory: Memory, kind: str, member: Member) -> Json:
    return {
        "type": kind,
        "user": _person(member),
        "api_app_id": memory.app.id,
        "token": TOKEN,
        "team": {"id": memory.team.id, "domain": memory.team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def message_action(memory: Memory, member: Member, channel: Channel, message: Posted, action: Json, base: str) -> Json:
    """Something pressed or chosen in a message; of an ephemeral one the message itself is not told."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": bool(message.only_for),
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        **_act(memory, "block_actions", member),
        "container": container,
        "trigger_id": memory.trigger(member),
        "channel": {"id": channel.id, "name": _shown_name(channel)},
        "state": {"values": message.selected},
        "response_url": base + memory.response("actions", channel, member, _kept(channel, message)),
        "actions": [action],
    }
    return payload if message.only_for else payload | {"message": message.raw(metadata=True)}


def _kept(channel: Channel, message: Posted) -> Posted:
    """The message itself, where what was pressed is an old sight of it."""
    return next((each for each in reversed(channel.messages) if each.ts == message.ts), message)


def view_action(memory: Memory, member: Member, view: View, action: Json) -> Json:
    """Something pressed or chosen in a modal or on the Home tab."""
    return {
        **_act(memory, "block_actions", member),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": memory.trigger(member, view),
        "view": view.raw(),
        "actions": [action],
    }


def submission(memory: Memory, member: Member, view: View) -> Json:
    """A modal sent in."""
    return {
        **_view_act(memory, "view_submission", member, view),
        "trigger_id": memory.trigger(member, view),
        "response_urls": [],
    }


def closed(memory: Memory, member: Member, view: View, *, cleared: bool) -> Json:
    """A modal shut without sending it; `cleared`: with all those under it."""
    return {**_view_act(memory, "view_closed", member, view), "is_cleared": cleared}


def _view_act(memory: Memory, kind: str, member: Member, view: View) -> Json:
    """In a shared channel `team` is the person's workspace; where the app is installed stands in the view."""
    told = _act(memory, kind, member)
    return told | {"team": {"id": member.team.id, "domain": member.team.domain}, "view": view.raw()}


def suggestion(memory: Memory, member: Member, view: View, block: Json, text: str) -> Json:
    """Options wanted for what somebody types into a select whose options the app knows."""
    told = _act(memory, "block_suggestion", member)
    return told | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.raw(),
        "block_id": block["block_id"],
        "action_id": block["element"]["action_id"],
        "value": text,
    }


def home_opened(memory: Memory, member: Member, channel: Channel, tab: str) -> Json:
    """The event of somebody who opens the app; the view only once there is one."""
    told: Json = {
        "type": "app_home_opened",
        "user": member.id,
        "channel": channel.id,
        "tab": tab,
        "event_ts": memory.ts(),
    }
    return told | ({"view": member.home.raw()} if member.home is not None and tab == "home" else {})
