"""What can be done with the agreement: one act per file."""

from .answer_amendment import answer_amendment
from .ask_for_comments import ask_for_comments
from .choose_crossings import choose_crossings
from .comment_on_amendment import comment_on_amendment
from .conclude_amendment import conclude_amendment
from .draft_amendment import draft_amendment
from .drop_proposed_clause import drop_proposed_clause
from .edit_amendment import edit_amendment
from .edit_successor import edit_successor
from .end_scheme_connection import end_scheme_connection
from .found import found
from .give_notice import give_notice
from .invite_several import invite_several
from .invite_to_join import invite_to_join
from .prepare_successor import prepare_successor
from .propose_clause import propose_clause
from .register_council_decision import register_council_decision
from .register_merger import register_merger
from .register_scheme_connection import register_scheme_connection
from .register_signature import register_signature
from .register_split import register_split
from .register_successor_decline import register_successor_decline
from .register_successor_signature import register_successor_signature
from .remind_of_amendment import remind_of_amendment
from .reply_to_comment import reply_to_comment
from .send_amendment import send_amendment
from .send_reminders import send_reminders
from .set_secretariat_mailbox import set_secretariat_mailbox
from .succeed import succeed
from .take_back_notice import take_back_notice
from .take_back_successor_answer import take_back_successor_answer
from .update_charter import update_charter
from .withdraw_amendment import withdraw_amendment
from .withdraw_invitation import withdraw_invitation
from .withdraw_successor import withdraw_successor

__all__ = [
    "answer_amendment",
    "ask_for_comments",
    "choose_crossings",
    "comment_on_amendment",
    "conclude_amendment",
    "draft_amendment",
    "drop_proposed_clause",
    "edit_amendment",
    "edit_successor",
    "end_scheme_connection",
    "found",
    "give_notice",
    "invite_several",
    "invite_to_join",
    "prepare_successor",
    "propose_clause",
    "register_council_decision",
    "register_merger",
    "register_scheme_connection",
    "register_signature",
    "register_split",
    "register_successor_decline",
    "register_successor_signature",
    "remind_of_amendment",
    "reply_to_comment",
    "send_amendment",
    "send_reminders",
    "set_secretariat_mailbox",
    "succeed",
    "take_back_notice",
    "take_back_successor_answer",
    "update_charter",
    "withdraw_amendment",
    "withdraw_invitation",
    "withdraw_successor",
]
