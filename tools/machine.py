"""What is needed of the machine and no package registry for Python has: venv, and for the tests PostgreSQL and a browser."""

import ctypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tools.console import Stop, command, step

_apt_updated = False


def prepare(*, database: bool = True) -> None:
    """Install what a browser and PostgreSQL need of the machine, if it lets us; otherwise say all of it in one line."""
    needed = {
        "chromium-headless-shell": _find_chromium() is not None,
        "libatomic1": _has_libatomic(),
        "postgresql": not database or _find_postgresql() is not None,
    }
    missing = [package for package, there in needed.items() if not there]
    if missing:
        apt_install(
            " ".join(missing),
            "This needs " + ("a browser and PostgreSQL" if database else "a browser") + ", and not all of it is here",
        )


def chromium() -> Path:
    """Return the path of Chromium."""
    found = _find_chromium()
    if found is None:
        raise Stop("There is no program called chromium-headless-shell or chromium: install one, or put it in PATH")
    return Path(found)


def _find_chromium() -> str | None:
    # First the one without windows: it takes a third less time for the same pages.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def _has_libatomic() -> bool:
    """Tell whether the one library is here that the Node.js inside Playwright needs and a small Debian lacks."""
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


@contextmanager
def postgresql() -> Iterator[str]:
    """Run an empty PostgreSQL of our own while the block runs, and give its address as a database URL.

    It keeps nothing (no fsync, a temporary folder), is reached by a socket in it alone, and never runs as root, which
    PostgreSQL refuses.
    """
    programs = _postgresql_programs()
    user = _plain_user()
    folder = Path(tempfile.mkdtemp(prefix="samstyring-pg-"))
    data = folder / "data"
    try:
        folder.chmod(0o755)
        if user:
            shutil.chown(folder, user)
        fails = "PostgreSQL could not be started for the tests: the lines above tell why"
        command(
            [programs / "initdb", "--no-sync", "--auth=trust", "--username=samstyring", "--encoding=UTF8",
             "--locale=C.UTF-8", "-D", data],
            fails=fails,
            user=user,
        )  # fmt: skip
        settings = {
            "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off", "jit": "off",
            "wal_level": "minimal", "max_wal_senders": "0",
            "max_connections": "100", "listen_addresses": "",
            "unix_socket_directories": str(folder),
        }  # fmt: skip
        with (data / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        control = programs / "pg_ctl"
        log = folder / "log"
        command([control, "start", "--wait", "--silent", "-D", data, "-l", log], fails=fails, user=user, timeout=60)
        try:
            yield f"postgresql://samstyring@{quote(str(folder), safe='')}/postgres"  # its socket: quicker than TCP
        finally:
            command(
                [control, "stop", "--wait", "--silent", "--mode=immediate", "-D", data],
                fails=f"PostgreSQL did not stop; it runs in {folder}",
                user=user,
                timeout=60,
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql_programs() -> Path:
    """Return the folder with initdb and pg_ctl: the newest there is."""
    found = _find_postgresql()
    if found is None:
        raise Stop("PostgreSQL's initdb and pg_ctl are not found: install PostgreSQL, or put their folder in PATH")
    return found


def _find_postgresql() -> Path | None:
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0),
        reverse=True,
    )
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


def _plain_user() -> str | None:
    """Return whom PostgreSQL is to run as: nobody in particular, unless we are root."""
    if os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise Stop("PostgreSQL will not run as root, and this machine has no user postgres or nobody: run as another user")


def apt_install(packages: str, need: str) -> None:
    """Install Debian packages when we may; otherwise say what needs them and the one line that installs them."""
    global _apt_updated
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(f"{need}: on Debian or Ubuntu, sudo apt-get install -y {packages}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with step(f"Installing {packages}"):
        if not _apt_updated:
            subprocess.run(["apt-get", "update", "-qq"], stdin=subprocess.DEVNULL, env={**os.environ, **quiet})
            _apt_updated = True
        command(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages.split()],
            fails=f"{packages} could not be installed: try apt-get install -y {packages} yourself",
            env=quiet,
        )
