"""The installed app: its tokens, and what its manifest allows it."""

from dataclasses import dataclass, field
from typing import Any

EVENT_SCOPES = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "channel_archive": ("channels:read",),
    "channel_id_changed": ("channels:read", "groups:read"),
    "channel_shared": ("channels:read", "groups:read"),
    "channel_unarchive": ("channels:read",),
    "channel_unshared": ("channels:read", "groups:read"),
    "group_archive": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "tokens_revoked": (),
    "user_change": ("users:read",),
}
"""Each event this Slack can send, with the scopes of which the app needs one to subscribe to it."""

ALL_SCOPES = frozenset(
    [
        *("app_mentions:read", "chat:write", "commands", "files:write", "users:read", "reactions:write"),
        *(f"{kind}:{right}" for kind in ("channels", "groups", "im", "mpim") for right in ("read", "history")),
        *("im:write", "mpim:write"),
    ],
)


@dataclass(frozen=True)
class SlackApp:
    """What an administrator installed: one bot, in one workspace."""

    scopes: frozenset[str] = ALL_SCOPES
    events: frozenset[str] = frozenset(EVENT_SCOPES)
    commands: dict[str, bool] = field(default_factory=lambda: {"/referral": False, "/liaison": False})
    """Each command word, and whether Slack escapes channels, users and links in its text."""
    home_tab: bool = True
    messages_tab: bool = True
    """Whether the app and a person have a direct conversation."""
    people_write: bool = True
    """Whether people can write in it."""
    interactivity: bool = True
    id: str = "A0FAKE0APP"
    bot_token: str = "xoxb-fake-bot-token"
    app_token: str = "xapp-1-fake-app-token"

    def __post_init__(self) -> None:
        for event in self.events:
            if event not in EVENT_SCOPES:
                raise ValueError(f"this Slack does not know the event {event}")
            needed = EVENT_SCOPES[event]
            if needed and not self.scopes.intersection(needed):
                raise ValueError(f"Slack refuses this manifest: {event} needs one of {', '.join(needed)}")
        if self.commands and "commands" not in self.scopes:
            raise ValueError("Slack refuses this manifest: slash commands need the scope commands")

    @classmethod
    def from_manifest(cls, manifest: dict[str, Any]) -> "SlackApp":
        """Install what `liaison-bot slack-manifest` prints, and allow it nothing else."""
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        if not settings.get("socket_mode_enabled"):
            raise ValueError("this Slack speaks Socket Mode only")
        home = features.get("app_home", {})
        return cls(
            scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
            commands={each["command"]: each.get("should_escape", False) for each in features.get("slash_commands", ())},
            home_tab=home.get("home_tab_enabled", False),
            messages_tab=home.get("messages_tab_enabled", False),
            people_write=not home.get("messages_tab_read_only_enabled", False),
            interactivity=settings.get("interactivity", {}).get("is_enabled", False),
        )
