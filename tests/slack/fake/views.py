"""Modals and the Home tab as Slack keeps them."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from slack.fake import shown

Json = dict[str, Any]

GIVEN = ("private_metadata", "callback_id", "external_id")


@dataclass(eq=False)
class View:
    """One view of one person."""

    id: str
    root: str
    previous: str
    person: str
    team: str
    """The workspace of the person who sees it; not that where the app is installed."""
    given: Json
    app: Json
    """`app_id`, `app_installed_team_id`, `bot_id`."""
    hash: str = ""
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    closed: bool = False

    def rehash(self, now: float) -> None:
        """A new hash: what was read before is old."""
        self.hash = f"{int(now)}.{secrets.token_hex(4)}"

    def raw(self) -> Json:
        """The view as answers and payloads show it."""
        return {
            "id": self.id,
            "team_id": self.team,
            "type": self.given["type"],
            "blocks": self.given["blocks"],
            **{name: self.given.get(name, "") for name in GIVEN},
            "state": {"values": self.values},
            "hash": self.hash,
            "title": self.given.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
            "clear_on_close": self.given.get("clear_on_close", False),
            "notify_on_close": self.given.get("notify_on_close", False),
            "close": self.given.get("close"),
            "submit": self.given.get("submit"),
            "previous_view_id": self.previous or None,
            "root_view_id": self.root,
            **self.app,
        }

    @property
    def title(self) -> str:
        """The words over a modal; nothing on a Home tab."""
        return str(self.given.get("title", {}).get("text", ""))

    @property
    def shown(self) -> str:
        """What people read on it."""
        return "\n".join(part for part in (self.title, shown.blocks(self.given["blocks"])) if part)

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        return list(self.given["blocks"])

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, in order."""
        return [each["text"]["text"] for each in shown.elements(self.blocks) if each["type"] == "button"]

    @property
    def inputs(self) -> dict[str, Json]:
        """Its input blocks, by block id."""
        return {each["block_id"]: each for each in self.blocks if each["type"] == "input"}
