"""Reading a charter file: its lines, its shape, its errors. Nothing here writes."""

from .outline import Outline, outline
from .reading import Located, Parsed, Reading, read
from .schema import json_schema
from .updating import Update, update_of

__all__ = ["Located", "Outline", "Parsed", "Reading", "Update", "json_schema", "outline", "read", "update_of"]
