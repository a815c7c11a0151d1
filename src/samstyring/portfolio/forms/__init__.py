"""The forms of the portfolio: one module per subject."""

from .answers import AnswerForm, LinkAnswerForm, RegisterAnswerForm
from .closing import ClosingReportForm
from .decision_points import PassPointForm, ProjectDocumentForm, ProjectModelForm
from .exports import ExportUploadForm, ImportProjectsForm
from .needs import AnswerNeedForm, SendNeedForm, SupportForm, WithdrawNeedForm
from .plan import AcceptForm, MilestoneForm, ReasonForm
from .programmes import DependencyForm, OtherForm, PlaceForm, ProgrammeForm
from .projects import (
    AddPartyForm,
    AskForm,
    MandateForm,
    ProjectForm,
    PurposesField,
    RegisterForm,
)
from .radar import RadarConfirmForm, RadarEntryForm, RadarUploadForm, TieForm
from .reports import AskReportsForm, LinkReportForm, PublishForm, RegisterReportForm, ReportForm, WindowForm
from .risks import AssessRiskForm, EditRiskForm, FinishRiskActionForm, RaiseRiskForm, RegisterRiskForm, RiskActionForm
from .steering import ChangeForm, ExceptionReportForm, ForecastForm
from .studies import ConceptNoteForm, StudyForm

__all__ = [
    "AcceptForm",
    "AddPartyForm",
    "AnswerForm",
    "AnswerNeedForm",
    "AskForm",
    "AskReportsForm",
    "AssessRiskForm",
    "ChangeForm",
    "ClosingReportForm",
    "ConceptNoteForm",
    "DependencyForm",
    "EditRiskForm",
    "ExceptionReportForm",
    "ExportUploadForm",
    "FinishRiskActionForm",
    "ForecastForm",
    "ImportProjectsForm",
    "LinkAnswerForm",
    "LinkReportForm",
    "MandateForm",
    "MilestoneForm",
    "OtherForm",
    "PassPointForm",
    "PlaceForm",
    "ProgrammeForm",
    "ProjectDocumentForm",
    "ProjectForm",
    "ProjectModelForm",
    "PublishForm",
    "PurposesField",
    "RadarConfirmForm",
    "RadarEntryForm",
    "RadarUploadForm",
    "RaiseRiskForm",
    "ReasonForm",
    "RegisterAnswerForm",
    "RegisterForm",
    "RegisterReportForm",
    "RegisterRiskForm",
    "ReportForm",
    "RiskActionForm",
    "SendNeedForm",
    "StudyForm",
    "SupportForm",
    "TieForm",
    "WindowForm",
    "WithdrawNeedForm",
]
