"""Menu entries of the documents' floor."""

from django.utils.translation import gettext_lazy as _

from samstyring.ui.navigation import Entry, register

register(
    Entry(
        _("Decisions taken over"),
        "records:taken_over_decisions",
        order=55,
        visible=lambda actor: bool(actor.capacities),
    )
)
register(
    Entry(
        _("Take over"),
        "records:takeover",
        order=92,
        section="work",
        visible=lambda actor: actor.may("records.take_over"),
    )
)
