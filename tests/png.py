"""Pictures for tests, made by hand: https://www.w3.org/TR/png/, 11.2."""

import struct
import zlib

from liaison_bot.chat import Picture


def png(width: int = 2, height: int = 1) -> bytes:
    """A small valid PNG, of bars in two colours on nothing: what lies behind shows through."""
    row = b"".join(b"\x0f\x5e\x58\xff" if column // 20 % 2 == 0 else bytes(4) for column in range(width))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress((b"\0" + row) * height))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


CHART = Picture(png(1200, 500), "Remisiones por estado: enviada 3, aceptada 4.")
