"""The command line, run as a person runs it: another process, a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a new installation: nothing of this test run's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSTYRING_", "DJANGO_"))}
    return {**kept, "SAMSTYRING_HOME": str(home), **more}


def told(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, and return what it told."""
    return subprocess.run(
        [sys.executable, "-m", "samstyring.cli", *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=180,
    )
