"""Escaping of what is written many times on a page."""

from html import escape
from typing import Any


def escaped(value: Any) -> str:
    """Return a value as HTML, escaped unless it is HTML already.

    Like Django's `conditional_escape`, without what that does for values that are translated later: for the options of
    a long list and the cells of a table, of which a page has thousands.
    """
    text = str(value)
    return text if hasattr(text, "__html__") else escape(text)
