"""What can be done with accounts: one act per file."""

from .choose_language import choose_language
from .choose_notices import choose_notices
from .close_account import close_account
from .open_account import open_account
from .renew_calendar import renew_calendar
from .revoke_calendar import revoke_calendar

__all__ = ["choose_language", "choose_notices", "close_account", "open_account", "renew_calendar", "revoke_calendar"]
