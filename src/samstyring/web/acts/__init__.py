"""What can be done with the pages themselves: one act per file."""

from .give_feedback import give_feedback

__all__ = ["give_feedback"]
