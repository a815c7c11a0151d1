"""What a body can decide about who owns a project: that it goes to another (GP-2, PA-5)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Payload, Reading, Requirement, register
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from .. import effects, queries
from ..models import HandOver
from ..payload_forms import ProjectForm
from ..queries import owners
from ..rules.owners import is_open
from ..rules.projects import OVER
from ..saying import in_cooperation_language, key_in
from .projects import ProjectMatter


class HandOverForm(ProjectForm):
    """Points to the hand-over that is proposed on the project: there is nothing to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hand_over = owners.open_one(self.project) if self.project else None

    def clean(self) -> dict[str, Any]:
        """Without a municipality that is proposed there is nothing to decide."""
        cleaned = super().clean()
        if self.hand_over is None:
            raise forms.ValidationError(
                _("No municipality is proposed as the new owner. Propose one on the project's page first.")
            )
        return cleaned

    def payload(self) -> dict[str, Any]:
        """Return the project and the hand-over."""
        return {**super().payload(), "hand_over": str(self.hand_over.pk) if self.hand_over else None}


@register
class HandOverProject(ProjectMatter):
    """A project goes from one owner to another, from a day. Its mandate, budget and history stay (GP-2)."""

    name = owners.MATTER
    label = gettext_lazy("Hand the project over to another owner")
    form_class = HandOverForm

    def hand_over(self, payload: Payload) -> HandOver:
        """Return the hand-over. Raises NotThere."""
        return owners.hand_over_by_id(key_in(payload, "hand_over"))

    def content(self, payload: Payload) -> Any:
        """Return the project, from whom to whom, from when, and why."""
        row = self.hand_over(payload)
        return {
            **super().content(payload),
            "owner": row.former.name,
            "new_owner": row.place.organisation.name,
            "from": row.proposed_from.isoformat(),
            "reason": row.reason,
        }

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        row = self.hand_over(payload)
        with in_cooperation_language():
            return _("%(party)s takes over as project owner of %(project)s after %(former)s, from %(day)s.") % {
                "party": row.place.organisation,
                "project": row.project,
                "former": row.former,
                "day": formats.day(row.proposed_from),
            }

    def read(self, asked: Asked) -> Reading:
        """Return from whom to whom, from when, and why."""
        row = self.hand_over(asked.payload)
        return Reading(
            heading=_("Hand %(project)s over to %(party)s") % {"project": row.project, "party": row.place.organisation},
            lines=[
                (_("Project owner until then"), str(row.former)),
                (_("New project owner"), str(row.place.organisation)),
                (_("From"), formats.day(row.from_date or row.proposed_from)),
                (_("Why"), row.reason),
            ],
            url=row.get_absolute_url(),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask that the new owner has accepted and is party to the agreement, and that the proposal stands."""
        row = self.hand_over(asked.payload)
        clauses, url, party = queries.clauses_on(asked.on), row.get_absolute_url(), row.place.organisation
        source = clauses.owner or clauses.hand_over
        answer = queries.last_answers([row.project_id]).get(row.place_id)
        made = [queries.owner_has_accepted("portfolio.new_owner_accepted", party, answer, source, url)]
        if party.pk not in queries.signed_ids(asked.on):
            text = _("%(party)s, which is to own the project, has signed the agreement") % {"party": party}
            made.append(Requirement("portfolio.owner_signed", True, False, text, clauses.signature, url))
        if row.proposed_from < asked.on and row.basis_id is None:
            text = _("The day is still to come: it holds from the decision instead")
            made.append(Requirement("portfolio.hand_over_day", False, False, text, clauses.hand_over, url))
        if row.project.state in OVER or (not is_open(row) and row.basis_id is None):
            text = _("The project is in execution, and the proposal is not taken back")
            made.append(Requirement("portfolio.hand_over_stands", True, False, text, clauses.hand_over, url))
        return made

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Hand it over. Raises ProjectOver, HandOverSettled, NotReady, which undo the decision."""
        effects.hand_over_project(hand_over=self.hand_over(payload), basis=basis, on=on)

    def reject(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Take the one that was proposed off the project: another can be proposed."""
        effects.drop_hand_over(hand_over=self.hand_over(payload), basis=basis)
