"""Slack's documented limits, in one table. The renderer keeps to them; nothing is refused for being too long.

Characters unless noted. Source: Slack's reference of Block Kit, of its methods, and of modals; the total of a message's
blocks is not documented (slackapi/bolt-js#2509 saw it refused from about 13,200).
"""

from typing import Final

BLOCKS_IN_MESSAGE: Final = 50
BLOCKS_IN_VIEW: Final = 100
MESSAGE_TEXT: Final = 4_000
"""What is advised for `text`, and where `chat.update` refuses."""
EPHEMERAL_TEXT_BYTES: Final = 4_000
ALL_BLOCKS: Final = 12_000
"""All text in one message's blocks."""
HEADER: Final = 150
SECTION: Final = 3_000
FIELD: Final = 2_000
FIELDS: Final = 10
BUTTON: Final = 75
BUTTON_VALUE: Final = 2_000
ACCESSIBILITY: Final = 75
"""What a screen reader says for a button."""
ACTIONS: Final = 25
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_ANSWER: Final = 30
ALT: Final = 1_000
"""What a file says of itself in words; in a block it may be twice as long."""
ID: Final = 255
"""`action_id`, `block_id`, `callback_id`."""
OPTION: Final = 75
OPTION_VALUE: Final = 150
OPTIONS: Final = 100
"""In a list, and in each group of one."""
GROUPS: Final = 100
CHECKBOXES: Final = 10
PLACEHOLDER: Final = 150
LABEL: Final = 2_000
HINT: Final = 2_000
INPUT: Final = 3_000
MODAL_TITLE: Final = 24
PRIVATE_METADATA: Final = 3_000
TRIGGER_SECONDS: Final = 3.0
RESPONSE_USES: Final = 5
RESPONSE_SECONDS: Final = 30 * 60
MESSAGES_PER_SECOND: Final = 1.0
"""Into one channel, with short bursts."""

MORE: Final = "…"
"""What says that something was left out."""


def shortened(text: str, most: int) -> str:
    """A text that fits; what is cut off is marked."""
    return text if len(text) <= most else text[: most - len(MORE)].rstrip() + MORE


def shortened_bytes(text: str, most: int) -> str:
    """A text that fits in so many bytes of UTF-8."""
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: most - len(MORE.encode())].decode(errors="ignore")
    return kept.rstrip() + MORE


def pieces(text: str, most: int) -> list[str]:
    """A text in pieces that each fit, cut at a line's end where there is one, else between words, else anywhere."""
    found = []
    while len(text) > most:
        at = max(text.rfind("\n", 1, most + 1), 0) or max(text.rfind(" ", 1, most + 1), 0) or most
        found.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*found, text] if text or not found else found
