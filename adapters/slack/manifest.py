"""The app's manifest: what an administrator gives Slack to make the app, and nothing more than what works needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

SCOPES: Final[Mapping[str, str]] = {
    "app_mentions:read": "to hear what is said to the bot by mention, and nothing else that is said in channels",
    "channels:read": "to see whether a public channel is shared or archived, before speaking in it and when it changes",
    "chat:write": "to answer and to deliver notices, and to delete what it said of something that was erased",
    "commands": "to offer /referral and /liaison",
    "files:write": "to show the chart of a coordinator's digest",
    "groups:read": "to see whether a private channel is shared or archived, before speaking in it and when it changes",
    "im:history": "to hear what one writes to the bot, and to find what it said there, after a failure or to delete it",
    "im:read": "to recognise the bot's own conversation with a person, and to find it once their account is closed",
    "im:write": "to begin a direct conversation with an officer",
    "mpim:read": "to recognise a conversation of several people when the bot is mentioned in it",
    "users:read": "to see whether an account is active, of which workspace, and its language for a first greeting",
}
"""What the bot may do, with the reason."""
GUARD_SCOPES: Final[Mapping[str, str]] = {
    "channels:history": "to hear what is typed in public channels that the bot is in, for the guard",
    "groups:history": "to hear what is typed in private channels that the bot is in, for the guard",
}
"""What it needs besides, to warn people in channels who type what the guard would refuse. Only where it is wanted."""
EVENTS: Final = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_id_changed",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_unarchive",
    "member_joined_channel",
    "message.im",
    "tokens_revoked",
)
GUARD_EVENTS: Final = ("message.channels", "message.groups")


@dataclass(frozen=True, slots=True)
class Offered:
    """A slash command as Slack shows it while somebody types."""

    command: str
    about: str
    hint: str


def manifest(name: str, about: str, commands: tuple[Offered, ...], *, guard_channels: bool = False) -> dict[str, Any]:
    """The manifest, as Slack's schema wants it. `guard_channels`: with the right to hear what is said in channels."""
    scopes = [*SCOPES, *(GUARD_SCOPES if guard_channels else ())]
    events = [*EVENTS, *(GUARD_EVENTS if guard_channels else ())]
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {"name": name, "description": about},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "slash_commands": [
                {
                    "command": f"/{one.command}",
                    "description": one.about,
                    "usage_hint": one.hint,
                    "should_escape": False,
                }
                for one in commands
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(scopes)}},
        "settings": {
            "event_subscriptions": {"bot_events": sorted(events)},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }
