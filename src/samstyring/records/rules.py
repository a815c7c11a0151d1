"""What holds for documents, as pure functions."""

from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Return where the bytes with a checksum lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256
