"""Escaping of what is written many times on a page."""

from html import escape
from typing import Any

from django.utils.safestring import SafeString


def escaped(value: Any) -> str:
    """Return a value as HTML, escaped unless it is HTML already.

    Like Django's `conditional_escape`, without what that does for values that are translated later: for the options of
    a long list and the cells of a table, of which a page has thousands.
    """
    text = str(value)
    return text if hasattr(text, "__html__") else escape(text)


def element(opening: str, content: Any, closing: str, *attributes: Any) -> SafeString:
    """Return `opening`, which has a %s for each attribute, the content and `closing`, with what is given escaped.

    Like Django's `format_html`, for what stands in each row of a list.
    """
    begun = opening % tuple(escaped(value) for value in attributes) if attributes else opening
    return SafeString(f"{begun}{escaped(content)}{closing}")
