"""Choose what a list opens with."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import saved

from ..effects.views import open_with
from ..models import OpeningView, SavedView, User
from ..rules import may_use


@acts.act(says=_("%(who)s chose what a list opens with"), public=True)
def open_list_with(*, list_name: str, view: SavedView | None, by: Actor, at: datetime) -> OpeningView:
    """Let one's own list open with a view that one may use, or with none: as it is. Raises NotThere."""
    user = User.objects.filter(person_id=by.person_id, is_active=True).first() if by.person_id else None
    if user is None or list_name not in saved.lists:
        raise NotThere
    if view is not None and (view.list_name != list_name or not may_use(view, by)):
        raise NotThere
    made: OpeningView = open_with(basis=None, person=user.person, list_name=list_name, view=view)
    acts.record(user.person)
    return made
