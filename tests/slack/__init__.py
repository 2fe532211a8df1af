"""Slack in tests. A package, because slack_sdk still brings an old one of the same name."""
