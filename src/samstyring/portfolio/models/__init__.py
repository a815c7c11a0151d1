"""What exists: projects with who owns and takes part in them, their mandates, and the needs that they come from."""

from .closing import ClosingReport
from .decision_points import ModelEdition, Passing, ProjectDocument
from .exports import ExportedProject, ProjectExport
from .initiatives import (
    Initiative,
    InitiativeAnswer,
    InitiativeAnswerParty,
    InitiativeAsk,
    InitiativeLetter,
)
from .mandate_comments import MandateComment, MandateCommentCall, MandateCommentReply
from .needs import Need, NeedAnswer, NeedSupport
from .plan import Baseline, BaselineDate, Milestone
from .portfolio_reports import PortfolioReport, PortfolioReportLine, PortfolioReportText
from .projects import MANDATE_CONTENT, Answer, Mandate, Participation, Project, QuestionLetter
from .promises import PromisedEffort
from .radar import RADAR_CONTENT, RadarChange, RadarEntry, RadarImport, RadarTie
from .reports import (
    AREAS,
    REPORT_CONTENT,
    LastReport,
    Light,
    ReportAsk,
    ReportDraft,
    ReportingWindow,
    ReportLetter,
    StatusReport,
)
from .risks import Risk, RiskAcceptance, RiskAction, RiskAssessment, RiskExposure, RiskRaising
from .standstill import Pause, Stopping
from .steering import Change, ExceptionReport, Forecast
from .studies import ConceptNote, Study
from .workbooks import PortfolioWorkbook

__all__ = [
    "AREAS",
    "MANDATE_CONTENT",
    "RADAR_CONTENT",
    "REPORT_CONTENT",
    "Answer",
    "Baseline",
    "BaselineDate",
    "Change",
    "ClosingReport",
    "ConceptNote",
    "ExceptionReport",
    "ExportedProject",
    "Forecast",
    "Initiative",
    "InitiativeAnswer",
    "InitiativeAnswerParty",
    "InitiativeAsk",
    "InitiativeLetter",
    "LastReport",
    "Light",
    "Mandate",
    "MandateComment",
    "MandateCommentCall",
    "MandateCommentReply",
    "Milestone",
    "ModelEdition",
    "Need",
    "NeedAnswer",
    "NeedSupport",
    "Participation",
    "Passing",
    "Pause",
    "PortfolioReport",
    "PortfolioReportLine",
    "PortfolioReportText",
    "PortfolioWorkbook",
    "Project",
    "ProjectDocument",
    "ProjectExport",
    "PromisedEffort",
    "QuestionLetter",
    "RadarChange",
    "RadarEntry",
    "RadarImport",
    "RadarTie",
    "ReportAsk",
    "ReportDraft",
    "ReportLetter",
    "ReportingWindow",
    "Risk",
    "RiskAcceptance",
    "RiskAction",
    "RiskAssessment",
    "RiskExposure",
    "RiskRaising",
    "StatusReport",
    "Stopping",
    "Study",
]
