"""The core: what the bot does. It knows no chat platform and no database."""
