"""Register that municipalities are connected to a national financing scheme."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload, keep_evidence

from ..effects.connect_to_scheme import connect_to_scheme
from ..models import Cooperation, Scheme, SchemeConnection


@acts.act(says=gettext_lazy("%(who)s registered that %(parties)s are connected to %(scheme)s from %(from_date)s"))
def register_scheme_connection(
    *,
    scheme: Scheme,
    organisations: Sequence[Organisation],
    from_date: date,
    source: str,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Scheme:
    """Register that municipalities are connected to a scheme from a day on (PA-7).

    `source` says where it is known from ("list from KS, 12 May 2022"). Raises InvalidInput for none chosen, one that is
    connected already, or a day that has not come.
    """
    errors = {}
    if from_date > clock.local_date(at):
        errors["from_date"] = _("This day has not come yet.")
    if not organisations:
        errors["organisations"] = _("Choose at least one municipality.")
    connected = SchemeConnection.objects.overlapping(from_date, None).filter(
        scheme=scheme, organisation__in=list(organisations)
    )
    if names := [row.organisation.name for row in connected.select_related("organisation")]:
        errors["organisations"] = _("Connected already: %(names)s.") % {"names": ", ".join(names)}
    if not source.strip():
        errors["source"] = _("Say where this is known from.")
    if errors:
        raise InvalidInput(errors)
    with translation.override(Cooperation.objects.values_list("language", flat=True)[0]):
        label = _("connection to %(scheme)s: %(source)s") % {"scheme": scheme.name, "source": source.strip()}
    basis = Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=from_date)
    if evidence is not None:
        letter = keep_evidence(upload=evidence, title=label, about=basis, received_from=source, dated=from_date)
        acts.on_behalf_of(None, [letter])
    connect_to_scheme(scheme=scheme, organisations=organisations, on=from_date, basis=basis)
    acts.record(
        scheme,
        basis,
        *organisations,
        scheme=scheme.name,
        parties=", ".join(organisation.name for organisation in organisations),
        from_date=from_date,
        source=source.strip(),
    )
    return scheme
