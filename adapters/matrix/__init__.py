"""Matrix: officers on their own homeserver, in encrypted conversations and rooms."""

from adapters.matrix.device import MatrixStartError
from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings, Trust

__all__ = ["MatrixPlatform", "MatrixSettings", "MatrixStartError", "Trust"]
