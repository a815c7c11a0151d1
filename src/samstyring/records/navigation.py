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
register(
    Entry(
        _("Published documents"),
        "records:released",
        order=58,
        visible=lambda actor: not actor.is_anonymous,
        covers=("/documents/check/",),
    )
)
register(Entry(_("Published documents"), "records:released", order=25, section="public", covers=("/documents/check/",)))
register(
    Entry(
        _("E-mail that came back"),
        "records:bounces",
        order=93,
        section="work",
        visible=lambda actor: actor.may("records.register_bounce"),
    )
)
