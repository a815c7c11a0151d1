"""Register that a party leaves the agreement."""

from datetime import date, datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.records.effects import Upload, keep_evidence
from samstyring.ui import formats

from ..effects.leave import end_party
from ..errors import LeavesAlready
from ..models import Accession, Withdrawal
from ..queries.editions import term_on
from ..queries.rules_of_procedure import rule_on
from ..rules import acts_for_others, earliest_last_day


@acts.act(
    says=gettext_lazy("%(who)s registered that %(party)s leaves %(agreement)s: its last day is %(last_day)s"),
    scope=lambda **arguments: [f"party:{arguments['accession'].organisation_id}"],
)
def give_notice(
    *,
    accession: Accession,
    notice_on: date,
    last_day: date,
    source: str,
    letter: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Withdrawal:
    """Register a party's notice: its rights end after `last_day`, its history stays (VA-1, BG-1).

    The period of notice is the charter's rule `leaving_notice_months`; where nothing is regulated, nothing is checked.
    The party gives notice itself; the secretariat registers it on its behalf, with the letter. `source` says who
    decided. What ends with it (seats) ends the same day by the same basis. Raises LeavesAlready, InvalidInput.
    """
    if accession.until is not None:
        raise LeavesAlready
    capacity = acts.current_permit().capacity
    on_behalf = acts_for_others(capacity)
    today, source = clock.local_date(at), " ".join(source.split())
    rule = rule_on("leaving_notice_months", notice_on)
    errors = _errors(accession, notice_on, last_day, today, rule.value)
    if not source:
        errors["source"] = _("Say who decided it, and where.")
    if on_behalf and letter is None:
        errors["letter"] = _("Attach what was received from the municipality.")
    if errors:
        raise InvalidInput(errors)
    party = accession.organisation.name
    with translation.override(accession.agreement.cooperation.language):
        label = _("notice of leaving, %(party)s: %(source)s") % {"party": party, "source": source}
    basis = Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=notice_on)
    withdrawal = Withdrawal(
        accession=accession,
        notice_on=notice_on,
        last_day=last_day,
        source=source,
        basis=basis,
        rule_source=rule.source,
        registered_on=today,
        registered_as=capacity.label if capacity else "",
        on_behalf=on_behalf,
    )
    if letter is not None:
        withdrawal.letter = keep_evidence(
            upload=letter, title=label, about=withdrawal, received_from=party, dated=notice_on, basis=basis
        )
    withdrawal.save(force_insert=True)
    end_party(accession=accession, on=last_day + timedelta(days=1), basis=basis)
    if on_behalf:
        acts.on_behalf_of(accession.organisation, [withdrawal.letter] if withdrawal.letter else [])
    acts.record(
        withdrawal,
        accession,
        accession.organisation,
        accession.agreement,
        basis,
        party=party,
        agreement=accession.agreement.title,
        notice_on=notice_on,
        last_day=last_day,
    )
    return withdrawal


def _errors(accession: Accession, notice_on: date, last_day: date, today: date, months: object) -> dict[str, str]:
    errors = {}
    until = term_on(accession.from_date).until
    if notice_on > today:
        errors["notice_on"] = _("This day has not come yet.")
    elif notice_on < accession.since:
        says = _("The municipality became a party on %(day)s: it cannot have given notice before that.")
        errors["notice_on"] = says % {"day": formats.day(accession.since)}
    if last_day < notice_on:
        errors["last_day"] = _("The last day cannot be before the notice.")
    elif last_day < accession.from_date:
        # It goes on, by a notice that was taken back, from a day that is still to come.
        says = _("The last day can be %(day)s at the earliest.")
        errors["last_day"] = says % {"day": formats.day(accession.from_date)}
    elif isinstance(months, int) and last_day < (earliest := earliest_last_day(notice_on, months)):
        says = _("The period of notice is %(months)s months: the last day is %(day)s at the earliest.")
        errors["last_day"] = says % {"months": months, "day": formats.day(earliest)}
    elif until is not None and last_day >= until:
        says = _("The agreement itself ends first: its last day is %(day)s.")
        errors["last_day"] = says % {"day": formats.day(until - timedelta(days=1))}
    return errors
