"""Matrix: officers on their own homeserver, in encrypted conversations and rooms."""

import adapters.matrix.lean  # noqa: F401 - before anything that loads nio
from adapters.matrix.device import MatrixStartError
from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.settings import MatrixSettings, Trust

__all__ = ["MatrixPlatform", "MatrixSettings", "MatrixStartError", "Trust"]
