"""The server and the worker, started as they are in earnest."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.commands import environment, told

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Run ./run serve until the block ends; it must then stop when it is told to."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "samstyring.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _attempt in range(1800):
            assert server.poll() is None, server.communicate()[0].decode()
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        said = server.communicate(timeout=20)[0].decode()
    assert f"port {port}  (Ctrl-C stops it)" in said
    assert "SAMSTYRING_SMTP_URL" in said


def get(address: str) -> tuple[int, dict[str, str], str]:
    """Ask for a page: status, headers (names in lower case), text."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return (
                answer.status,
                {k.lower(): v for k, v in answer.headers.items()},
                answer.read().decode(errors="replace"),
            )
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read().decode(errors="replace")


def test_the_server_makes_its_database_and_serves_pages_and_what_they_load(home: Path) -> None:
    with serving(home) as address:
        status, headers, page = get(f"{address}/there-is-no-such-page")
        loaded = re.findall(r"(?:href|src)=\"(/static/[^\"]+)\"", page)
        answers = {path: get(address + path)[:2] for path in loaded}
    assert status == 404
    assert headers["content-security-policy"]
    assert any("designsystemet" in path for path in loaded)
    for path, (found, told_by) in answers.items():
        assert found == 200, path
        assert "immutable" in told_by["cache-control"], path


def test_the_first_pages_are_worked_out_before_the_door_opens(tmp_path: Path) -> None:
    charter = ROOT / "src/samstyring/charters/eksempel-vertskommune.toml"
    done = told(tmp_path, "found", str(charter))
    assert done.returncode == 0, done.stderr
    shutil.rmtree(tmp_path / "kept", ignore_errors=True)
    with serving(tmp_path) as address:
        kept = list((tmp_path / "kept").glob("*.djcache"))
        assert get(f"{address}/")[0] == 200
    assert len(kept) >= 2  # the board in each of the charter's languages, at the least


def test_the_worker_ends_when_no_job_waits(home: Path) -> None:
    done = told(home, "worker", "--once")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_run_alone_lists_every_command() -> None:
    done = subprocess.run([ROOT / "run"], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0
    for command in ("demo", "test", "found", "takeover", "charter schema", "conformance", "journal verify", "export"):
        assert f"\n  {command} " in done.stdout


def test_an_unknown_command_is_named() -> None:
    done = subprocess.run([ROOT / "run", "sing"], capture_output=True, text=True, timeout=20)
    assert done.returncode == 1
    assert done.stderr == "run: there is no command 'sing'; ./run alone lists them all\n"
