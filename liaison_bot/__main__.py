"""`python -m liaison_bot` is `liaison-bot`."""

from liaison_bot.cli import main

main()
