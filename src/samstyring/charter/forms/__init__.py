"""The forms of the agreement."""

from .agreement import (
    DayForm,
    SchemeConnectionForm,
    SignatureForm,
    day_asked,
)

__all__ = [
    "DayForm",
    "SchemeConnectionForm",
    "SignatureForm",
    "day_asked",
]
