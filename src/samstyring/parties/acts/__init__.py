"""What can be done with people and offices: one act per file."""

from .appoint import appoint
from .edit_person import edit_person
from .end_office import end_office
from .register_person import register_person

__all__ = ["appoint", "edit_person", "end_office", "register_person"]
