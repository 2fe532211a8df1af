"""What Slack's client does with what a person types, before anybody else sees it."""

import re
from collections.abc import Iterable

from slack.fake.workspace import Channel, Member

_WORDS = re.compile(r"(?P<handle>@[\w.-]*\w)|(?P<room>#[\w-]+)|(?P<url>https?://[^\s<>|]+)")


def escaped(text: str) -> str:
    """The three characters Slack escapes, and no more."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, members: Iterable[Member], channels: Iterable[Channel]) -> str:
    """A message as it arrives: escaped, `@handle`, `#channel`, `@channel` and addresses made into Slack's own."""
    people = {f"@{each.handle}": f"<@{each.id}>" for each in members}
    people |= {f"@{each}": f"<!{each}>" for each in ("channel", "here", "everyone")}
    rooms = {f"#{each.name}": f"<#{each.id}|{'' if each.private else each.name}>" for each in channels}

    def read(found: re.Match[str]) -> str:
        word = found[0]
        if found["url"]:
            return f"<{word}>"
        return (people if found["handle"] else rooms).get(word, word)

    return _WORDS.sub(read, escaped(text))


def commanded(
    text: str,
    members: Iterable[Member],
    channels: Iterable[Channel],
    *,
    made_ids: bool,
) -> str:
    """A slash command's text as it arrives. `made_ids`: the manifest says `should_escape`."""
    if not made_ids:
        return escaped(text)
    names = {each.id: each.handle for each in members}
    made = typed(text, members, channels)
    return re.sub(r"<@(\w+)>", lambda found: f"<@{found[1]}|{names[found[1]]}>", made)
