"""The forms of the agreement."""

from .agreement import (
    DayForm,
    SchemeConnectionForm,
    SignatureForm,
    day_asked,
)
from .registering import EndConnectionForm, MailboxForm

__all__ = [
    "DayForm",
    "EndConnectionForm",
    "MailboxForm",
    "SchemeConnectionForm",
    "SignatureForm",
    "day_asked",
]
