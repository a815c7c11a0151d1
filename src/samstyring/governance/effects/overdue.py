"""Bringing what is overdue back to the body that decided it (SG-8)."""

from datetime import datetime

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.errors import OtherBodyDecides
from samstyring.kernel.acts import effect
from samstyring.kernel.clock import local_date
from samstyring.kernel.models import Basis
from samstyring.ui import richtext

from ..models import Case, Meeting
from ..queries.actions import overdue
from ..registry import matters
from ..rules.actions import deadline_words
from .cases import make_case, make_proposal

TAKE_NOTE = "governance.take_note"


@effect
def overdue_case(*, meeting: Meeting, at: datetime, basis: Basis | None = None) -> Case | None:
    """Make a case for information of the body's follow-up that is overdue, each with who and since when.

    None where nothing is overdue, or where the charter gives the body no such authority.
    """
    today = local_date(at)
    late = list(overdue(today, meeting.body_id).order_by("due"))
    if not late:
        return None
    try:
        charter.authority(TAKE_NOTE, meeting.body.key, today)
    except OtherBodyDecides:
        return None
    lines = [
        _("%(who)s: %(what)s (%(label)s, deadline %(day)s)")
        % {
            "who": each.organisation.name,
            "what": each.text,
            "label": each.decision.label,
            "day": deadline_words(each),
        }
        for each in late
    ]
    items = [{"content": [{"text": line}], "lists": []} for line in lines]
    tree = richtext.normalise({"type": "doc", "content": [{"type": "bullet_list", "items": items}]})
    case = make_case(
        body=meeting.body,
        kind=Case.Kind.INFORMATION,
        title=_("Follow-up of decisions: what is overdue"),
        background=richtext.canonical(tree),
        at=at,
        basis=basis,
    )
    make_proposal(case=case, matter=TAKE_NOTE, payload={}, wording=matters[TAKE_NOTE].wording({}))
    return case
