"""Ask municipalities whether they accept to own or take part in a project."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.queries import people_to_ask
from samstyring.records.effects import put_question
from samstyring.records.errors import NoOneToAsk
from samstyring.ui import formats

from .. import queries
from ..errors import NotAsked
from ..models import Participation, Project, QuestionLetter
from ..rules.projects import require_open

QUESTION = "portfolio.acceptance"


@acts.act(says=_("%(who)s asked %(parties)s to accept the project %(project)s"))
def ask_for_acceptance(
    *,
    project: Project,
    participations: Sequence[Participation],
    answer_by: date,
    by: Actor,
    at: datetime,
) -> Project:
    """Send each party's contact, or else its chief executive, a link to the one question, to be answered by a day.

    Raises NoOneToAsk when some of them have nobody with an e-mail address (nobody is asked then), NotAsked for a
    party that is off the project, InvalidInput for a deadline in the past or when nobody is chosen.
    """
    require_open(project)
    today = clock.local_date(at)
    if answer_by < today:
        raise InvalidInput({"answer_by": _("The deadline cannot be in the past.")})
    keys = [participation.pk for participation in participations]
    rows = list(project.participations.standing().filter(pk__in=keys).select_related("organisation").order_by("pk"))
    if not rows:
        raise InvalidInput({"participations": _("Choose at least one municipality to ask.")})
    if len(rows) != len(set(keys)):
        raise NotAsked
    people = people_to_ask([row.organisation_id for row in rows], today)
    unreachable = [str(row.organisation) for row in rows if row.organisation_id not in people]
    if unreachable:
        raise NoOneToAsk(
            NoOneToAsk.message % {"parties": formats.sentence(unreachable)},
            clause=queries.clauses_on(today).anchoring or None,
            field="participations",
        )
    links: dict[str, UUID] = {}
    for row in rows:
        person = people[row.organisation_id]
        row.asked_at, row.asked_to, row.answer_by = at, person, answer_by
        row.save(update_fields=["asked_at", "asked_to", "answer_by"])
        letter = QuestionLetter.objects.filter(participation=row).first() or QuestionLetter(participation=row)
        put_question(letter=letter, question=QUESTION, about=row, person=person, answer_by=answer_by)
        links[str(row.pk)] = letter.link_id
    acts.record(
        project,
        *[row.organisation for row in rows],
        project=str(project),
        parties=formats.sentence(row.organisation for row in rows),
        answer_by=answer_by,
        links=links,
    )
    return project
