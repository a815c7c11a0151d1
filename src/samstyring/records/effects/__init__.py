"""Writers that join a running act."""

from ..uploads import Upload
from .answers import HowItCame, is_registered, say_who_answered
from .asking import plan_reminder, put_question
from .documents import keep_evidence, make_document, store
from .releases import release_document

__all__ = [
    "HowItCame",
    "Upload",
    "is_registered",
    "keep_evidence",
    "make_document",
    "plan_reminder",
    "put_question",
    "release_document",
    "say_who_answered",
    "store",
]
