"""Documents as PDF, set by Typst: tagged for screen readers, made for the archive, in three languages."""

from .render import Attachment, DocumentError, render

__all__ = ["Attachment", "DocumentError", "render"]
