"""Take a change of the text out of a draft."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import Amendment
from ..rules import require_draft


@acts.act(says=_("%(who)s took the change of %(ref)s out of amendment %(number)s"))
def drop_proposed_clause(*, amendment: Amendment, ref: str, by: Actor, at: datetime) -> Amendment:
    """Take a change out again: the clause stays as it is. Raises NotADraft, NotThere."""
    require_draft(amendment)
    removed, _each = amendment.changes.filter(ref=ref).delete()
    if not removed:
        raise NotThere
    amendment.revision += 1
    amendment.save(update_fields=["revision"])
    acts.record(amendment, ref=ref, number=amendment.number)
    return amendment
