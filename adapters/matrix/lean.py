"""Loaded before nio: brings in its Olm machine, its store and what these are made of, and nothing else.

nio's package begins with its whole client, and its answers name the client's HTTP, for a type and nothing else: neither
has a part here. Two libraries that its machine stands on try for more than is wanted: peewee loads the driver of every
database that is installed, of which SQLite's is used, and pycryptodome loads cffi with its parser of C, where the
standard ctypes will do. All that would take 12 MB.

Whoever imports `nio` itself gets the whole of it, as ever: the tests' officers do.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, Final

_PARTS: Final = ("nio.crypto", "nio.store", "nio.events", "nio.event_builders", "nio.responses")
_NOT_WANTED: Final = ("psycopg2cffi", "psycopg2", "psycopg", "MySQLdb", "pymysql", "cffi")
_modules: dict[str, Any] = sys.modules


def _stand_ins() -> dict[str, ModuleType | None]:
    """What is there instead while nio's parts are read. A module that is None counts as not installed."""
    missing: dict[str, ModuleType | None] = dict.fromkeys(_NOT_WANTED)
    package = find_spec("nio") if "nio" not in _modules else None
    if package is None:  # not installed, or somebody has loaded the whole of it
        return missing
    http = ModuleType("nio.http")
    http.__dict__["TransportResponse"] = Any
    return missing | {"nio": module_from_spec(package), "nio.http": http}  # its parts are found, its own code not run


@contextmanager
def _instead(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    those = {name: module for name, module in modules.items() if name not in _modules}
    _modules.update(those)
    try:
        yield
    finally:
        for name in those:
            del _modules[name]


with _instead(_stand_ins()):
    import_module("nio")
    for _part in _PARTS:
        import_module(_part)
