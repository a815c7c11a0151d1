"""What can be done with the agreement: one act per file."""

from .found import found
from .register_scheme_connection import register_scheme_connection
from .register_signature import register_signature

__all__ = ["found", "register_scheme_connection", "register_signature"]
