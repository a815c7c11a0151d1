"""Rename a view, or let it take over what its list says now."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..errors import ViewNameShared
from ..models import SavedView
from ..rules import keepable, named, require_own


@acts.act(says=_("%(who)s changed a view of a list"), public=True)
def change_view(
    *, view: SavedView, name: str, query: str | None = None, revision: int | None = None, by: Actor, at: datetime
) -> SavedView:
    """Change one's own view, or a shared one where one may share: its name, and its `query` where that is given.

    Raises NotThere, NotYourView, Stale, InvalidInput, ViewNameShared.
    """
    require_own(view, by)
    if revision is not None and revision != view.revision:
        raise Stale(view)
    others = SavedView.objects.filter(list_name=view.list_name, name=" ".join(name.split()), removed_at=None).exclude(
        pk=view.pk
    )
    view.name = named(name, others.filter(made_by=view.made_by_id).exists())
    if view.shared and others.filter(shared=True).exists():
        raise ViewNameShared(field="name")
    if query is not None:
        view.query = keepable(query)
    view.revision += 1
    view.save(update_fields=["name", "query", "revision"])
    acts.record(view.made_by)
    return view
