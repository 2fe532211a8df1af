"""How the C library keeps memory that is free again, in a process that runs for months."""

import ctypes

# The parameters' numbers, from glibc's `malloc.h`.
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_LARGE = 128 * 1024


def keep_little() -> None:
    """Have large blocks go back to the system when they are freed, and all threads share one heap. Before any thread.

    glibc means to give back blocks from 128 KiB on, but raises that figure to the size of whatever it frees, up to
    32 MiB. asyncio asks for 256 KiB whenever it reads from a connection, and keeps what came: after the first of them
    these are cut from the heap, leave holes there, and the process grows. Set by hand, the figure stays. Heaps of their
    own save threads from waiting for each other, which Python's lock has them do anyway, and each has its own holes.
    With another C library nothing is changed.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_ARENA_MAX, 1)
