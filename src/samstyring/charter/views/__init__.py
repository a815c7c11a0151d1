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

__all__ = [
    "Agreement",
    "BoardAsked",
    "Conformance",
    "ConformanceFile",
    "ConnectToScheme",
    "Editions",
    "OneClause",
    "RegisterSignature",
]
