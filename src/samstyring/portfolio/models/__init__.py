"""What exists: projects with who owns and takes part in them, their mandates, and the needs that they come from."""

from .benefits import Benefit, BenefitMeasurement, BenefitPromise
from .closing import ClosingReport
from .decision_points import ModelEdition, Passing, ProjectDocument
from .exports import ExportedProject, ProjectExport
from .hand_overs import HandOver
from .initiatives import (
    Initiative,
    InitiativeAnswer,
    InitiativeAnswerParty,
    InitiativeAsk,
    InitiativeLetter,
)
from .mandate_comments import MandateComment, MandateCommentCall, MandateCommentLetter, MandateCommentReply
from .measuring import MeasurementAsk, MeasurementLetter
from .needs import Need, NeedAnswer, NeedSupport
from .plan import Baseline, BaselineDate, Milestone
from .portfolio_reports import PortfolioReport, PortfolioReportLine, PortfolioReportText
from .programmes import Dependency, Programme
from .projects import (
    MANDATE_CONTENT,
    Answer,
    Mandate,
    Participation,
    Project,
    QuestionLetter,
    day_over,
    stands_by,
    stands_on,
)
from .promises import DeliveredHours, PromisedEffort
from .radar import RADAR_CONTENT, RadarChange, RadarEntry, RadarImport, RadarTie
from .ranking import AwardScope, CandidateOutcome, RankedCandidate, RankedList, Ranking
from .registers import ENTRIES, Entry, EntryChange, Issue, Lesson, Level, Message, Stakeholder
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
from .scoring import CandidateScore, ScoringCriteria
from .standstill import Pause, Stopping
from .steering import Change, ExceptionReport, Forecast
from .studies import ConceptNote, Study
from .workbooks import PortfolioWorkbook

__all__ = [
    "AREAS",
    "ENTRIES",
    "MANDATE_CONTENT",
    "RADAR_CONTENT",
    "REPORT_CONTENT",
    "Answer",
    "AwardScope",
    "Baseline",
    "BaselineDate",
    "Benefit",
    "BenefitMeasurement",
    "BenefitPromise",
    "CandidateOutcome",
    "CandidateScore",
    "Change",
    "ClosingReport",
    "ConceptNote",
    "DeliveredHours",
    "Dependency",
    "Entry",
    "EntryChange",
    "ExceptionReport",
    "ExportedProject",
    "Forecast",
    "HandOver",
    "Initiative",
    "InitiativeAnswer",
    "InitiativeAnswerParty",
    "InitiativeAsk",
    "InitiativeLetter",
    "Issue",
    "LastReport",
    "Lesson",
    "Level",
    "Light",
    "Mandate",
    "MandateComment",
    "MandateCommentCall",
    "MandateCommentLetter",
    "MandateCommentReply",
    "MeasurementAsk",
    "MeasurementLetter",
    "Message",
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
    "Programme",
    "Project",
    "ProjectDocument",
    "ProjectExport",
    "PromisedEffort",
    "QuestionLetter",
    "RadarChange",
    "RadarEntry",
    "RadarImport",
    "RadarTie",
    "RankedCandidate",
    "RankedList",
    "Ranking",
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
    "ScoringCriteria",
    "Stakeholder",
    "StatusReport",
    "Stopping",
    "Study",
    "day_over",
    "stands_by",
    "stands_on",
]
