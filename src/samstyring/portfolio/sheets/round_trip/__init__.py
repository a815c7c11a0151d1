"""The portfolio as a workbook, out and in again: its sheets, and what a workbook that comes back would change."""

from .comparing import Change, Comparison, compare, read_workbook
from .writing import as_workbook

__all__ = ["Change", "Comparison", "as_workbook", "compare", "read_workbook"]
