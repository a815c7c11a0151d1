"""Tells municipalities what concerns them: the answer to their need, a project of theirs that is paused or stopped."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.news import News, register_news

from .queries import needs as queries
from .queries import standstill


@register_news
def answered_needs(actor: Actor, since: date) -> Sequence[News]:
    """Tell of each answer to what the reader's municipalities sent or support. At most three SQL statements."""
    return [
        News(
            key=f"portfolio.need_answer:{answer.pk}",
            heading=_("«%(need)s»: %(answer)s") % {"need": answer.need.name, "answer": answer.get_kind_display()},
            url=answer.need.get_absolute_url(),
            on=answer.answered_on,
            text=answer.text,
            about=names,
        )
        for answer, names in queries.answered_since(actor, since)
    ]


@register_news
def standing_still(actor: Actor, since: date) -> Sequence[News]:
    """Tell of each pause and stop of a project that the reader's municipalities own or take part in. Two statements."""
    pauses, stopped = standstill.concerning(actor, since)
    told = [
        News(
            key=f"portfolio.stopped:{row.pk}",
            heading=_("%(project)s is stopped") % {"project": row.project},
            url=row.get_absolute_url(),
            on=row.stopped_on,
            text=row.reason,
        )
        for row in stopped
    ]
    return told + [
        News(
            key=f"portfolio.paused:{row.pk}",
            heading=_("%(project)s is paused, and expected to go on %(day)s")
            % {"project": row.project, "day": formats.day(row.expected_on)},
            url=row.get_absolute_url(),
            on=row.from_date,
            text=row.reason,
        )
        for row in pauses
    ]
