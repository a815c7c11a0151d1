"""Register that a party has taken back its notice of leaving."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.records.effects import Upload, keep_evidence

from ..effects.leave import go_on_as_party
from ..errors import HasLeft
from ..models import Accession, Withdrawal
from ..rules import acts_for_others


@acts.act(
    says=gettext_lazy("%(who)s registered that %(party)s took back its notice, and stays in %(agreement)s"),
    scope=lambda **arguments: [f"party:{arguments['withdrawal'].accession.organisation_id}"],
)
def take_back_notice(
    *, withdrawal: Withdrawal, source: str, letter: Upload | None = None, by: Actor, at: datetime
) -> Accession:
    """Register that a notice is taken back, on the last day at the latest: the municipality goes on as a party.

    The notice stays as it was written. What ended by it goes on from the same day, save a seat that another has been
    given meanwhile. Raises HasLeft, InvalidInput.
    """
    today, source = clock.local_date(at), " ".join(source.split())
    if withdrawal.taken_back_on is not None or today > withdrawal.last_day:
        raise HasLeft
    on_behalf = acts_for_others(acts.current_permit().capacity)
    errors = {}
    if not source:
        errors["source"] = _("Say who decided it, and where.")
    if on_behalf and letter is None:
        errors["letter"] = _("Attach what was received from the municipality.")
    if errors:
        raise InvalidInput(errors)
    accession = withdrawal.accession
    party = accession.organisation.name
    with translation.override(accession.agreement.cooperation.language):
        label = _("notice taken back, %(party)s: %(source)s") % {"party": party, "source": source}
    basis = Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=today)
    if letter is not None:
        document = keep_evidence(
            upload=letter, title=label, about=withdrawal, received_from=party, dated=today, basis=basis
        )
        acts.on_behalf_of(accession.organisation, [document])
    withdrawal.taken_back_on, withdrawal.taken_back_by, withdrawal.taken_back_source = today, basis, source
    withdrawal.save(update_fields=["taken_back_on", "taken_back_by", "taken_back_source"])
    again = go_on_as_party(accession=accession, ended_by=withdrawal.basis, basis=basis)
    acts.record(
        again,
        withdrawal,
        accession.organisation,
        accession.agreement,
        basis,
        party=party,
        agreement=accession.agreement.title,
    )
    return again
