"""What holds for documents, as pure functions."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _


def path_of(sha256: str) -> Path:
    """Return where the bytes with a checksum lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def against_rule(reason: str) -> str:
    """Say why something is public that the rules of the body do not make public; nothing where they are not passed over."""
    if not reason:
        return ""
    return _("The rules of the body do not make it public. It was released because: %(reason)s") % {"reason": reason}
