"""Putting a meeting in a body's year."""

from datetime import datetime

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Body, Meeting


@effect
def new_meeting(
    *,
    body: Body,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
    invitation_elsewhere: bool = False,
    extraordinary: bool = False,
    basis: Basis | None = None,
) -> Meeting:
    """Make a planned meeting. Its calendar identity is given now and stays through moves and cancellation."""
    del basis
    meeting = Meeting(
        body=body,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        video_link=video_link,
        invitation_elsewhere=invitation_elsewhere,
        extraordinary=extraordinary,
    )
    meeting.uid = f"{meeting.pk}@samstyring"
    meeting.save()
    return meeting
