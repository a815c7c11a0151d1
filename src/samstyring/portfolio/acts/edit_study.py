"""Say anew who studies something, and by when."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation

from ..models import Study
from ..queries.charter import invited_ids
from ..rules.studies import require_author, require_latest


@acts.act(says=gettext_lazy("%(who)s changed who studies %(study)s (%(code)s), or by when"))
def edit_study(
    *,
    study: Study,
    author: str,
    organisation: Organisation | None = None,
    due_on: date | None = None,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Study:
    """Say who writes the concept note from now on, and by when it is to be ready (FO-7). Raises Stale, InvalidInput."""
    study = Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
    require_latest(study, revision)
    if organisation is not None and organisation.pk not in invited_ids(clock.local_date(at)):
        raise InvalidInput({"organisation": _("The agreement is not open to this municipality.")})
    before = {"author": study.author, "due_on": study.due_on.isoformat() if study.due_on else ""}
    study.author, study.organisation, study.due_on = require_author(author), organisation, due_on
    study.revision += 1
    study.save(update_fields=["author", "organisation", "due_on", "revision"])
    after = {"author": study.author, "due_on": due_on.isoformat() if due_on else ""}
    acts.record(study, study=study.name, code=study.code, before=before, after=after)
    return study
