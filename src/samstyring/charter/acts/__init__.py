"""What can be done with the agreement: one act per file."""

from .end_scheme_connection import end_scheme_connection
from .found import found
from .register_scheme_connection import register_scheme_connection
from .register_signature import register_signature
from .set_secretariat_mailbox import set_secretariat_mailbox

__all__ = [
    "end_scheme_connection",
    "found",
    "register_scheme_connection",
    "register_signature",
    "set_secretariat_mailbox",
]
