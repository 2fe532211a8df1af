"""Files on the homeserver: sealed before they get there, wherever what is said of them is."""

from typing import Any, Final

from nio.crypto import encrypt_attachment

from adapters.matrix.homeserver import Homeserver, patiently
from adapters.matrix.render import PNG

Json = dict[str, Any]

_SEALED: Final = "application/octet-stream"


async def keep_png(server: Homeserver, png: bytes, *, sealed: bool) -> Json:
    """Have a picture kept: what its event says of where it is and, where it is sealed, of how it is opened.

    Sealed by AES-CTR under a key of its own, which the event alone tells: "Sending encrypted attachments" of the
    client-server specification. Goes on until the server takes it. Raises `RefusedError`.
    """
    if not sealed:
        return {"url": await patiently(lambda: server.upload(png, PNG))}
    unreadable, how = encrypt_attachment(png)
    return {"file": {**how, "url": await patiently(lambda: server.upload(unreadable, _SEALED))}}
