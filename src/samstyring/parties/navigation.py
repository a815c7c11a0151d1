"""Menu entries of the parties."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.actors import Actor
from samstyring.ui.navigation import Entry, register


def sees_people(actor: Actor) -> bool:
    """Tell whether the actor keeps the register of people for the whole co-operation."""
    return actor.may("parties.register_person", "cooperation")


register(Entry(_("The municipalities"), "parties:organisations", order=80))
register(
    Entry(
        _("What we are asked"),
        "parties:asked",
        order=15,
        visible=lambda actor: actor.has_role("contact", "chief_executive"),
        covers=("/answers/", "/input/"),
    )
)
register(
    Entry(
        _("Asked of the municipalities"),
        "parties:asked",
        order=65,
        section="work",
        visible=lambda actor: actor.has_role("secretariat", "secretariat_leader"),
    )
)
register(Entry(_("People"), "parties:people", order=60, section="work", visible=sees_people))
