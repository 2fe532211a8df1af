"""What is sealed, what each sealed value is bound to, and how facts become bytes.

A value is bound to its row: moved to another, it does not open.
"""

import json

from liaison_bot.chat.inbound import Account
from liaison_bot.records.referrals import Facts


def about_answer(platform: str, event: str) -> str:
    """What the answer to an event is bound to."""
    return f"inbox:{platform}:{event}"


def about_content(reference: str) -> str:
    """What a referral's content is bound to."""
    return f"referral:{reference}"


def about_facts(reference: str, number: int) -> str:
    """What a step's facts are bound to."""
    return f"step:{reference}:{number}"


def about_conversation(account: Account) -> str:
    """What a conversation is bound to."""
    return f"conversation:{account.platform}:{account.team}:{account.user}"


def pack(facts: Facts) -> bytes:
    """Bring facts to bytes. ASCII only, so that even half a surrogate pair from a chat comes back as it was."""
    return json.dumps(dict(facts), separators=(",", ":")).encode()


def unpack(packed: bytes) -> dict[str, tuple[str, ...]]:
    """Read facts back."""
    return {name: tuple(values) for name, values in json.loads(packed).items()}
