"""Share a view with everyone in the co-operation, or take it back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..errors import ViewNameShared
from ..models import SavedView
from ..rules import require_own


@acts.act(says=_("%(who)s shared the view «%(view)s», or took it back"))
def share_view(*, view: SavedView, shared: bool, by: Actor, at: datetime) -> SavedView:
    """Share one's own view with all who are signed in, or make a shared one its maker's alone again (SE-4f).

    What it shows is what each reader may see. Raises NotThere, NotYourView, ViewNameShared.
    """
    require_own(view, by)
    others = SavedView.objects.filter(list_name=view.list_name, name=view.name, shared=True, removed_at=None)
    if shared and others.exclude(pk=view.pk).exists():
        raise ViewNameShared
    view.shared = shared
    view.revision += 1
    view.save(update_fields=["shared", "revision"])
    acts.record(view, view=view.name)
    return view
