"""What can be done with documents: one act per file."""

from .attach_file import attach_file
from .release import release
from .remove_file import remove_file
from .set_access import set_access
from .take_over import take_over

__all__ = ["attach_file", "release", "remove_file", "set_access", "take_over"]
