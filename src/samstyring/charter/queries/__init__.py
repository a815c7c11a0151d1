"""What can be asked of the agreement."""

from ..founding import json_schema, outline
from .conformance import Board, Duty, Shown, as_data, conformance
from .deciding import WhoDecides, authority, powers_on, rule_on, rules_on, who_decides
from .editions import (
    agreement_on,
    cooperation,
    edition_on,
    installation_mode,
    is_founded,
    names_in,
    number_written,
    said,
    said_in,
    term_on,
    today_term,
)
from .parties import (
    Parties,
    Standing,
    invited_to,
    is_party,
    not_connected,
    parties_on,
    scheme,
    schemes,
    standing,
)
from .printed import printed_board
from .text import AgreementPage, ClausePage, agreement_page, clause_page, done_under, editions

__all__ = [
    "AgreementPage",
    "Board",
    "ClausePage",
    "Duty",
    "Parties",
    "Shown",
    "Standing",
    "WhoDecides",
    "agreement_on",
    "agreement_page",
    "as_data",
    "authority",
    "clause_page",
    "conformance",
    "cooperation",
    "done_under",
    "edition_on",
    "editions",
    "installation_mode",
    "invited_to",
    "is_founded",
    "is_party",
    "json_schema",
    "names_in",
    "not_connected",
    "number_written",
    "outline",
    "parties_on",
    "powers_on",
    "printed_board",
    "rule_on",
    "rules_on",
    "said",
    "said_in",
    "scheme",
    "schemes",
    "standing",
    "term_on",
    "today_term",
    "who_decides",
]
