"""The Matrix adapter, made from the operator's settings. It is imported only where it is configured."""

from collections.abc import Callable
from datetime import timedelta

from liaison_bot.chat import ChatPlatform
from liaison_bot.clock import Clock
from liaison_bot.config_matrix import Matrix
from liaison_bot.errors import ConfigError

MATRIX = "matrix"


def matrix_platform(
    wanted: Matrix, openings: frozenset[str], announce: Callable[[str], None], clock: Clock
) -> ChatPlatform:
    """The bot's account on its homeserver. Raises `ConfigError` where the libraries for it are not installed."""
    try:
        from adapters.matrix import MatrixPlatform, MatrixSettings, Trust  # noqa: PLC0415 - only where configured
    except ModuleNotFoundError as missing:
        told = f"[matrix] needs the library {missing.name}, which is not installed: pip install 'liaison-bot[matrix]'"
        raise ConfigError(told) from None
    settings = MatrixSettings(
        homeserver=wanted.homeserver,
        user_id=wanted.user_id,
        store=wanted.store,
        password=wanted.password.reveal(),
        access_token=wanted.access_token.reveal(),
        device_id=wanted.device_id,
        recovery_key=wanted.recovery_key.reveal(),
        inviters=wanted.inviters,
        servers=wanted.servers,
        most_rooms=wanted.most_rooms,
        trust=Trust(wanted.trust),
        oldest_command=timedelta(hours=wanted.oldest_command_hours),
    )
    return MatrixPlatform(settings, openings=openings, announce=announce, clock=clock)
