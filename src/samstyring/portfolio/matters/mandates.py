"""What a body can decide about mandates: which version is in force."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Matter, Payload, Reading, Requirement, register
from samstyring.kernel import clock
from samstyring.kernel.models import Basis

from .. import effects, queries, reading
from ..models import Mandate
from ..payload_forms import MandateForm
from ..queries import decision_points
from ..saying import in_cooperation_language, key_in, next_number, speaks_first, version_stands

ADDED = ("board", "tolerance_cost", "tolerance_days", "tolerance_benefit")


@register
class AdoptMandate(Matter):
    """A version of a mandate is adopted and comes into force (SG-3, SG-5)."""

    name = "portfolio.adopt_mandate"
    usual = 1
    label = gettext_lazy("Adopt a mandate")
    case_kinds = ("project",)
    conditional = True
    form_class = MandateForm

    def mandate(self, payload: Payload) -> Mandate:
        """Return the version. Raises NotThere."""
        return queries.mandate_by_id(key_in(payload, "mandate"))

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with. The number is given on adoption, so it is not foretold here."""
        with in_cooperation_language():
            mandate = self.mandate(payload)
            words = (
                _("The changed mandate of %(project)s is adopted as it is put forward.")
                if queries.mandate_in_force(mandate.project, clock.today())
                else _("The mandate of %(project)s is adopted as it is put forward.")
            )
            return words % {"project": mandate.project}

    def read(self, asked: Asked) -> Reading:
        """Return every part of it, and what it changes in the mandate in force."""
        mandate = self.mandate(asked.payload)
        before = queries.mandate_before(mandate, asked.on)
        rows = reading.mandate_rows(mandate, before, decision_points.model_of(mandate.project, asked.on))
        number = mandate.number or next_number(queries.mandates_of(mandate.project))
        return Reading(
            heading=_("Adopt mandate, version %(number)s") % {"number": number},
            lines=reading.short_lines(rows),
            changes=[row for row in rows if row[1] != row[2]] if before else (),
            url=mandate.get_absolute_url(),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask for the anchoring with the parties, and that the version is still open."""
        mandate = self.mandate(asked.payload)
        made = queries.anchored(mandate.project, asked.on) if speaks_first(self.name, asked) else []
        source = queries.clauses_on(asked.on).mandate
        return [*made, *version_stands("portfolio.mandate", mandate, asked, source)]

    def content(self, payload: Payload) -> Any:
        """Return the whole mandate as plain data."""
        mandate = self.mandate(payload)
        return {
            "mandate": str(mandate.pk),
            "project": mandate.project.code,
            **{
                column: value.isoformat() if isinstance(value, date) else value
                for column, value in ((name, getattr(mandate, name)) for name in mandate.content_columns)
                # What a mandate can say since then stands only where it says it: exact texts put to a vote before are as they were.
                if column not in ADDED or value not in (None, "")
            },
        }

    def lock(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Lock the draft."""
        effects.lock_version(version=self.mandate(payload), basis=basis)

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Bring it into force."""
        effects.adopt_version(version=self.mandate(payload), basis=basis, on=on)

    def reject(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Mark it as not adopted."""
        effects.reject_version(version=self.mandate(payload), basis=basis)
