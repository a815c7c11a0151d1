"""Begin the study of a need or of a candidate."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.numbering import next_number
from samstyring.parties.models import Organisation

from ..errors import AlreadyStudied
from ..models import Need, Project, Study
from ..queries import studies
from ..queries.charter import invited_ids
from ..rules.studies import require_author, require_studied


@acts.act(says=gettext_lazy("%(who)s began the study %(study)s (%(code)s)"))
def begin_study(
    *,
    author: str,
    need: Need | None = None,
    project: Project | None = None,
    organisation: Organisation | None = None,
    due_on: date | None = None,
    by: Actor,
    at: datetime,
) -> Study:
    """Begin a study of a need that is answered with it, or of a candidate: one of the two (FO-7).

    `author` writes the concept note, by role; `organisation` is the municipality that does it, none for the
    secretariat. The code (K-22-003) is gapless per year. Raises NotToStudy, AlreadyStudied, InvalidInput.
    """
    today = clock.local_date(at)
    subject = need or project
    if subject is None or (need is not None and project is not None):
        raise InvalidInput({"need": _("Choose what is studied.")})
    require_studied(need, project)
    if studies.study_of(need=need, project=project) is not None:
        raise AlreadyStudied
    if organisation is not None and organisation.pk not in invited_ids(today):
        raise InvalidInput({"organisation": _("The agreement is not open to this municipality.")})
    study: Study = Study.objects.create(
        code=f"K-{today:%y}-{next_number(f'K/{today.year}'):03d}",
        name=subject.name,
        need=need,
        project=project,
        organisation=organisation,
        author=require_author(author),
        due_on=due_on,
        begun_by_id=by.person_id,
        begun_at=at,
    )
    concerned = [row for row in (subject, organisation, need.organisation if need else None) if row is not None]
    acts.record(study, *concerned, study=study.name, code=study.code)
    return study
