"""Rich text: a small tree, read from HTML, typed markup and Word, written as HTML, markup and plain text.

`tree` describes the stored form and its normal form; what is stored is always normal.
"""

from .difference import diff_html
from .html import from_html, to_html
from .markup import from_markup, to_markup
from .text import canonical, from_text, to_text
from .tree import NotRichText, Tree, empty, is_empty, normalise
from .word import Lost, WordError, from_docx

__all__ = [
    "Lost",
    "NotRichText",
    "Tree",
    "WordError",
    "canonical",
    "diff_html",
    "empty",
    "from_docx",
    "from_html",
    "from_markup",
    "from_text",
    "is_empty",
    "normalise",
    "to_html",
    "to_markup",
    "to_text",
]
