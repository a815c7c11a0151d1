"""What can be done with the agreement: one act per file."""

from .end_scheme_connection import end_scheme_connection
from .found import found
from .give_notice import give_notice
from .invite_to_join import invite_to_join
from .register_council_decision import register_council_decision
from .register_scheme_connection import register_scheme_connection
from .register_signature import register_signature
from .set_secretariat_mailbox import set_secretariat_mailbox
from .take_back_notice import take_back_notice
from .withdraw_invitation import withdraw_invitation

__all__ = [
    "end_scheme_connection",
    "found",
    "give_notice",
    "invite_to_join",
    "register_council_decision",
    "register_scheme_connection",
    "register_signature",
    "set_secretariat_mailbox",
    "take_back_notice",
    "withdraw_invitation",
]
