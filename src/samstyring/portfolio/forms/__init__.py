"""The forms of the portfolio: one module per subject."""

from .decision_points import PassPointForm, ProjectDocumentForm, ProjectModelForm
from .needs import AnswerNeedForm, SendNeedForm, SupportForm, WithdrawNeedForm
from .plan import AcceptForm, MilestoneForm, ReasonForm
from .projects import (
    AddPartyForm,
    AnswerForm,
    AskForm,
    LinkAnswerForm,
    MandateForm,
    ProjectForm,
    PurposesField,
    RegisterAnswerForm,
    RegisterForm,
)
from .radar import RadarConfirmForm, RadarEntryForm, RadarUploadForm, TieForm
from .steering import ChangeForm, ExceptionReportForm, ForecastForm

__all__ = [
    "AcceptForm",
    "AddPartyForm",
    "AnswerForm",
    "AnswerNeedForm",
    "AskForm",
    "ChangeForm",
    "ExceptionReportForm",
    "ForecastForm",
    "LinkAnswerForm",
    "MandateForm",
    "MilestoneForm",
    "PassPointForm",
    "ProjectDocumentForm",
    "ProjectForm",
    "ProjectModelForm",
    "PurposesField",
    "RadarConfirmForm",
    "RadarEntryForm",
    "RadarUploadForm",
    "ReasonForm",
    "RegisterAnswerForm",
    "RegisterForm",
    "SendNeedForm",
    "SupportForm",
    "TieForm",
    "WithdrawNeedForm",
]
