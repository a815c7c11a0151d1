"""What ./run tells the person at the keyboard: steps with their time, and errors in one line."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Stop(Exception):
    """An error that a person can do something about: one line that says what."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step that takes time, and tell how long it took."""
    say(f"{title} ...")
    begun = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - begun:.1f} s")


def command(
    arguments: Sequence[str | Path],
    *,
    fails: str,
    env: Mapping[str, str] | None = None,
    user: str | None = None,
    timeout: float | None = None,
) -> str:
    """Run a program, quietly, and return what it printed.

    When it fails, its last lines are shown and Stop is raised with `fails` (which names what to do about it).
    """
    try:
        done = subprocess.run(
            [str(argument) for argument in arguments],
            cwd="/" if user else ROOT,
            env={**os.environ, **(env or {})},
            user=user,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Stop(f"{fails} ({error})") from error
    if done.returncode:
        for line in done.stdout.strip().splitlines()[-15:]:
            print(f"    {line}", file=sys.stderr)
        raise Stop(fails)
    return done.stdout
