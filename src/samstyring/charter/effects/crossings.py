"""What the agreement itself has is closed, or brought in line with the one that takes over."""

from datetime import timedelta

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Office, OfficeHolding

from ..models import Amendment
from ..registry import Adapting, Closing
from .adopt_rules import adopt_rules


@effect
def end_offices(*, closing: Closing, basis: Basis) -> None:
    """End what is held of offices from the day on."""
    held = OfficeHolding.objects.filter(office__key__in=closing.keys, ended_by=None)
    for row in held.overlapping(closing.on, None):
        row.until, row.ended_by = max(closing.on, row.from_date + timedelta(days=1)), basis
        row.save(update_fields=["until", "ended_by"])


@effect
def drop_rules(*, closing: Closing, basis: Basis) -> None:
    """Let no rules of a body's own hold from the day on: a version without any is in force."""
    for key in closing.keys:
        adopt_rules(body_key=key, rules=[], in_force_from=closing.on, basis=basis)


@effect
def withdraw_drafts(*, closing: Closing, basis: Basis) -> None:
    """Withdraw the drafted amendments."""
    del basis
    for row in Amendment.objects.filter(pk__in=closing.keys, state=Amendment.State.DRAFT):
        row.state, row.ended_at, row.ended_why = Amendment.State.WITHDRAWN, closing.at, closing.why
        row.save(update_fields=["state", "ended_at", "ended_why"])


@effect
def adapt_offices(*, adapting: Adapting, basis: Basis) -> None:
    """Let offices that go on read as the new agreement has them."""
    del basis
    organisations = adapting.made["organisation"]
    offices = {row.key: row for row in Office.objects.exclude(key=None)}
    for row in adapting.charter.office:
        office = offices[row.key]
        office.title, office.clause, office.how = row.title, row.clause, row.how
        office.appointed_by, office.may_designate = row.appointed_by, row.may_designate
        office.organisation = organisations.get(row.organisation)
        office.save()
