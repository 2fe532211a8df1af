"""How fast the bot is, how much memory it takes, and how good its guard is. Run with `python -m bench`.

No test: machines differ, and nothing fails here. Times stand beside that of one row brought to the disk, measured in
the same run, in turns with what it is compared with; so the ratios mean the same on a slow machine or a busy one.
"""

import sys
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).parent.parent / "tests")
)  # the made-up Network, PostgreSQL, the guard's sentences
