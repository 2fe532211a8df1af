"""What the bot asks of glibc's heap, seen from inside a process."""

import platform
import subprocess
import sys

import pytest

LOOKS = """
import ctypes, pathlib, sys, tempfile, threading
from liaison_bot import heap
if sys.argv[1] == "asked":
    heap.keep_little()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
libc.malloc.argtypes, libc.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
libc.malloc_info.argtypes, libc.fclose.argtypes = [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]
libc.free(libc.malloc(1 << 20))  # by which glibc learns to keep such blocks
kept = [libc.malloc(1 << 18) for _ in range(4)]
taking, done = threading.Barrier(5), threading.Event()
def take():
    libc.malloc(1 << 10)
    taking.wait()
    done.wait()
threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads:
    thread.start()
taking.wait()
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / "told.xml"
    file = libc.fopen(bytes(path), b"w")
    libc.malloc_info(0, file)
    libc.fclose(file)
    told = path.read_text()
done.set()
print(told.count("<heap nr="), told.partition('type="mmap" count="')[2].partition('"')[0])
"""


def _looked(how: str) -> tuple[int, int]:
    """How many heaps there are with four threads, and how many blocks are outside them."""
    done = subprocess.run([sys.executable, "-c", LOOKS, how], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    heaps, outside = done.stdout.split()
    return int(heaps), int(outside)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is asked for anything")
def test_large_blocks_stay_outside_the_heap_and_threads_share_it() -> None:
    heaps, outside = _looked("asked")
    more_heaps, fewer_outside = _looked("not asked")
    assert heaps == 1 < more_heaps
    assert outside >= fewer_outside + 4
