"""What can be done with the agreement: one act per file."""

from .found import found

__all__ = ["found"]
