"""The forms of the agreement."""

from .agreement import (
    DayForm,
    SchemeConnectionForm,
    SignatureForm,
    day_asked,
)
from .joining import CouncilDecisionForm, InvitationForm, InvitationsForm, WithdrawInvitationForm
from .leaving import NoticeForm, TakeBackForm
from .merger import MergerForm, SplitForm
from .registering import EndConnectionForm, MailboxForm

__all__ = [
    "CouncilDecisionForm",
    "DayForm",
    "EndConnectionForm",
    "InvitationForm",
    "InvitationsForm",
    "MailboxForm",
    "MergerForm",
    "NoticeForm",
    "SchemeConnectionForm",
    "SignatureForm",
    "SplitForm",
    "TakeBackForm",
    "WithdrawInvitationForm",
    "day_asked",
]
