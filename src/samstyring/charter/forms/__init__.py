"""The forms of the agreement."""

from .agreement import (
    DayForm,
    SchemeConnectionForm,
    SignatureForm,
    day_asked,
)
from .joining import CouncilDecisionForm, InvitationForm, WithdrawInvitationForm
from .registering import EndConnectionForm, MailboxForm

__all__ = [
    "CouncilDecisionForm",
    "DayForm",
    "EndConnectionForm",
    "InvitationForm",
    "MailboxForm",
    "SchemeConnectionForm",
    "SignatureForm",
    "WithdrawInvitationForm",
    "day_asked",
]
