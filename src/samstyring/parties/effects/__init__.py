"""What happens among the parties because something governed says so: writers that take a basis."""

from .hold_offices import end_holding, hold_office
from .letters import keep_letter
from .succeed import succeed
from .write_groups import write_groups
from .write_offices import write_office
from .write_organisations import write_organisation

__all__ = ["end_holding", "hold_office", "keep_letter", "succeed", "write_groups", "write_office", "write_organisation"]
