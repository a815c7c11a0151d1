"""What the agreement knows of each municipality: registered with the pages of the parties."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.registry import Cell, Column, Filter, Knowledge, Panel, knowledge, panels
from samstyring.records import access
from samstyring.ui import formats
from samstyring.ui import questions as links

from . import comment_questions, queries, questions, tasks
from . import crossings as crossings
from . import expected as expected
from . import letter_kinds as letter_kinds
from . import list_pdf as list_pdf
from . import mornings as mornings
from .queries import joining


def _signed(known: queries.Parties, key: UUID) -> Cell | None:
    """Tell since when a municipality is a party."""
    accession = known.accessions.get(key)
    if accession is not None:
        return Cell(_("since %(day)s") % {"day": formats.short_day(accession.since, year=True)}, "ok")
    if key in known.left:
        return Cell(_("has left"), "na")
    return Cell(_("not signed"), "na") if key in known.invited else None


def _connected(known: queries.Parties, key: UUID) -> Cell | None:
    """Tell which financing schemes a municipality is connected to."""
    mine = known.connected.get(key, set())
    missing = [scheme.name for scheme in known.schemes if scheme.pk not in mine]
    if key not in known.invited or not known.schemes:
        return None
    if missing:
        return Cell(_("not %(schemes)s") % {"schemes": formats.sentence(missing)}, "na")
    return Cell(formats.sentence(scheme.name for scheme in known.schemes), "ok")


def _lacks_scheme(known: queries.Parties, key: UUID) -> bool:
    schemes = {scheme.pk for scheme in known.schemes}
    return key in known.accessions and not schemes <= known.connected.get(key, set())


def _actions(known: queries.Parties, by: Actor) -> list[tuple[Any, str]]:
    where = [(_("Who is where"), reverse("charter:who_is_where"))]
    if not by.may("charter.register_scheme_connection"):
        return where
    says = _("Register connections to %(scheme)s")
    return where + [
        (says % {"scheme": scheme.name}, reverse("charter:connect_to_scheme", args=[scheme.key]))
        for scheme in known.schemes
    ]


def _standing(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any]:
    found = queries.standing(organisation, on)
    return {
        "standing": found,
        "may_sign": found.invited
        and (found.accession is None or (found.accession.until is not None and found.accession.until <= on))
        and by.may("charter.register_signature", f"party:{organisation.pk}"),
        "organisation": organisation,
        "lead": _lead(found),
        "may_end_connection": by.may("charter.end_scheme_connection"),
    }


def _lead(found: queries.Standing) -> str:
    if found.is_party and found.accession is not None:
        return _("Party to the agreement since %(day)s.") % {"day": formats.day(found.accession.since)}
    if found.accession is not None:
        return _("Was party to the agreement from %(day)s.") % {"day": formats.day(found.accession.since)}
    if found.invited:
        return _("Has not signed the agreement, and is not a party.")
    return _("Not a party to the agreement.")


def send_letters(entry: Any, running: acts.Running) -> None:
    """Queue a letter for each link that an act on an amendment made."""
    del entry
    if running.name in ("charter.send_amendment", "charter.remind_of_amendment"):
        for asked_id in running.facts["links"]:
            tasks.send_amendment_letter.enqueue(asked_id)


links.questions.register(questions.NAME, questions.KIND)
links.questions.register(comment_questions.KIND.name, comment_questions.KIND)
acts.subscribe(send_letters)
knowledge.register(
    "agreement",
    Knowledge(
        "agreement",
        read=queries.parties_on,
        columns=[
            Column("signed", gettext_lazy("Party"), _signed, order=10),
            Column("schemes", gettext_lazy("Financing scheme"), _connected, order=20),
        ],
        filters=[
            Filter("parties", gettext_lazy("Parties"), lambda known, key: key in known.accessions, order=10),
            Filter(
                "not_signed",
                gettext_lazy("Not signed"),
                lambda known, key: key in known.invited and key not in known.accessions and key not in known.left,
                order=20,
            ),
            Filter("not_connected", gettext_lazy("Parties without the financing scheme"), _lacks_scheme, order=30),
        ],
        actions=_actions,
    ),
)
access.register(
    access.Subject(
        kind="charter.joining",
        readable=joining.readable_joinings,
        scopes=lambda thing: [f"party:{thing.organisation_id}"],  # type: ignore[attr-defined]
        address=joining.address_of_joining,
    )
)
access.register(
    access.Subject(
        kind="charter.withdrawal",
        readable=queries.readable_withdrawals,
        scopes=lambda thing: [f"party:{thing.accession.organisation_id}"],  # type: ignore[attr-defined]
        address=queries.address_of_withdrawal,
    )
)
panels.register("agreement", Panel("agreement", "charter/panel_standing.html", _standing, order=10))
access.register(
    access.Subject(
        kind="charter.askedparty",
        readable=queries.readable_answers,
        scopes=lambda thing: [f"party:{thing.organisation_id}"],  # type: ignore[attr-defined]
        address=queries.address_of_answer,
    )
)
access.register(
    access.Subject(
        kind="charter.amendmentcomment",
        readable=queries.readable_comments,
        scopes=lambda thing: [f"party:{thing.organisation_id}"],  # type: ignore[attr-defined]
        address=queries.address_of_comment,
    )
)
