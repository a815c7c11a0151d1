"""Choose how often to be told by e-mail what waits."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, NotThere

from ..models import Notices, User


@acts.act(says=_("%(who)s chose how often to get notices"), public=True)
def choose_notices(*, notices: str, by: Actor, at: datetime) -> User:
    """Choose for one's own account: at once, once a day, once a week, or never. Raises InvalidInput, NotThere."""
    if notices not in Notices.values:
        raise InvalidInput({"notices": _("Choose one of the four.")})
    user = User.objects.filter(person_id=by.person_id, is_active=True).first() if by.person_id else None
    if user is None:
        raise NotThere
    user.notices = notices
    user.save(update_fields=["notices"])
    acts.record(user.person, notices=notices)
    return user
