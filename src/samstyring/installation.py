"""What one installation is made of: its data folder, secret key, database and way to send mail."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Smtp:
    """A mail server. `tls`: encrypted from the first byte; `starttls`: after a plain greeting."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool


def home(base: Path) -> Path:
    """Return the folder that holds all data, made (for its owner alone) if it is not there."""
    folder = Path(os.environ.get("SAMSTYRING_HOME") or base / "var").expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"the data folder {folder} cannot be made ({error.strerror}): set SAMSTYRING_HOME"
        ) from error
    return folder


def secret_key(folder: Path) -> str:
    """Return the key that signs sessions and links: from the environment, else a file made at first start."""
    given = os.environ.get("SAMSTYRING_SECRET_KEY")
    if given:
        return given
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_key(path)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _read_key(path: Path) -> str:
    key = path.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"the secret key in {path} is empty: delete the file to have a new one made")
    return key


def database(folder: Path) -> dict[str, Any]:
    """Return Django's settings for the database: the one in SAMSTYRING_DATABASE_URL, else a SQLite file."""
    url = os.environ.get("SAMSTYRING_DATABASE_URL")
    if not url:
        return sqlite(folder / "samstyring.sqlite3")
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("SAMSTYRING_DATABASE_URL must begin with postgresql://; without it SQLite is used")
    return dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))


def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's settings for a SQLite file.

    A transaction takes the write lock when it begins, so two that write never deadlock half-way; a commit is on the
    disk before it is answered.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                "PRAGMA busy_timeout = 20000; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000"
            ),
        },
    }


def smtp() -> Smtp | None:
    """Return the mail server in SAMSTYRING_SMTP_URL, or None when mail is to stay in a folder."""
    url = os.environ.get("SAMSTYRING_SMTP_URL")
    if not url:
        return None
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise ImproperlyConfigured(
            "SAMSTYRING_SMTP_URL must read smtp://host, smtp+tls://user:password@host:587 or smtps://host:465"
        )
    return Smtp(
        host=parts.hostname,
        port=parts.port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp+tls",
    )
