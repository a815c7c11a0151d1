"""Tells municipalities what concerns them: the answer to their need, what is asked nationally, a project that stops."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.news import News, register_news

from .models import RadarChange
from .queries import initiatives, mandate_comments, radar, standstill
from .queries import needs as queries
from .rules.radar import ALERTS


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
def ended_initiatives(actor: Actor, since: date) -> Sequence[News]:
    """Tell those who were invited to an initiative how it ended: closed, goes on as something else, or taken back."""
    return [
        News(
            key=f"portfolio.initiative_end:{answer.pk}",
            heading=_("«%(initiative)s», which you were invited to by %(party)s: %(answer)s")
            % {
                "initiative": answer.need.name,
                "party": answer.need.organisation,
                "answer": answer.get_kind_display(),
            },
            url=reverse("portfolio:answer_initiative", args=[answer.need.code]),
            on=answer.answered_on,
            text=" ".join(str(each) for each in (answer.into or answer.project, answer.text) if each),
            about=names,
        )
        for answer, names in initiatives.ended_since(actor, since)
    ]


@register_news
def answered_comments(actor: Actor, since: date) -> Sequence[News]:
    """Tell what came of the comments that the reader's municipalities gave on draft mandates. One SQL statement."""
    return [
        News(
            key=f"portfolio.mandate_reply:{reply.pk}",
            heading=_("Your comment on the mandate of %(project)s: %(outcome)s")
            % {"project": reply.comment.mandate.project, "outcome": reply.get_outcome_display()},
            url=reply.comment.get_absolute_url(),
            on=clock.local_date(reply.at),
            text=reply.text,
            about=[reply.comment.organisation.name],
        )
        for reply in mandate_comments.replied_since(actor, since)
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


@register_news
def changed_nationally(actor: Actor, since: date) -> Sequence[News]:
    """Tell of each change on the radar that concerns what the reader's serve or wait for. At most three statements."""
    return [
        News(
            key=f"portfolio.radar_change:{alert.change.pk}",
            heading=_("National radar: «%(entry)s» has changed. %(changes)s")
            % {"entry": alert.change.entry, "changes": _changes(alert.change)},
            url=alert.change.entry.get_absolute_url(),
            on=clock.local_date(alert.change.at),
            text=_("It concerns %(names)s.") % {"names": ", ".join(f"«{name}»" for name in alert.concerns)},
        )
        for alert in radar.alerts_since(actor, since)
    ]


def _changes(change: RadarChange) -> str:
    return " ".join(_change(name, change) for name in ALERTS if name in change.after)


def _change(name: str, change: RadarChange) -> str:
    """Say one change in a sentence: a text is read on its page, a day and a state stand with what they were."""
    label = radar.labels()[name]
    if name == "asks":
        return _("%(field)s: see the page.") % {"field": label}
    words = {
        "now": radar.in_words(name, change.after[name]) or _("none"),
        "before": radar.in_words(name, change.before[name]) or _("none"),
    }
    return _("%(field)s: %(now)s (was %(before)s).") % {"field": label, **words}
