"""The pages of the agreement."""

from .agreement import (
    Agreement,
    BoardAsked,
    Conformance,
    ConformanceFile,
    ConnectToScheme,
    Editions,
    OneClause,
    RegisterSignature,
)
from .joining import EditionText, InviteSeveral, InviteToJoin, Party, RegisterCouncilDecision, WithdrawInvitation
from .leaving import GiveNotice, TakeBackNotice
from .merger import RegisterMerger, RegisterSplit
from .registering import EndConnection, SecretariatMailbox
from .reminders import SendReminders
from .standing import WhoIsWhere

__all__ = [
    "Agreement",
    "BoardAsked",
    "Conformance",
    "ConformanceFile",
    "ConnectToScheme",
    "EditionText",
    "Editions",
    "EndConnection",
    "GiveNotice",
    "InviteSeveral",
    "InviteToJoin",
    "OneClause",
    "Party",
    "RegisterCouncilDecision",
    "RegisterMerger",
    "RegisterSignature",
    "RegisterSplit",
    "SecretariatMailbox",
    "SendReminders",
    "TakeBackNotice",
    "WhoIsWhere",
    "WithdrawInvitation",
]
