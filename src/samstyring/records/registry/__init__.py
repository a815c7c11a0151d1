"""What other floors register with records: the sheets of the workbook that earlier facts are taken over from (BG-5).

Open to every app upstairs: an app's `takeover.py` is found by name and registers here.
"""

from .afterwards import Afterwards, register_afterwards
from .cells import (
    Cell,
    Day,
    DecisionNumber,
    Kroner,
    LongText,
    Municipalities,
    Municipality,
    OneOf,
    SomeOf,
    Text,
    WebAddress,
    Whole,
)
from .lookups import Checking, Problem, TakenOverRef, Wrong
from .sheets import (
    Column,
    Follower,
    Row,
    Sheet,
    Taking,
    register,
    register_body_source,
    register_follower,
    register_language_source,
    sheets,
)

__all__ = [
    "Afterwards",
    "Cell",
    "Checking",
    "Column",
    "Day",
    "DecisionNumber",
    "Follower",
    "Kroner",
    "LongText",
    "Municipalities",
    "Municipality",
    "OneOf",
    "Problem",
    "Row",
    "Sheet",
    "SomeOf",
    "TakenOverRef",
    "Taking",
    "Text",
    "WebAddress",
    "Whole",
    "Wrong",
    "register",
    "register_afterwards",
    "register_body_source",
    "register_follower",
    "register_language_source",
    "sheets",
]
