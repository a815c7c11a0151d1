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
from .registering import EndConnection, SecretariatMailbox

__all__ = [
    "Agreement",
    "BoardAsked",
    "Conformance",
    "ConformanceFile",
    "ConnectToScheme",
    "Editions",
    "EndConnection",
    "OneClause",
    "RegisterSignature",
    "SecretariatMailbox",
]
