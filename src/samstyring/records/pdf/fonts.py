"""The typefaces of documents: Inter, which set-up puts into settings.FONTS_DIR, and those that Typst carries."""

import logging
from functools import cache
from pathlib import Path

from django.conf import settings
from typst import Fonts

logger = logging.getLogger(__name__)


def typefaces() -> Fonts:
    """Return the faces that a document may be set in: ours and Typst's own, never the machine's."""
    return _typefaces(Path(settings.FONTS_DIR))


@cache
def _typefaces(folder: Path) -> Fonts:
    if not any(folder.glob("*.ttf")):
        logger.warning("There are no typefaces in %s: documents are set in Libertinus until set-up is run.", folder)
        return Fonts(include_system_fonts=False)
    return Fonts(include_system_fonts=False, font_paths=[str(folder)])
