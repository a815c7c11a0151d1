"""The rules of procedure that this floor reads; each is checked where its key is asked for (`rule_of`)."""

from django.utils.translation import gettext_lazy as _

from samstyring.charter.registry import RuleKind, register_rule

from ..rules import publicity

KINDS = (
    RuleKind("notice_days", _("Notice of meetings"), "days", help=_("From the summons to the day of the meeting.")),
    RuleKind(
        "late_items",
        _("Items that come late"),
        "choice",
        {
            "meeting_agrees": _("Taken up if the meeting agrees at its first item"),
            "refused": _("Not taken up"),
        },
    ),
    RuleKind("quorum", _("Quorum"), "seats", help=_("How many seats with a say must be present to decide.")),
    RuleKind("substitutes", _("Substitutes"), "yes_no", help=_("Whether another can meet for a member.")),
    RuleKind(
        "disqualification",
        _("Disqualification"),
        "yes_no",
        help=_("Whether a member who is found to be disqualified must stand aside from the item."),
    ),
    RuleKind(
        "renewed_attempt",
        _("Another attempt at consensus"),
        "yes_no",
        help=_("Whether it must be tried once more before the leader decides."),
    ),
    RuleKind(
        "advice",
        _("Advice to another body"),
        "choice",
        {
            "consensus": _("By consensus: a member who does not share it keeps the body from giving it"),
            "majority": _("By majority of those present"),
        },
        help=_("Not regulated: the chair sums up, and whoever does not share it is named."),
    ),
    RuleKind(
        "written_procedure",
        _("Written procedure"),
        "yes_no",
        help=_("Whether the body can decide between meetings."),
    ),
    RuleKind(
        "written_objection",
        _("An objection in a written procedure"),
        "choice",
        {
            "to_meeting": _("Sends the case to a meeting"),
            "counted": _("Is counted like a vote in a meeting, where the majority decides"),
        },
        help=_("Not regulated: it sends the case to a meeting. A demand for a meeting always does."),
    ),
    RuleKind(
        "written_answers",
        _("Answers in a written procedure"),
        "choice",
        {
            "all": _("Every seat that is asked must have answered"),
            "quorum": _("As many must have answered as must be present in a meeting"),
        },
        help=_("Not regulated: consensus needs an answer from every seat that is asked. Silence is no support."),
    ),
    RuleKind(
        "remind_silent_days",
        _("Reminder of an answer that is asked for"),
        "days",
        help=_(
            "How many days before the last day those who are silent are reminded, in a written procedure and when input "
            "on a case is asked for. Not regulated: two days."
        ),
    ),
    RuleKind(
        "minutes_by_silence_days",
        _("Minutes approved by silence"),
        "days",
        help=_("After how many days minutes that nobody remarked on are approved."),
    ),
    RuleKind(
        "observers_voice",
        _("Observers may speak"),
        "yes_no",
        stated=_("Said in the meeting room. It is for the chair to give them the floor; they take no position."),
    ),
    RuleKind(
        publicity.RULE,
        _("What is made public"),
        "choice",
        {
            publicity.CLOSED: _("Nothing, as a rule"),
            publicity.DECISIONS: _("Decisions and approved minutes"),
            publicity.PAPERS: _("Decisions, approved minutes, and the summons with its papers"),
        },
        help=_(
            "What the rule makes public stands on the work list until a named person has read and released it. To release "
            "anything else takes a reason, which is shown. Not regulated: neither is asked."
        ),
    ),
)

for _kind in KINDS:
    register_rule(_kind)
