"""What exists: the agreement in its editions, and who is a party to it."""

from .agreement import (
    Accession,
    Agreement,
    Annex,
    Authority,
    Chapter,
    Clause,
    Cooperation,
    Edition,
    EditionPart,
    Invitation,
    Obligation,
    Power,
    Procedure,
    Purpose,
    Rule,
    Scheme,
    SchemeConnection,
    SizeGroup,
)
from .amendments import Amendment, AmendmentAnswer, AmendmentChange, AmendmentLetter, AskedParty
from .comments import AmendmentComment, CommentFor, CommentReply
from .joining import CouncilDecision, Joining
from .leaving import Withdrawal
from .notices import AmendmentNotice
from .reminders import Reminder, ReminderLetter
from .rules_of_procedure import AdoptedRule, RulesOfProcedure
from .successors import Crossing, Successor, SuccessorDecline, SuccessorSignature, SuccessorTakenBack

__all__ = [
    "Accession",
    "AdoptedRule",
    "Agreement",
    "Amendment",
    "AmendmentAnswer",
    "AmendmentChange",
    "AmendmentComment",
    "AmendmentLetter",
    "AmendmentNotice",
    "Annex",
    "AskedParty",
    "Authority",
    "Chapter",
    "Clause",
    "CommentFor",
    "CommentReply",
    "Cooperation",
    "CouncilDecision",
    "Crossing",
    "Edition",
    "EditionPart",
    "Invitation",
    "Joining",
    "Obligation",
    "Power",
    "Procedure",
    "Purpose",
    "Reminder",
    "ReminderLetter",
    "Rule",
    "RulesOfProcedure",
    "Scheme",
    "SchemeConnection",
    "SizeGroup",
    "Successor",
    "SuccessorDecline",
    "SuccessorSignature",
    "SuccessorTakenBack",
    "Withdrawal",
]
