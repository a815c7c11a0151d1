"""A new installation, made once and looked at from several sides."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a new installation: whatever first needs the database there makes it."""
    return tmp_path_factory.mktemp("home")
