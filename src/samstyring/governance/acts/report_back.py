"""Tell those who were asked for input what came of it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.errors import NoOneToAsk
from samstyring.ui import formats

from ..effects.input import send_report
from ..errors import NobodyToReportTo, NothingToReport
from ..models import Case, InputReport, InputReportParty, Seat
from ..queries import visible
from ..queries.input_reports import to_report
from ..queries.standing import person_acting
from ..rules.cases import SETTLED


@acts.act(
    says=_("%(who)s reported back to %(parties)s on the case %(case)s"),
    scope=lambda **a: [f"seat:{a['seat'].pk}"] if a["seat"] is not None else [],
)
def report_back(*, case: Case, seat: Seat | None, text: str, by: Actor, at: datetime) -> InputReport:
    """Send those who were asked or heard in a settled case one letter with what came of it, in own words (SR-1).

    The holder of a seat tells those whom it speaks for; the secretariat tells for a seat, or, without one, for all. The
    letter shows the decision itself only where it is released; of an exempt case it names the reference alone.
    Raises NotThere, NothingToReport, NobodyToReportTo, NoOneToAsk (nobody has an e-mail address), InvalidInput.
    """
    visible.case(case.pk, by)
    if seat is not None and seat.body_id != case.body_id:
        raise InvalidInput({"seat": _("This seat belongs to another body.")})
    if case.state not in SETTLED:
        raise NothingToReport
    if not text.strip():
        raise InvalidInput({"text": _("Write what came of it.")})
    found = to_report(case, seat, clock.local_date(at))
    if not found.people:
        if not found.unreachable:
            raise NobodyToReportTo
        names = formats.sentence(row.name for row in found.unreachable)
        raise NoOneToAsk(NoOneToAsk.message % {"parties": names})
    report = InputReport.objects.create(
        case=case, seat=seat, text=text.strip(), reported_at=at, reported_by=person_acting(by)
    )
    InputReportParty.objects.bulk_create(
        InputReportParty(report=report, organisation=row, person=person) for row, person in found.people.items()
    )
    send_report(report=report, people=dict.fromkeys(found.people.values()))
    acts.record(
        case,
        *found.people,
        report,
        case=case.reference,
        parties=formats.sentence(row.name for row in found.people),
    )
    return report
