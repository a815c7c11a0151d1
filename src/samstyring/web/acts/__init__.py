"""What can be done with the pages themselves: one act per file."""

from .give_feedback import give_feedback
from .move_clock import move_clock

__all__ = ["give_feedback", "move_clock"]
