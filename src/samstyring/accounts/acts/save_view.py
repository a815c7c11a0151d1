"""Save what the address of a list says as a view."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import saved

from ..effects.views import open_with
from ..models import SavedView, User
from ..rules import keepable, named


@acts.act(says=_("%(who)s saved a view of a list"), public=True)
def save_view(*, list_name: str, query: str, name: str, opens: bool = False, by: Actor, at: datetime) -> SavedView:
    """Give a name to the filters, columns, grouping and sorting of a list: one's own until it is shared.

    `list_name` is the name of the list's address; `opens`: one's list opens with it. Raises NotThere, InvalidInput.
    """
    user = User.objects.filter(person_id=by.person_id, is_active=True).first() if by.person_id else None
    if user is None or list_name not in saved.lists:
        raise NotThere
    own = SavedView.objects.filter(made_by=user.person, list_name=list_name, removed_at=None)
    made: SavedView = SavedView.objects.create(
        list_name=list_name,
        name=named(name, own.filter(name=" ".join(name.split())).exists()),
        query=keepable(query),
        made_by=user.person,
        made_at=at,
    )
    if opens:
        open_with(basis=None, person=user.person, list_name=list_name, view=made)
    acts.record(user.person)
    return made
