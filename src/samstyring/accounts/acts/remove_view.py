"""Take a view away."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..models import SavedView
from ..rules import require_own


@acts.act(says=_("%(who)s took away a view of a list"), public=True)
def remove_view(*, view: SavedView, by: Actor, at: datetime) -> SavedView:
    """Take away one's own view, or a shared one where one may share; lists that opened with it are as they are again.

    Raises NotThere, NotYourView.
    """
    require_own(view, by)
    view.removed_at = at
    view.revision += 1
    view.save(update_fields=["removed_at", "revision"])
    acts.record(view.made_by)
    return view
