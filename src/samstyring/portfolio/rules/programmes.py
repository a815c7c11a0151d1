"""What is said of a programme. Pure functions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput


def said(name: str, purpose: str) -> dict[str, Any]:
    """Return its name and purpose as they are stored. Raises InvalidInput."""
    told = {"name": name.strip()[:200], "purpose": purpose.strip()[:2000]}
    errors = {column: _("Write this.") for column, text in told.items() if not text}
    if errors:
        raise InvalidInput(errors)
    return told
