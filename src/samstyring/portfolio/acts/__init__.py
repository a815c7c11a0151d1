"""What can be done in the portfolio: one act per file."""

from .accept_milestone import accept_milestone
from .add_benefit import add_benefit
from .add_entry import add_entry
from .add_milestone import add_milestone
from .add_participant import add_participant
from .add_risk_action import add_risk_action
from .answer_acceptance import answer_acceptance
from .answer_initiative import answer_initiative
from .answer_need import answer_need
from .ask_for_acceptance import ask_for_acceptance
from .ask_for_mandate_comments import ask_for_mandate_comments
from .ask_for_measurements import ask_for_measurements
from .ask_for_reports import ask_for_reports
from .assess_risk import assess_risk
from .attach_project_document import attach_project_document
from .begin_study import begin_study
from .bring_exception_report import bring_exception_report
from .bring_portfolio_report import bring_portfolio_report
from .bring_to_board import bring_to_board
from .choose_project_model import choose_project_model
from .close_entry import close_entry
from .close_initiative import close_initiative
from .close_risk import close_risk
from .close_window import close_window
from .comment_on_mandate import comment_on_mandate
from .cut_scope import cut_scope
from .draft_criteria import draft_criteria
from .draft_mandate import draft_mandate
from .draft_ranking import draft_ranking
from .edit_benefit import edit_benefit
from .edit_criteria import edit_criteria
from .edit_dependency import edit_dependency
from .edit_entry import edit_entry
from .edit_mandate import edit_mandate
from .edit_milestone import edit_milestone
from .edit_programme import edit_programme
from .edit_project import edit_project
from .edit_radar_entry import edit_radar_entry
from .edit_ranked_list import edit_ranked_list
from .edit_ranking import edit_ranking
from .edit_risk import edit_risk
from .edit_study import edit_study
from .end_benefit import end_benefit
from .end_dependency import end_dependency
from .end_programme import end_programme
from .end_support import end_support
from .extend_pause import extend_pause
from .finish_risk_action import finish_risk_action
from .freeze_baseline import freeze_baseline
from .give_forecast import give_forecast
from .import_projects import import_projects
from .import_radar import import_radar
from .invite_to_initiative import invite_to_initiative
from .keep_scope import keep_scope
from .log_change import log_change
from .make_portfolio_report import make_portfolio_report
from .measure_benefit import measure_benefit
from .open_ranked_list import open_ranked_list
from .open_window import open_window
from .pass_decision_point import pass_decision_point
from .pause_project import pause_project
from .place_in_programme import place_in_programme
from .propose_hand_over import propose_hand_over
from .publish_report import publish_report
from .put_willing_on_project import put_willing_on_project
from .raise_risk import raise_risk
from .record_outcome import record_outcome
from .record_outcomes import record_outcomes
from .register_delivered_hours import register_delivered_hours
from .register_dependency import register_dependency
from .register_programme import register_programme
from .register_project import register_project
from .register_radar_entry import register_radar_entry
from .register_risk import register_risk
from .remind_of_initiative import remind_of_initiative
from .remove_milestone import remove_milestone
from .remove_participant import remove_participant
from .reply_to_mandate_comment import reply_to_mandate_comment
from .resume_project import resume_project
from .save_report import save_report
from .score_candidate import score_candidate
from .send_need import send_need
from .support_need import support_need
from .take_workbook import take_workbook
from .tie_radar_entry import tie_radar_entry
from .withdraw_draft import withdraw_draft
from .withdraw_hand_over import withdraw_hand_over
from .withdraw_mandate import withdraw_mandate
from .withdraw_need import withdraw_need
from .write_closing_report import write_closing_report
from .write_concept_note import write_concept_note
from .write_exception_report import write_exception_report
from .write_portfolio_report import write_portfolio_report

__all__ = [
    "accept_milestone",
    "add_benefit",
    "add_entry",
    "add_milestone",
    "add_participant",
    "add_risk_action",
    "answer_acceptance",
    "answer_initiative",
    "answer_need",
    "ask_for_acceptance",
    "ask_for_mandate_comments",
    "ask_for_measurements",
    "ask_for_reports",
    "assess_risk",
    "attach_project_document",
    "begin_study",
    "bring_exception_report",
    "bring_portfolio_report",
    "bring_to_board",
    "choose_project_model",
    "close_entry",
    "close_initiative",
    "close_risk",
    "close_window",
    "comment_on_mandate",
    "cut_scope",
    "draft_criteria",
    "draft_mandate",
    "draft_ranking",
    "edit_benefit",
    "edit_criteria",
    "edit_dependency",
    "edit_entry",
    "edit_mandate",
    "edit_milestone",
    "edit_programme",
    "edit_project",
    "edit_radar_entry",
    "edit_ranked_list",
    "edit_ranking",
    "edit_risk",
    "edit_study",
    "end_benefit",
    "end_dependency",
    "end_programme",
    "end_support",
    "extend_pause",
    "finish_risk_action",
    "freeze_baseline",
    "give_forecast",
    "import_projects",
    "import_radar",
    "invite_to_initiative",
    "keep_scope",
    "log_change",
    "make_portfolio_report",
    "measure_benefit",
    "open_ranked_list",
    "open_window",
    "pass_decision_point",
    "pause_project",
    "place_in_programme",
    "propose_hand_over",
    "publish_report",
    "put_willing_on_project",
    "raise_risk",
    "record_outcome",
    "record_outcomes",
    "register_delivered_hours",
    "register_dependency",
    "register_programme",
    "register_project",
    "register_radar_entry",
    "register_risk",
    "remind_of_initiative",
    "remove_milestone",
    "remove_participant",
    "reply_to_mandate_comment",
    "resume_project",
    "save_report",
    "score_candidate",
    "send_need",
    "support_need",
    "take_workbook",
    "tie_radar_entry",
    "withdraw_draft",
    "withdraw_hand_over",
    "withdraw_mandate",
    "withdraw_need",
    "write_closing_report",
    "write_concept_note",
    "write_exception_report",
    "write_portfolio_report",
]
