"""What can be done with accounts, and with views of lists: one act per file."""

from .change_view import change_view
from .choose_language import choose_language
from .choose_notices import choose_notices
from .close_account import close_account
from .open_account import open_account
from .open_list_with import open_list_with
from .remove_view import remove_view
from .renew_calendar import renew_calendar
from .revoke_calendar import revoke_calendar
from .save_view import save_view
from .share_view import share_view

__all__ = [
    "change_view",
    "choose_language",
    "choose_notices",
    "close_account",
    "open_account",
    "open_list_with",
    "remove_view",
    "renew_calendar",
    "revoke_calendar",
    "save_view",
    "share_view",
]
