"""Making cases and proposals: with the next working reference, and the next place in the case."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect
from samstyring.kernel.clock import local_date
from samstyring.kernel.models import Basis
from samstyring.kernel.numbering import next_number

from ..models import Body, Case, Proposal
from .versions import keep_version


@effect
def next_reference(*, at: datetime, basis: Basis | None = None) -> str:
    """Return the next working reference of the year ("U-22-031"), without gaps, in the co-operation's format."""
    del basis
    year = local_date(at).year
    number = next_number(f"case/{year}")
    return charter.cooperation().reference_format.format(yy=f"{year % 100:02d}", year=year, number=number)


@effect
def make_case(
    *,
    body: Body,
    kind: str,
    title: str,
    at: datetime,
    summary: str = "",
    background: str = "",
    assessment: str = "",
    recommendation: str = "",
    about_kind: str = "",
    about_id: UUID | None = None,
    case_officer_id: UUID | None = None,
    exempt: bool = False,
    legal_basis: str = "",
    basis: Basis | None = None,
) -> Case:
    """Make a case for a body, with the next working reference and the first version of its paper.

    The three texts are rich text as canonical JSON.
    """
    case = Case.objects.create(
        reference=next_reference(at=at, basis=basis),
        body=body,
        kind=kind,
        title=title,
        summary=summary,
        background=background,
        assessment=assessment,
        recommendation=recommendation,
        about_kind=about_kind,
        about_id=about_id,
        case_officer_id=case_officer_id,
        exempt=exempt,
        legal_basis=legal_basis,
        created_at=at,
        changed_at=at,
    )
    keep_version(case=case, at=at)
    return case


@effect
def make_proposal(
    *,
    case: Case,
    matter: str,
    payload: dict[str, Any],
    wording: str,
    condition: str = "",
    condition_confirmed_by: str = "",
    condition_latest: date | None = None,
    basis: Basis | None = None,
) -> Proposal:
    """Add a proposal after those that the case holds. Who calls it has asked whether the matter belongs there."""
    del basis
    last = case.proposals.aggregate(last=Max("position"))["last"] or 0
    return Proposal.objects.create(
        case=case,
        position=last + 1,
        matter=matter,
        payload=payload,
        wording=wording,
        condition=condition,
        condition_confirmed_by=condition_confirmed_by,
        condition_latest=condition_latest,
    )


@effect
def touch_case(*, case: Case, at: datetime, basis: Basis | None = None) -> None:
    """Note that the paper of a case changed: its next revision."""
    del basis
    Case.objects.filter(pk=case.pk).update(revision=F("revision") + 1, changed_at=at)
    case.refresh_from_db(fields=["revision", "changed_at"])
