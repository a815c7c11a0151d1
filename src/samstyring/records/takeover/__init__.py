"""Taking over what was decided before (BG-5): a workbook is read, checked whole, shown, and written by one act."""

from . import decisions

__all__ = ["decisions"]
