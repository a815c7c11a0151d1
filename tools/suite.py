"""./run test: everything that must hold before a change is taken in. Nothing is left out silently."""

import argparse
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Any
from xml.etree import ElementTree

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
    record: Path | None = None
    """Where pytest writes what it found."""


@dataclass
class Result:
    """How a check went, and how many tests it ran."""

    title: str
    seconds: float
    holds: bool
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def run(arguments: Sequence[str]) -> int:
    """Run every check, in order, even when an earlier one fails. Return 0 only when all hold."""
    parser = argparse.ArgumentParser(prog="./run test", description=__doc__)
    parser.add_argument("--long", action="store_true", help="more examples, and the tests that take minutes")
    options = parser.parse_args(arguments)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _stop)  # so that the temporary database goes with us
    machine.prepare()
    browser = machine.chromium()
    begun = time.monotonic()
    with ThreadPoolExecutor(1) as beside:  # a browser mostly waits: alone it would leave half the machine idle
        apart = beside.submit(_static_and_browser, browser, long=options.long)
        results = _on_both_databases(long=options.long)
        results = [*apart.result(), *results]
    return _report(results, time.monotonic() - begun)


def _static_and_browser(browser: Path, *, long: bool) -> list[Result]:
    check = _tests("Tests in the browser", "browser", *_browser_files(), long=long)
    check.env["SAMSTYRING_CHROMIUM"] = str(browser)
    return [*_static(), _run_apart(check)]


def _browser_files() -> list[str]:
    """Return the files that hold tests in the browser: to read all the others takes longer than some of these."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path.relative_to(ROOT)) for path in files if "mark.browser" in path.read_text(encoding="utf-8")]


def _on_both_databases(*, long: bool) -> list[Result]:
    # Modules are compiled at the first import: read once alone, they are not compiled by each process that begins.
    read = Check("Tests are read", [PYTHON, "-m", "pytest", "--collect-only", "--quiet", "--no-summary"])
    results = [_run_apart(read, quietly=True), _run(_tests("Tests on SQLite", "not browser", long=long))]
    with machine.postgresql() as url:
        check = _tests("Tests on PostgreSQL", "not browser", long=long)
        check.env["SAMSTYRING_DATABASE_URL"] = url
        return [*results, _run(check)]


def _stop(signum: int, frame: FrameType | None) -> None:
    _stopped.set()
    for process in list(_running):
        process.terminate()
    raise KeyboardInterrupt


def _static() -> list[Result]:
    """Run the checks that need no database, two at a time: each keeps one core busy."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(_run_apart, _static_checks()))


def _static_checks() -> list[Check]:
    tool = [PYTHON, "-m"]
    django = [PYTHON, "-m", "samstyring.cli", "manage"]
    return [
        Check("Types", [*tool, "mypy"]),
        Check("Format", [*tool, "ruff", "format", "--check", *PATHS]),
        Check("Lint", [*tool, "ruff", "check", *PATHS]),
        Check("Imports", [str(environment.VENV / "bin" / "lint-imports")]),
        Check("Templates", [str(environment.VENV / "bin" / "djlint"), "src", "--lint", "--quiet"]),
        Check("Translations", [*tool, "samstyring.ui.messages", "--check"]),
        Check("Django's own checks", [*django, "check", "--fail-level", "WARNING"]),
        Check("Migrations", [*django, "makemigrations", "--check", "--dry-run"]),
    ]


def _tests(title: str, mark: str, *files: str, long: bool) -> Check:
    record = environment.BUILD / f"{title.replace(' ', '-').lower()}.xml"
    record.unlink(missing_ok=True)
    arguments = [PYTHON, "-m", "pytest", "-m", mark, "-n", "2", "--durations=5", f"--junit-xml={record}", *files]
    return Check(title, [*arguments, "--long"] if long else arguments, record=record)


def _run(check: Check) -> Result:
    say(f"\n== {check.title}")
    begun = time.monotonic()
    with _process(check) as process:
        process.wait()
    result = _result(check, process, begun)
    say(f"-- {_how_it_went(result)}")
    return result


def _run_apart(check: Check, *, quietly: bool = False) -> Result:
    """Run a check beside another one: what it says is shown when it has ended; quietly, only when it fails."""
    begun = time.monotonic()
    with _process(check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        told = process.communicate()[0]
    result = _result(check, process, begun)
    if not (quietly and result.holds):
        say(f"\n== {check.title}\n{told.rstrip()}\n-- {_how_it_went(result)}")
    return result


_running: set["subprocess.Popen[str]"] = set()
_stopped = Event()


@contextmanager
def _process(check: Check, **output: Any) -> Iterator["subprocess.Popen[str]"]:
    """Start what a check runs, so that it ends with us. Raises KeyboardInterrupt when we are ending."""
    if _stopped.is_set():
        raise KeyboardInterrupt
    with subprocess.Popen(check.arguments, cwd=ROOT, env=_env(check), stdin=subprocess.DEVNULL, **output) as process:
        _running.add(process)
        try:
            yield process
        finally:
            _running.discard(process)


def _result(check: Check, process: "subprocess.Popen[str]", begun: float) -> Result:
    result = Result(check.title, time.monotonic() - begun, process.returncode == 0)
    if check.record is not None:
        _count(check.record, result)
    return result


def _how_it_went(result: Result) -> str:
    return f"{result.title}: {'holds' if result.holds else 'FAILS'} ({result.seconds:.1f} s)"


def _env(check: Check) -> dict[str, str]:
    """Return a check's environment, with compiled modules kept: some machines keep none, and half a start is that."""
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(environment.BUILD / "pycache")}
    env = {**os.environ, **kept, **check.env}
    if "SAMSTYRING_DATABASE_URL" not in check.env:
        env.pop("SAMSTYRING_DATABASE_URL", None)
    return env


def _count(record: Path, result: Result) -> None:
    """Read from pytest's record how many tests there were. A skipped test is one that nobody has tried: it fails."""
    if not record.exists():
        result.holds = False
        return
    for suite in ElementTree.parse(record).getroot().iter("testsuite"):
        number = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
        result.failed += number["failures"] + number["errors"]
        result.skipped += number["skipped"]
        result.passed += number["tests"] - number["failures"] - number["errors"] - number["skipped"]
    result.holds = result.holds and not result.skipped


def _report(results: Sequence[Result], seconds: float) -> int:
    say("")
    for result in results:
        say(f"{'ok  ' if result.holds else 'FAIL'} {result.seconds:6.1f} s  {result.title}")
    failed = [result.title for result in results if not result.holds]
    say(f"Fails: {', '.join(failed)}." if failed else f"All hold, in {seconds:.0f} s.")
    if tests := [result for result in results if result.passed or result.failed or result.skipped]:
        passed, wrong = sum(t.passed for t in tests), sum(t.failed for t in tests)
        skipped = sum(t.skipped for t in tests)
        say(f"{passed} passed, {wrong} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


def static_only() -> int:
    """Run the checks that take a minute and no database. Return 0 only when all hold."""
    begun = time.monotonic()
    results = _static()
    return _report(results, time.monotonic() - begun)
