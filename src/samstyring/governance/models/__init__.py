"""What exists: bodies and seats, meetings and agendas, cases and proposals, rounds, decisions, actions, minutes."""

from .advice import Advice
from .bodies import Body, Designation, Seat, SeatHolding, StandingInstruction
from .cases import Case, CaseEdit, PassedOver, Proposal
from .comments import CaseComment
from .decisions import Action, ActionReport, ConditionConfirmation, Decision
from .disqualification import DisqualificationQuestion, DisqualificationRuling
from .drafts import AccountDraft, PaperDraft
from .evaluation_rounds import (
    EvaluationAnswer,
    EvaluationAnswerParty,
    EvaluationAsk,
    EvaluationCase,
    EvaluationLetter,
    EvaluationQuestions,
    EvaluationRound,
)
from .evaluations import Evaluation
from .extensions import ExtensionAnswer, ExtensionRequest
from .input import Input, InputAsk, InputLetter, InputParty, InputRequest
from .input_reports import InputReport, InputReportLetter, InputReportParty
from .mandates import GroupMandate, GroupSecretariat
from .meetings import (
    AgendaItem,
    Attendance,
    Delivery,
    Dispatch,
    Meeting,
    Regrets,
    SummonsApproval,
)
from .minutes import Minutes, MinutesCorrection, MinutesRemark, MinutesSignature
from .plan import PlanEntry
from .positions import Position, Round, RoundSeat
from .publishing import DecisionRelease
from .reviews import DecisionReview, EarlierReview
from .statements import ObserverStatement
from .substitutes import Substitute, SubstituteCall
from .working import CaseVersion
from .written import WrittenLetter, WrittenProcedure, WrittenReminder

__all__ = [
    "AccountDraft",
    "Action",
    "ActionReport",
    "Advice",
    "AgendaItem",
    "Attendance",
    "Body",
    "Case",
    "CaseComment",
    "CaseEdit",
    "CaseVersion",
    "ConditionConfirmation",
    "Decision",
    "DecisionRelease",
    "DecisionReview",
    "Delivery",
    "Designation",
    "Dispatch",
    "DisqualificationQuestion",
    "DisqualificationRuling",
    "EarlierReview",
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationAnswerParty",
    "EvaluationAsk",
    "EvaluationCase",
    "EvaluationLetter",
    "EvaluationQuestions",
    "EvaluationRound",
    "ExtensionAnswer",
    "ExtensionRequest",
    "GroupMandate",
    "GroupSecretariat",
    "Input",
    "InputAsk",
    "InputLetter",
    "InputParty",
    "InputReport",
    "InputReportLetter",
    "InputReportParty",
    "InputRequest",
    "Meeting",
    "Minutes",
    "MinutesCorrection",
    "MinutesRemark",
    "MinutesSignature",
    "ObserverStatement",
    "PaperDraft",
    "PassedOver",
    "PlanEntry",
    "Position",
    "Proposal",
    "Regrets",
    "Round",
    "RoundSeat",
    "Seat",
    "SeatHolding",
    "StandingInstruction",
    "Substitute",
    "SubstituteCall",
    "SummonsApproval",
    "WrittenLetter",
    "WrittenProcedure",
    "WrittenReminder",
]
