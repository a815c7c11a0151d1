"""What can be done with accounts: one act per file."""

from .choose_language import choose_language
from .close_account import close_account
from .open_account import open_account

__all__ = ["choose_language", "close_account", "open_account"]
