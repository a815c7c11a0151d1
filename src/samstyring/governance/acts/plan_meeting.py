"""Plan a meeting."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput

from ..effects.plan import new_meeting
from ..models import Body, Meeting
from ..queries.groups import check_open
from ..rules.meetings import day_of, times_errors


@acts.act(
    says=gettext_lazy("%(who)s planned a meeting of %(body)s on %(day)s"),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def plan_meeting(
    *,
    body: Body,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
    invitation_elsewhere: bool = False,
    extraordinary: bool = False,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Put a meeting in the yearly plan (SG-6). It is called later, on the leader's authority. Raises BodyClosed, InvalidInput."""
    check_open(body, local_date(starts_at))
    errors = times_errors(starts_at, ends_at, at)
    if errors:
        raise InvalidInput(errors)
    meeting = new_meeting(
        body=body,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        video_link=video_link,
        invitation_elsewhere=invitation_elsewhere,
        extraordinary=extraordinary,
    )
    acts.record(meeting, body, body=body.name, day=day_of(meeting))
    return meeting
