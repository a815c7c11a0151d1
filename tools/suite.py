"""./run test: everything that must hold before a change is taken in. Nothing is left out silently."""

import argparse
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tools import environment, machine
from tools.console import ROOT, say

PYTHON = str(environment.PYTHON)
PATHS = ["run", "src", "tests", "tools"]


@dataclass
class Check:
    """One thing that must hold: a command line that exits 0."""

    title: str
    arguments: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)


def run(arguments: Sequence[str]) -> int:
    """Run every check, in order, even when an earlier one fails. Return 0 only when all hold."""
    parser = argparse.ArgumentParser(prog="run test", description=__doc__)
    parser.add_argument("--long", action="store_true", help="more examples, and the tests that take minutes")
    options = parser.parse_args(arguments)
    browser = machine.chromium()
    results = [_run(check) for check in _static()]
    results.append(_run(_tests("Tests on SQLite", "not browser", long=options.long)))
    with machine.postgresql() as url:
        check = _tests("Tests on PostgreSQL", "not browser", long=options.long)
        check.env["SAMSTYRING_DATABASE_URL"] = url
        results.append(_run(check))
    check = _tests("Tests in the browser", "browser", long=options.long)
    check.env["SAMSTYRING_CHROMIUM"] = str(browser)
    results.append(_run(check))
    return _report(results)


def _static() -> list[Check]:
    tool = [PYTHON, "-m"]
    django = [PYTHON, "-m", "samstyring.cli", "manage"]
    return [
        Check("Format", [*tool, "ruff", "format", "--check", *PATHS]),
        Check("Lint", [*tool, "ruff", "check", *PATHS]),
        Check("Templates", [str(environment.VENV / "bin" / "djlint"), "src", "--lint", "--quiet"]),
        Check("Imports", [str(environment.VENV / "bin" / "lint-imports")]),
        Check("Translations", [*tool, "samstyring.ui.messages", "--check"]),
        Check("Django's own checks", [*django, "check", "--fail-level", "WARNING"]),
        Check("Migrations", [*django, "makemigrations", "--check", "--dry-run"]),
        Check("Types", [*tool, "mypy"]),
    ]


def _tests(title: str, mark: str, *, long: bool) -> Check:
    arguments = [PYTHON, "-m", "pytest", "-m", mark, "-n", "2", "-q"]
    return Check(title, [*arguments, "--long"] if long else arguments)


def _run(check: Check) -> tuple[str, float, bool]:
    say(f"\n== {check.title}")
    begun = time.monotonic()
    env = {**os.environ, **check.env}
    if "SAMSTYRING_DATABASE_URL" not in check.env:
        env.pop("SAMSTYRING_DATABASE_URL", None)
    done = subprocess.run(check.arguments, cwd=ROOT, env=env, stdin=subprocess.DEVNULL)
    seconds = time.monotonic() - begun
    say(f"-- {check.title}: {'holds' if done.returncode == 0 else 'FAILS'} ({seconds:.1f} s)")
    return check.title, seconds, done.returncode == 0


def _report(results: Sequence[tuple[str, float, bool]]) -> int:
    say("")
    for title, seconds, holds in results:
        say(f"{'ok  ' if holds else 'FAIL'} {seconds:6.1f} s  {title}")
    failed = [title for title, _, holds in results if not holds]
    say(f"All hold, in {sum(s for _, s, _ in results):.0f} s." if not failed else f"Fails: {', '.join(failed)}.")
    return 1 if failed else 0


def static_only() -> int:
    """Run the checks that take a minute and no database. Return 0 only when all hold."""
    return _report([_run(check) for check in _static()])
