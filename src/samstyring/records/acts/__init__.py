"""What can be done with documents: one act per file."""

from .attach_file import attach_file
from .register_bounce import register_bounce
from .release import release
from .remove_file import remove_file
from .send_again import send_again
from .set_access import set_access
from .settle_bounce import settle_bounce
from .take_over import take_over

__all__ = [
    "attach_file",
    "register_bounce",
    "release",
    "remove_file",
    "send_again",
    "set_access",
    "settle_bounce",
    "take_over",
]
