"""nio's Olm machine, and what it lacks to agree with today's clients about rooms' keys.

- A client that is asked for a key answers with a forwarded one. nio takes those from the bot's own other devices alone.
  Here the device that made the key is believed about it, and nobody else is: what it forwards says no more than the
  room key that it would have sent in the first place.
- A key that comes a second time, from further on, does not push aside the one that opens more.
"""

import logging
from typing import Any, Final

from nio.crypto import InboundGroupSession, Olm
from nio.events import ForwardedRoomKeyEvent

log = logging.getLogger(__name__)

MEGOLM: Final = "m.megolm.v1.aes-sha2"
_MOST_ASKED: Final = 10_000


class Machine(Olm):  # type: ignore[misc] # nio tells no types
    """The bot's device: its keys, its sessions with other devices, and the rooms' keys."""

    def __init__(self, *what: Any) -> None:
        super().__init__(*what)
        self._asked: dict[str, tuple[str, str]] = {}

    def asked(self, session: str, room: str, user: str) -> None:
        """Somebody is asked for the key to what they said in a room."""
        self._asked[session] = (room, user)
        if len(self._asked) > _MOST_ASKED:
            del self._asked[next(iter(self._asked))]

    def create_group_session(
        self, sender_key: str, sender_fp_key: str, room_id: str, session_id: str, session_key: str
    ) -> None:
        """Take in a room's key, as its maker gives it."""
        held = self.inbound_group_store.get(room_id, sender_key, session_id)
        super().create_group_session(sender_key, sender_fp_key, room_id, session_id, session_key)
        new = self.inbound_group_store.get(room_id, sender_key, session_id)
        if held is not None and new is not held and held.first_known_index <= new.first_known_index:
            self.inbound_group_store.add(held)
            self.save_inbound_group_session(held)

    def _handle_forwarded_room_key_event(
        self, sender: str, sender_key: str, payload: dict[Any, Any]
    ) -> ForwardedRoomKeyEvent | None:
        """Take in a key that was asked for, from the device that made it."""
        event = ForwardedRoomKeyEvent.from_dict(payload, sender, sender_key)
        if not isinstance(event, ForwardedRoomKeyEvent):
            return None
        content, signing_key = payload["content"], payload["keys"]["ed25519"]
        own = (content["sender_key"], content["sender_claimed_ed25519_key"]) == (sender_key, signing_key)
        if not own or self._asked.get(event.session_id) != (event.room_id, sender):
            log.info("a key that was forwarded is not taken: not asked for, or not its maker's")
            return None
        session = InboundGroupSession.import_session(content["session_key"], signing_key, sender_key, event.room_id)
        if session.id != event.session_id:
            return None
        held = self.inbound_group_store.get(event.room_id, sender_key, session.id)
        if held is None or session.first_known_index < held.first_known_index:
            self.inbound_group_store.add(session)
            self.save_inbound_group_session(session)
        return event
