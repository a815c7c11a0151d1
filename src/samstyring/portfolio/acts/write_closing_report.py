"""Write a project's closing report."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.records.effects import keep_evidence
from samstyring.records.uploads import Upload

from ..closing_reports import packaged
from ..effects.closing import print_closing_report
from ..models import ClosingReport, Project
from ..queries import closing
from ..queries.charter import parties_to_choose
from ..rules.closing import require_closing, require_hand_over, require_receiver, require_told


@acts.act(
    says=_("%(who)s wrote the closing report of %(project)s, version %(number)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def write_closing_report(
    *,
    project: Project,
    told: Mapping[str, str],
    ends_on: date,
    cost: int,
    receiver: Organisation | None = None,
    receiver_name: str = "",
    handed_over_on: date | None = None,
    accepted_by: str = "",
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> ClosingReport:
    """Write what the project reached, what it cost (øre) and took, and who takes over; a later version counts (GP-2).

    `told` is the text of each part of the template, by its key. One of the municipalities takes over, or somebody
    outside the agreement by name. The project is closed by its decision point, not by this. A hand-over that has
    happened stands in later versions until another is given. Each version is printed once, as a document in the
    co-operation's language. Raises ProjectOver, NotStarted, InvalidInput, FileEmpty, FileRefused.
    """
    project = Project.objects.select_for_update().get(pk=project.pk)
    require_closing(project)
    today, template, accepted_by = clock.local_date(at), packaged(), accepted_by.strip()[:200]
    parts = require_told(template, told, cost)
    require_hand_over(handed_over_on, accepted_by, has_evidence=evidence is not None, today=today)
    receiver_name = receiver_name.strip()[:200]
    require_receiver(receiver, receiver_name, {party.pk for party, _signed in parties_to_choose(today)})
    last = closing.last_report(project)
    kept, whose = None, (receiver, receiver_name)
    if evidence is not None:
        title = str(_("Hand-over of %(project)s") % {"project": project})
        kept = keep_evidence(upload=evidence, title=title, about=project, received_from=accepted_by)
    elif last is not None and last.evidence is not None and (last.receiver, last.receiver_name) == whose:
        handed_over_on, accepted_by, kept = last.handed_over_on, last.accepted_by, last.evidence
    against = closing.measured_against(project, today)
    made = ClosingReport(
        project=project,
        number=last.number + 1 if last else 1,
        template=f"{template.key} {template.edition}",
        parts=parts,
        planned_end=against.ends_on,
        planned_cost=against.cost,
        ends_on=ends_on,
        cost=cost,
        receiver=receiver,
        receiver_name=receiver_name,
        handed_over_on=handed_over_on,
        accepted_by=accepted_by,
        evidence=kept,
        by_id=by.person_id,
        at=at,
    )
    made.document = print_closing_report(report=made)
    made.save(force_insert=True)
    acts.record(project, made, project=str(project), number=made.number, receiver=made.to)
    return made
