"""What can be asked across the house: the start page, the journal, what a fact rests on, what was sent."""

from .basis import BasisPage, address_of_basis, basis_page
from .feedback import feedback, may_read_feedback
from .journal import JournalPage, journal, may_read_journal
from .outbox import attachment, may_read_outbox, outbox
from .start import Front, StartPage, front, start_page

__all__ = [
    "BasisPage",
    "Front",
    "JournalPage",
    "StartPage",
    "address_of_basis",
    "attachment",
    "basis_page",
    "feedback",
    "front",
    "journal",
    "may_read_feedback",
    "may_read_journal",
    "may_read_outbox",
    "outbox",
    "start_page",
]
