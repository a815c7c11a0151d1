"""Write the concept note of a study."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..concept_notes import packaged
from ..models import ConceptNote, Study
from ..queries import studies
from ..rules.studies import require_latest, require_note, require_studied


@acts.act(
    says=_("%(who)s wrote the concept note of %(study)s, version %(number)s"),
    scope=lambda **a: [f"party:{a['study'].organisation_id}", f"project:{a['study'].project_id}"],
)
def write_concept_note(
    *,
    study: Study,
    told: Mapping[str, str],
    cost: int | None = None,
    platform: str = "",
    platform_reason: str = "",
    ready: bool = False,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> ConceptNote:
    """Write a version of the concept note: `told` is the text of each part of the template, by its key (FO-7).

    What is being written may lack parts; one that is `ready` may not, and says whether the solution is on Fiks, or why
    not (FO-8). `cost` is what it is thought to cost in all, in øre. Raises NotToStudy, Stale, InvalidInput.
    """
    study = studies.under_lock(study)
    require_studied(study.need, study.project)
    require_latest(study, revision)
    template, reason = packaged(), platform_reason.strip()[:500]
    parts = require_note(template, told, cost, platform, reason, ready=ready)
    last = studies.last_note(study)
    made = ConceptNote.objects.create(
        study=study,
        number=last.number + 1 if last else 1,
        template=f"{template.key} {template.edition}",
        parts=parts,
        cost=cost,
        platform=platform,
        platform_reason=reason,
        ready=ready,
        by_id=by.person_id,
        at=at,
    )
    study.state = Study.State.READY if ready else Study.State.WRITING
    study.revision += 1
    study.save(update_fields=["state", "revision"])
    concerned = [row for row in (study.need, study.project) if row is not None]
    acts.record(study, made, *concerned, study=study.name, number=made.number, ready=ready)
    return made
