"""Register a programme."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.numbering import next_number
from samstyring.parties.models import Organisation

from ..models import Programme
from ..rules.programmes import said


@acts.act(says=_("%(who)s registered the programme %(programme)s (%(code)s)"))
def register_programme(*, name: str, purpose: str, owner: Organisation, by: Actor, at: datetime) -> Programme:
    """Register a programme above projects: its purpose, and who answers for the whole (SE-3).

    It decides nothing of its projects, which have their own owners and mandates. The code (PG-22-007) is gapless per
    year. Raises InvalidInput.
    """
    today = clock.local_date(at)
    number = next_number(f"PG/{today.year}")
    made: Programme = Programme.objects.create(
        code=f"PG-{today:%y}-{number:03d}", owner=owner, registered_at=at, **said(name, purpose)
    )
    acts.record(made, owner, programme=made.name, code=made.code)
    return made
