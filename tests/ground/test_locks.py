"""The locks name versions and hashes, and no registry: whoever installs brings their own."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-setup.lock"]


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json", ".npmrc", "pyproject.toml"])
def test_no_lock_names_a_registry(name: str) -> None:
    text = Path(settings.BASE_DIR, name).read_text()
    addresses = re.findall(r"https?://[^\s\"']+", text)
    assert [address for address in addresses if not address.startswith(ALLOWED)] == []


ALLOWED = ("https://opencollective.com", "https://github.com", "https://samstyring.example.no")
"""Package authors' own pages, which npm copies into its lock."""


@pytest.mark.parametrize("name", LOCKS)
def test_every_python_package_has_its_hashes(name: str) -> None:
    for entry in re.split(r"\n(?=\S)", Path(settings.BASE_DIR, name).read_text().strip()):
        if re.match(r"[\w.-]+==", entry):
            assert "--hash=sha256:" in entry, entry


def test_every_npm_package_has_its_hash() -> None:
    packages = json.loads(Path(settings.BASE_DIR, "package-lock.json").read_text())["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)
