"""Menu entries of the agreement, and the co-operation's name in the header."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import clock, keeping, reading
from samstyring.ui.context import register_cooperation_name, register_languages
from samstyring.ui.navigation import Entry, register

from .errors import NotFounded
from .queries import cooperation, said

register(Entry(_("The agreement"), "charter:agreement", order=10))
register(Entry(_("Do we keep it?"), "charter:conformance", order=11, visible=lambda actor: actor.takes_part))
register(Entry(_("The agreement"), "charter:agreement", order=20, section="public"))
register(
    Entry(
        _("Mailbox"),
        "charter:secretariat_mailbox",
        order=94,
        section="work",
        visible=lambda actor: actor.may("charter.set_secretariat_mailbox"),
    )
)


@register_cooperation_name
@reading.remembered
def name() -> str:
    """Return the name of the co-operation that was founded here. Every page shows it, so it is kept."""
    with keeping.book("cooperation") as kept:
        return kept.ask("name", lambda: cooperation().name)


@register_languages
@reading.remembered
def languages() -> list[str]:
    """Return the languages that the charter gives its readers; none where it says nothing. Every page asks, so it is kept."""
    today = clock.today()
    try:
        with keeping.book("cooperation", today) as kept:
            return kept.ask("languages", lambda: list(said("cooperation", today).get("languages", ())))
    except NotFounded:
        return []
