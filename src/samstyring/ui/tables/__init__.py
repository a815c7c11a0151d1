"""Tables with sorting, filters and paging held in the address, and the same rows as CSV and as a workbook."""

from .columns import Column
from .filters import ChoiceFilter, DayFilter, Filter, FlagFilter, SearchFilter, as_given
from .grouping import Grouping
from .table import Empty, Table
from .views import TableView

__all__ = [
    "ChoiceFilter",
    "Column",
    "DayFilter",
    "Empty",
    "Filter",
    "FlagFilter",
    "Grouping",
    "SearchFilter",
    "Table",
    "TableView",
    "as_given",
]
