"""Events as Slack wraps them, for what the app has subscribed to."""

from collections.abc import Callable
from typing import Any

from slack.fake.message import Posted
from slack.fake.workspace import Channel, Member, Memory, Workspace

Json = dict[str, Any]

_FAMILY = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


class Events:
    """Tells the app what happened, where it asked to be told and can see it."""

    def __init__(self, memory: Memory, deliver: Callable[[Json], None]) -> None:
        self._memory, self._deliver = memory, deliver
        self.numbers = 0

    def tell(self, name: str, event: Json, channel: Channel | None = None, source: Workspace | None = None) -> None:
        """Send one event, if the app subscribed to `name`; `source` is the workspace it came from."""
        memory = self._memory
        if name not in memory.app.events or memory.token_errors.get(memory.app.bot_token):
            return
        if channel is not None and memory.bot.id not in channel.members and name != "member_left_channel":
            return
        self.numbers += 1
        team = (source or memory.team).id
        wrapped = {
            "token": "fake-verification-token",
            "team_id": team,
            "context_team_id": memory.team.id,
            "context_enterprise_id": None,
            "api_app_id": memory.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev0{self.numbers:08d}",
            "event_time": int(memory.now),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": memory.team.id,
                    "user_id": memory.bot.id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                },
            ],
            "is_ext_shared_channel": channel is not None and channel.shared,
        }
        if channel is not None:
            wrapped["event_context"] = f"1-{event['type']}-{team}-{channel.id}"
        self._deliver(wrapped)

    def posted(self, channel: Channel, message: Posted) -> None:
        """A message was said."""
        if message.only_for:
            return
        author = self._memory.members[message.user]
        away = author.team is not self._memory.team
        event = {**message.raw(metadata=False), "channel": channel.id, "event_ts": message.ts}
        if message.thread_ts and message.thread_ts != message.ts:
            parent = channel.kept(message.thread_ts)
            event["parent_user_id"] = parent.user if parent else ""
        if channel.shared and not message.bot:
            event |= {"user_team": author.team.id, "source_team": author.team.id, "user_profile": _profile(author)}
        # Seen in Slack's own samples: of an external message, the wrapper names the author's workspace.
        source = author.team if away else None
        self.tell(f"message.{_FAMILY[channel.kind]}", {**event, "channel_type": channel.kind}, channel, source)
        if (
            f"<@{self._memory.bot.id}>" in message.text
            and channel.kind != "im"
            and not message.bot
            and not message.subtype
        ):
            mention = {**event, "type": "app_mention"}
            self.tell("app_mention", mention, channel)

    def changed(self, channel: Channel, message: Posted, before: Json) -> None:
        """A message was edited."""
        self._hidden(channel, "message_changed", message=message.raw(), previous_message=before)

    def deleted(self, channel: Channel, message: Posted) -> None:
        """A message was deleted. Of one with answers something is left, and so it has only changed."""
        if message.answers:
            self._hidden(channel, "message_changed", message=message.tombstone(), previous_message=message.raw())
            return
        self._hidden(channel, "message_deleted", previous_message=message.raw(), deleted_ts=message.ts)

    def _hidden(self, channel: Channel, subtype: str, **more: Any) -> None:
        ts = self._memory.ts()
        event = {
            "type": "message",
            "subtype": subtype,
            **more,
            "channel": channel.id,
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
            "channel_type": channel.kind,
        }
        self.tell(f"message.{_FAMILY[channel.kind]}", event, channel)

    def joined(self, channel: Channel, member: Member, inviter: Member | None = None) -> None:
        """Somebody came into a channel."""
        event = {**self._membership("member_joined_channel", channel, member)}
        if inviter is not None:
            event["inviter"] = inviter.id
        self.tell("member_joined_channel", event, channel)

    def left(self, channel: Channel, member: Member) -> None:
        """Somebody left a channel, or was taken out."""
        if member is self._memory.bot or self._memory.bot.id in channel.members:
            self.tell("member_left_channel", self._membership("member_left_channel", channel, member), channel)

    def _membership(self, kind: str, channel: Channel, member: Member) -> Json:
        return {
            "type": kind,
            "user": member.id,
            "channel": channel.id,
            "channel_type": "G" if channel.id.startswith("G") else "C",
            "team": member.team.id,
            "event_ts": self._memory.ts(),
        }


def _profile(member: Member) -> Json:
    """What events tell of somebody from another organisation."""
    return {
        "name": member.handle,
        "first_name": member.name.partition(" ")[0],
        "real_name": member.name,
        "display_name": member.handle,
        "team": member.team.id,
        "is_restricted": member.guest == "restricted",
        "is_ultra_restricted": member.guest == "ultra",
        "avatar_hash": "g00000000000",
        "image_72": "https://a.invalid/72.png",
    }
