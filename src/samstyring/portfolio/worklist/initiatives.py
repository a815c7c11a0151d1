"""Registers the initiatives that a municipality is invited to and has not answered."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import answers_for
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, named, register_source

from ..queries import initiatives


@register_source
def invitations_to_answer(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a municipality's people which initiatives they are invited to and have not answered, each once. Three statements."""
    mine = answers_for(actor)
    found = []
    for initiative, asks in initiatives.open_asks(mine).items() if mine else ():
        need = initiative.need
        names = formats.sentence(ask.organisation.name for ask in asks)
        found.append(
            Waiting(
                heading=_("Say whether %(party)s takes part in «%(initiative)s»")
                % {"party": names, "initiative": need.name},
                url=reverse("portfolio:answer_initiative", args=[need.code]),
                deadline=min(ask.answer_by for ask in asks),
                text=_("%(party)s invites") % {"party": need.organisation},
                key=f"portfolio.invitation:{initiative.pk}",
            )
        )
    return found


@in_whole("asks", invitations_to_answer)
def invitations_out(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the initiatives with those who are invited and silent."""
    del reader, today
    return [
        Waiting(
            heading=_("Say whether you take part in «%(initiative)s»") % {"initiative": initiative.need.name},
            url=initiative.get_absolute_url(),
            deadline=min(ask.answer_by for ask in asks),
            text=formats.sentence(ask.organisation.name for ask in asks),
            key=f"portfolio.invitation:{initiative.pk}",
            who=named([ask.organisation for ask in asks]),
        )
        for initiative, asks in initiatives.open_asks().items()
    ]
