"""The fixed words of the templates, in the document's language."""

import re
from collections.abc import Callable

from django.utils.translation import override, pgettext

CLAUSE = re.compile(r"[A-ZÆØÅ]{1,4}-?\d[\w.]*")
"""What an id of a clause looks like: "SG-3", "§ 4" is none."""


def labels(template: str, language: str) -> dict[str, str]:
    """Return the words that a template prints of its own, by the name that it calls them."""
    with override(language):
        return {**_common(), **_OF_TEMPLATE[template]()}


def _common() -> dict[str, str]:
    return {
        "example": pgettext("document", "EXAMPLE"),
        "page": pgettext("document", "Page {page} of {pages}"),
        "exempt": pgettext("document", "Left out: exempt from public access"),
        "files": pgettext("document", "Attachments"),
        "files_note": pgettext(
            "document",
            "These files are not part of this document. The checksum shows whether a copy is the one that was sent.",
        ),
        "file": pgettext("document", "File"),
        "size": pgettext("document", "Size"),
        "checksum": pgettext("document", "Checksum (SHA-256)"),
        "condition": pgettext("document", "Condition"),
        "confirmed_by": pgettext("document", "Confirmed by"),
        "latest": pgettext("document", "At the latest"),
        "requirement": pgettext("document", "Requirement"),
        "passed_over": pgettext("document", "Requirements not met that were passed over"),
        "reason": pgettext("document", "Reason"),
        "seat": pgettext("document", "Seat"),
        "name": pgettext("document", "Name"),
        "position": pgettext("document", "Position"),
        "remark": pgettext("document", "Remark or reason"),
        "action": pgettext("document", "Action"),
        "responsible": pgettext("document", "Responsible"),
        "deadline": pgettext("document", "Deadline"),
        "how": pgettext("document", "How it came about"),
        "advice": pgettext("document", "Advice of an advising body"),
        "leader_reasons": pgettext("document", "The leader's reasons"),
    }


def _papers() -> dict[str, str]:
    return {
        "called": pgettext("document", "Called"),
        "role": pgettext("document", "Role"),
        "agenda": pgettext("document", "Agenda"),
        "number": pgettext("document", "No."),
        "item": pgettext("document", "Item"),
        "kind": pgettext("document", "Kind"),
        "on_page": pgettext("document", "Page"),
        "withdrawn": pgettext("document", "Withdrawn"),
        "reference": pgettext("document", "Reference"),
        "presenter": pgettext("document", "Presented by"),
        "background": pgettext("document", "Background"),
        "assessment": pgettext("document", "Assessment"),
        "recommendation": pgettext("document", "Recommendation"),
        "proposals": pgettext("document", "Proposed decision"),
        "point": pgettext("document", "Point"),
        "before": pgettext("document", "In force"),
        "after": pgettext("document", "Proposed"),
        "requirements": pgettext("document", "Requirements before the decision"),
        "state": pgettext("document", "State"),
        "met": pgettext("document", "Met"),
        "unmet": pgettext("document", "Not met"),
        "must": pgettext("document", "must"),
        "should": pgettext("document", "should"),
        "heard": pgettext("document", "What those represented say"),
        "asked": pgettext("document", "Asked"),
        "answered": pgettext("document", "Answered"),
        "answer": pgettext("document", "Answer"),
        "meeting_files": pgettext("document", "Attachments to the meeting"),
        "changes": pgettext("document", "What has changed"),
        "change": pgettext("document", "Change"),
        "legend": pgettext(
            "document", "In the changed texts, what is new is underlined and what is gone is struck out."
        ),
    }


def _minutes() -> dict[str, str]:
    return {
        "attendance": pgettext("document", "Attendance"),
        "present": pgettext("document", "Present"),
        "absent": pgettext("document", "Absent"),
        "others": pgettext("document", "Others"),
        "role": pgettext("document", "Role"),
        "represents": pgettext("document", "Represents"),
        "note": pgettext("document", "Note"),
        "nobody": pgettext("document", "Nobody"),
        "withdrawn": pgettext("document", "Withdrawn"),
        "decision": pgettext("document", "Decision"),
        "positions": pgettext("document", "Positions"),
        "actions": pgettext("document", "Actions"),
        "disqualified": pgettext("document", "Disqualification"),
        "statements": pgettext("document", "Statements of observers"),
        "basis": pgettext("document", "Under"),
        "corrections": pgettext("document", "Corrections"),
        "check": pgettext("document", "Check a copy"),
        "all_actions": pgettext("document", "All actions from the meeting"),
        "number": pgettext("document", "No."),
    }


def _decision() -> dict[str, str]:
    return {
        "decision": pgettext("document", "Decision"),
        "why": pgettext("document", "Why it stands"),
        "clauses": pgettext("document", "Under the agreement"),
        "positions": pgettext("document", "Positions"),
        "conditions": pgettext("document", "Conditions"),
        "effects": pgettext("document", "What it brings into force"),
        "effect": pgettext("document", "Effect"),
        "state": pgettext("document", "State"),
        "date": pgettext("document", "Date"),
        "actions": pgettext("document", "Actions"),
        "trail": pgettext("document", "How it got here"),
    }


def _conformance() -> dict[str, str]:
    return {
        "summary": pgettext("document", "Summary"),
        "state": pgettext("document", "State"),
        "count": pgettext("document", "Obligations"),
        "source": pgettext("document", "Source"),
        "obligation": pgettext("document", "Obligation"),
        "evidence": pgettext("document", "Evidence"),
    }


_OF_TEMPLATE: dict[str, Callable[[], dict[str, str]]] = {
    "papers": _papers,
    "late_papers": _papers,
    "minutes": _minutes,
    "decision": _decision,
    "conformance": _conformance,
    "simple": dict,
    "list": dict,
}


def clause_words(source: str) -> str:
    """Return where a rule comes from, in words: "clause SG-3", "rules of procedure §4", "not regulated".

    `source` is one or several clause ids parted by comma, or a kind of source ("rules_of_procedure:§4"). What is in
    words already is left as it is. In the language that is active.
    """
    kinds = {
        "not_regulated": pgettext("document", "not regulated"),
        "rules_of_procedure": pgettext("document", "rules of procedure"),
        "statute": pgettext("document", "statute"),
        "project_model": pgettext("document", "project model"),
    }
    words = []
    for part in filter(None, (part.strip() for part in source.split(","))):
        kind, _colon, rest = part.partition(":")
        if kind in kinds:
            words.append(f"{kinds[kind]} {rest}".strip())
        elif CLAUSE.fullmatch(part):
            words.append(pgettext("document", "clause {id}").format(id=part.replace("-", "\u2011")))
        else:
            words.append(part)
    return ", ".join(words)
