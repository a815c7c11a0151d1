"""One installation: its folder, its key, its database and its mail, from the environment."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from samstyring import installation
from tests.support.commands import told


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = installation.secret_key(tmp_path)
    path = tmp_path / "secret-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(key) >= 50
    assert installation.secret_key(tmp_path) == key


def test_an_empty_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    with pytest.raises(ImproperlyConfigured, match="is empty"):
        installation.secret_key(tmp_path)


def test_a_postgresql_address_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTYRING_DATABASE_URL", "postgresql://me:secret@db.example.no/house")
    database = installation.database(tmp_path)
    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.postgresql", "house")
    monkeypatch.setenv("SAMSTYRING_DATABASE_URL", "mysql://me@db/house")
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        installation.database(tmp_path)


@pytest.mark.parametrize(
    ("url", "port", "tls", "starttls"),
    [
        ("smtp://mail.example.no", 25, False, False),
        ("smtp+tls://me:p%40ss@mail.example.no", 587, False, True),
        ("smtps://me:p%40ss@mail.example.no:4650", 4650, True, False),
    ],
)
def test_a_mail_server_is_read(url: str, port: int, tls: bool, starttls: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSTYRING_SMTP_URL", url)
    smtp = installation.smtp()
    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.tls, smtp.starttls) == ("mail.example.no", port, tls, starttls)
    assert smtp.password in {"", "p@ss"}


@pytest.mark.parametrize("address", ["http://samstyring.example.no", "samstyring.example.no", "ftp://localhost"])
def test_an_address_without_encryption_is_for_this_machine_only(tmp_path: Path, address: str) -> None:
    done = told(tmp_path, "manage", "check", SAMSTYRING_ADDRESS=address)
    assert done.returncode == 1
    assert "https://" in done.stderr
    assert "Traceback" not in done.stderr


def test_behind_https_cookies_are_secure(tmp_path: Path) -> None:
    script = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.ALLOWED_HOSTS, s.SECURE_HSTS_SECONDS > 0, s.ON_LOOPBACK)"
    )
    done = told(tmp_path, "manage", "shell", "--no-imports", "-c", script, SAMSTYRING_ADDRESS="https://s.example.no")
    assert done.stdout.split("\n")[0] == "True __Host-session ['s.example.no'] True False"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["journal"], "run: ./run journal takes one word more: ./run journal verify"),
        (["serve", "--port", "{taken}"], "run: port {taken} is taken"),
        ([], "run: say which command"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(tmp_path: Path, arguments: list[str], line: str) -> None:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        taken = str(listener.getsockname()[1])
        done = told(tmp_path, *(argument.format(taken=taken) for argument in arguments))
    assert done.returncode == 1
    assert done.stderr.startswith(line.format(taken=taken))
    assert done.stderr.count("\n") == 1


def test_a_database_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    done = told(tmp_path, "worker", "--once", SAMSTYRING_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert "the database does not answer" in done.stderr
    assert done.stderr.count("\n") == 1
