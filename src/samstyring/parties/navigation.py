"""Menu entries of the parties."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.actors import Actor
from samstyring.ui.navigation import Entry, register


def sees_people(actor: Actor) -> bool:
    """Tell whether the actor keeps the register of people for the whole co-operation."""
    return actor.may("parties.register_person", "cooperation")


register(Entry(_("The municipalities"), "parties:organisations", order=80))
register(Entry(_("People"), "parties:people", order=60, section="work", visible=sees_people))
