"""Messages as Slack keeps them, and as it shows them."""

from dataclasses import dataclass, field, replace
from typing import Any

from slack.fake import shown

Json = dict[str, Any]


@dataclass(eq=False)
class Posted:
    """A message. `only_for` is the id of the one person who sees an ephemeral message."""

    ts: str
    channel: str
    user: str
    team: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str = ""
    subtype: str = ""
    bot: Json | None = None
    """The bot's profile, where a bot wrote it."""
    client_msg_id: str = ""
    only_for: str = ""
    edited: Json | None = None
    deleted: bool = False
    broadcast: bool = False
    selected: dict[str, dict[str, Json]] = field(default_factory=dict)
    """What people chose in its selects, by block and action."""
    replies: list["Posted"] = field(default_factory=list)

    def raw(self, *, metadata: bool = False) -> Json:
        """The message as the Web API and events show it."""
        said: Json = {"user": self.user, "type": "message", "ts": self.ts}
        if self.subtype:
            said["subtype"] = self.subtype
        if self.bot:
            said |= {"bot_id": self.bot["id"], "app_id": self.bot["app_id"], "bot_profile": self.bot}
        if self.client_msg_id:
            said["client_msg_id"] = self.client_msg_id
        said |= {"text": self.text, "team": self.team}
        if self.blocks:
            said["blocks"] = self.blocks
        if self.thread_ts:
            said["thread_ts"] = self.thread_ts
        if self.edited:
            said["edited"] = self.edited
        if metadata and self.metadata is not None:
            said["metadata"] = self.metadata
        return said | self._thread()

    def tombstone(self) -> Json:
        """What is left of a deleted message to which there are answers."""
        said = {"type": "message", "subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
        return {**said, "hidden": True, "ts": self.ts, **self._thread()}

    @property
    def answers(self) -> list["Posted"]:
        """What was said in its thread and still stands there."""
        return [each for each in self.replies if not each.deleted]

    def _thread(self) -> Json:
        users = list(dict.fromkeys(each.user for each in self.answers))
        if not users:
            return {}
        return {
            "thread_ts": self.ts,
            "reply_count": len(self.answers),
            "reply_users_count": len(users),
            "reply_users": users[:5],
            "latest_reply": self.answers[-1].ts,
        }

    def snapshot(self) -> "Posted":
        """The message as it is now: what somebody still has on their screen, to press after it has changed."""
        return replace(self)

    @property
    def shown(self) -> str:
        """What people read: the blocks where there are any, else the text; Slack never shows both."""
        return shown.blocks(self.blocks) if self.blocks else shown.mrkdwn(self.text)

    @property
    def preview(self) -> str:
        """What a lock screen shows: words from the blocks first, since July 2026."""
        return self.shown

    @property
    def mentions(self) -> list[str]:
        """Who is called by it: ids of people and groups, and `channel`, `here`, `everyone`."""
        return shown.mentions(self.text, self.blocks)

    @property
    def links(self) -> list[str]:
        """Addresses it links to."""
        return shown.links(self.text, self.blocks)

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, in order."""
        return [each["text"]["text"] for each in shown.elements(self.blocks) if each["type"] == "button"]
