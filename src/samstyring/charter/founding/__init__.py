"""Reading a charter file: its lines, its shape, its errors. Nothing here writes."""

from .comparing import Difference, compare, grouped, rows_of
from .outline import Outline, outline
from .reading import Located, Parsed, Reading, plain, read
from .schema import json_schema
from .updating import Update, update_of
from .waiting import InRound

__all__ = [
    "Difference",
    "InRound",
    "Located",
    "Outline",
    "Parsed",
    "Reading",
    "Update",
    "compare",
    "grouped",
    "json_schema",
    "outline",
    "plain",
    "read",
    "rows_of",
    "update_of",
]
