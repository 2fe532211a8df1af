"""Files of the store that nobody else may read, and that a crash leaves whole."""

import os
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """Replace a file; after a crash it is the old one or the new one."""
    new = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
