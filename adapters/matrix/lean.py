"""Loaded before nio: keeps peewee, which nio's key store is on, from loading the drivers of other databases.

It tries each that is installed, and uses SQLite alone here: psycopg would cost 8 MB for nothing.
"""

import sys
from importlib import import_module
from typing import Any, Final

_DRIVERS: Final = ("psycopg2cffi", "psycopg2", "psycopg", "MySQLdb", "pymysql")
_modules: dict[str, Any] = sys.modules
_hidden = [name for name in _DRIVERS if name not in _modules]
_modules.update(dict.fromkeys(_hidden))  # a module that is None counts as not installed
try:
    import_module("peewee")
finally:
    for _name in _hidden:
        del _modules[_name]
