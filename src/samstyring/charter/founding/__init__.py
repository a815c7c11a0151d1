"""Reading a charter file: its lines, its shape, its errors. Nothing here writes."""

from .outline import Outline, outline
from .reading import Located, Parsed, Reading, read
from .schema import json_schema

__all__ = ["Located", "Outline", "Parsed", "Reading", "json_schema", "outline", "read"]
