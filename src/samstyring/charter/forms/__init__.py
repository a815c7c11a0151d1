"""The forms of the agreement."""

from .agreement import (
    DayForm,
    SchemeConnectionForm,
    SignatureForm,
    day_asked,
)
from .joining import CouncilDecisionForm, InvitationForm, WithdrawInvitationForm
from .leaving import NoticeForm, TakeBackForm
from .registering import EndConnectionForm, MailboxForm

__all__ = [
    "CouncilDecisionForm",
    "DayForm",
    "EndConnectionForm",
    "InvitationForm",
    "MailboxForm",
    "NoticeForm",
    "SchemeConnectionForm",
    "SignatureForm",
    "TakeBackForm",
    "WithdrawInvitationForm",
    "day_asked",
]
