"""What happens among the parties because something governed says so: writers that take a basis."""

from .correct_address import correct_address
from .hold_offices import end_holding, hold_office
from .letters import keep_letter
from .succeed import count_inhabitants, split_off, succeed
from .write_groups import write_groups
from .write_offices import write_office
from .write_organisations import write_organisation

__all__ = [
    "correct_address",
    "count_inhabitants",
    "end_holding",
    "hold_office",
    "keep_letter",
    "split_off",
    "succeed",
    "write_groups",
    "write_office",
    "write_organisation",
]
