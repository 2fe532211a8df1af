"""The schema's history, run by Alembic: from the first table on, forwards and back, on both databases."""
