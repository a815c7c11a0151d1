"""Where the example lives: looking at the database before anything is touched, and throwing an example away."""

import shutil
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import connection, connections


class Place(Enum):
    """What a database holds."""

    EMPTY = "empty"
    UNFOUNDED = "unfounded"
    DEMO = "demo"
    REAL = "real"
    FOREIGN = "foreign"


def look() -> Place:
    """Tell what the database holds, by its tables alone: they may be of an older version."""
    tables = set(connection.introspection.table_names())
    if not tables:
        return Place.EMPTY
    if "kernel_installation" not in tables:
        return Place.FOREIGN
    with connection.cursor() as cursor:
        cursor.execute("SELECT mode FROM kernel_installation")
        row = cursor.fetchone()
    if row is None:
        return Place.UNFOUNDED
    return Place.DEMO if row[0] == "demo" else Place.REAL


def throw_away() -> None:
    """Remove an example: database, files, letters. Whoever calls has looked that it is one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connections.close_all()
    else:
        path = str(connection.settings_dict["NAME"])
        connections.close_all()
        for ending in ("", "-wal", "-shm"):
            Path(path + ending).unlink(missing_ok=True)
    home = Path(settings.HOME)
    folders = (settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH, settings.PDF_CACHE, home / "waiting", home / "kept")
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
