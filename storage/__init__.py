"""The storage port on SQLAlchemy Core: SQLite and PostgreSQL, one code path."""
