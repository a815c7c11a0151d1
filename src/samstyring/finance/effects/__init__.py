"""What drafting writes: the rows of a budget and of a funding plan."""

from .rows import write_lines, write_sources

__all__ = ["write_lines", "write_sources"]
