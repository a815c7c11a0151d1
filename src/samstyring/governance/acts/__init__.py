"""What can be done: one act per file. Reading this folder is reading the rulebook."""

from .accept_late_item import accept_late_item
from .add_plan_entry import add_plan_entry
from .add_proposal import add_proposal
from .answer_as_substitute import answer_as_substitute
from .answer_evaluation import answer_evaluation
from .answer_in_writing import answer_in_writing
from .answer_input import answer_input
from .appoint_member import appoint_member
from .appoint_substitute import appoint_substitute
from .approve_minutes_by_silence import approve_minutes_by_silence
from .approve_summons import approve_summons
from .ask_for_input import ask_for_input
from .ask_for_more_time import ask_for_more_time
from .bring_evaluation import bring_evaluation
from .bring_up_decisions import bring_up_decisions
from .call_meeting import call_meeting
from .cancel_meeting import cancel_meeting
from .change_plan_entry import change_plan_entry
from .change_text import change_text
from .change_written_text import change_written_text
from .close_action import close_action
from .close_meeting import close_meeting
from .comment_on_case import comment_on_case
from .conclude_written_procedure import conclude_written_procedure
from .confirm_condition import confirm_condition
from .correct_minutes import correct_minutes
from .decide_as_leader import decide_as_leader
from .designate_leader import designate_leader
from .draft_minutes import draft_minutes
from .edit_case import edit_case
from .edit_proposal import edit_proposal
from .end_substitute import end_substitute
from .find_consensus import find_consensus
from .find_majority import find_majority
from .freeze_agenda import freeze_agenda
from .give_advice import give_advice
from .give_chair import give_chair
from .give_standing_instruction import give_standing_instruction
from .grant_extension import grant_extension
from .move_meeting import move_meeting
from .open_case import open_case
from .open_evaluation import open_evaluation
from .open_meeting import open_meeting
from .open_round import open_round
from .open_written_procedure import open_written_procedure
from .order_agenda import order_agenda
from .pass_over_requirement import pass_over_requirement
from .plan_meeting import plan_meeting
from .plan_next_year import plan_next_year
from .postpone_item import postpone_item
from .prepare_written_procedure import prepare_written_procedure
from .put_on_agenda import put_on_agenda
from .raise_disqualification import raise_disqualification
from .record_attendance import record_attendance
from .record_no_objection import record_no_objection
from .record_position import record_position
from .record_statement import record_statement
from .refuse_extension import refuse_extension
from .register_late_decision import register_late_decision
from .register_regrets import register_regrets
from .release_decision import release_decision
from .release_minutes import release_minutes
from .release_papers import release_papers
from .remark_on_minutes import remark_on_minutes
from .remind_in_writing import remind_in_writing
from .remove_plan_entry import remove_plan_entry
from .remove_proposal import remove_proposal
from .reopen_comment import reopen_comment
from .report_action import report_action
from .report_back import report_back
from .resolve_comment import resolve_comment
from .return_to_agenda import return_to_agenda
from .revoke_designation import revoke_designation
from .revoke_standing_instruction import revoke_standing_instruction
from .rule_on_disqualification import rule_on_disqualification
from .seat_holder import seat_holder
from .send_back_item import send_back_item
from .send_late_papers import send_late_papers
from .send_minutes import send_minutes
from .set_review_date import set_review_date
from .sign_minutes import sign_minutes
from .take_back_version import take_back_version
from .take_note import take_note
from .take_off_agenda import take_off_agenda
from .take_up_item import take_up_item
from .withdraw_case import withdraw_case
from .withdraw_item import withdraw_item
from .withdraw_position import withdraw_position
from .withdraw_regrets import withdraw_regrets
from .withdraw_written_procedure import withdraw_written_procedure
from .write_account import write_account
from .write_evaluation_questions import write_evaluation_questions

__all__ = [
    "accept_late_item",
    "add_plan_entry",
    "add_proposal",
    "answer_as_substitute",
    "answer_evaluation",
    "answer_in_writing",
    "answer_input",
    "appoint_member",
    "appoint_substitute",
    "approve_minutes_by_silence",
    "approve_summons",
    "ask_for_input",
    "ask_for_more_time",
    "bring_evaluation",
    "bring_up_decisions",
    "call_meeting",
    "cancel_meeting",
    "change_plan_entry",
    "change_text",
    "change_written_text",
    "close_action",
    "close_meeting",
    "comment_on_case",
    "conclude_written_procedure",
    "confirm_condition",
    "correct_minutes",
    "decide_as_leader",
    "designate_leader",
    "draft_minutes",
    "edit_case",
    "edit_proposal",
    "end_substitute",
    "find_consensus",
    "find_majority",
    "freeze_agenda",
    "give_advice",
    "give_chair",
    "give_standing_instruction",
    "grant_extension",
    "move_meeting",
    "open_case",
    "open_evaluation",
    "open_meeting",
    "open_round",
    "open_written_procedure",
    "order_agenda",
    "pass_over_requirement",
    "plan_meeting",
    "plan_next_year",
    "postpone_item",
    "prepare_written_procedure",
    "put_on_agenda",
    "raise_disqualification",
    "record_attendance",
    "record_no_objection",
    "record_position",
    "record_statement",
    "refuse_extension",
    "register_late_decision",
    "register_regrets",
    "release_decision",
    "release_minutes",
    "release_papers",
    "remark_on_minutes",
    "remind_in_writing",
    "remove_plan_entry",
    "remove_proposal",
    "reopen_comment",
    "report_action",
    "report_back",
    "resolve_comment",
    "return_to_agenda",
    "revoke_designation",
    "revoke_standing_instruction",
    "rule_on_disqualification",
    "seat_holder",
    "send_back_item",
    "send_late_papers",
    "send_minutes",
    "set_review_date",
    "sign_minutes",
    "take_back_version",
    "take_note",
    "take_off_agenda",
    "take_up_item",
    "withdraw_case",
    "withdraw_item",
    "withdraw_position",
    "withdraw_regrets",
    "withdraw_written_procedure",
    "write_account",
    "write_evaluation_questions",
]
