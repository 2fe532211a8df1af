"""An operator's folder, as the tests of the command line know it."""

from cli.conftest import card, desk, migrated, no_settings_from_outside, read_once, referred

__all__ = ["card", "desk", "migrated", "no_settings_from_outside", "read_once", "referred"]
