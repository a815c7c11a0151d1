"""Tells whoever sent or supports a need what it was answered."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.news import News, register_news

from .queries import needs as queries


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
