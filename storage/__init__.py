"""The database: SQLite and PostgreSQL through one code path, behind the storage port (`liaison_bot.store`).

Tables and functions over frozen records: no lazy loading, nothing to detach. What a referral is about lies here sealed
only, by a `Sealer` that is handed in; the key is never here.
"""

from storage.opening import migrate, open_store, schema_is_current

__all__ = ["migrate", "open_store", "schema_is_current"]
