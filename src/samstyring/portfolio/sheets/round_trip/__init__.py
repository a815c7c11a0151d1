"""The portfolio as a workbook, out and in again: its sheets, and what a workbook that comes back would change."""

from .back import can_be_put_back, put_back
from .comparing import Change, Comparison, compare, read_workbook
from .writing import as_workbook

__all__ = ["Change", "Comparison", "as_workbook", "can_be_put_back", "compare", "put_back", "read_workbook"]
