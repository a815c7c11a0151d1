"""Register that a municipality is connected to a financing scheme no longer."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.records.effects import Upload, keep_evidence
from samstyring.ui import formats

from ..effects.connect_to_scheme import disconnect_from_scheme
from ..models import Cooperation, SchemeConnection


@acts.act(says=gettext_lazy("%(who)s registered that %(party)s is connected to %(scheme)s no longer, from %(until)s"))
def end_scheme_connection(
    *,
    connection: SchemeConnection,
    until: date,
    source: str,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> SchemeConnection:
    """End a municipality's connection to a scheme (PA-7). `until` is the first day without it; it may lie ahead.

    `source` says where it is known from. A connection ends once; a new one is registered as such. Raises InvalidInput.
    """
    source = " ".join(source.split())
    errors = {}
    if connection.ended_by_id is not None:
        facts = {"day": formats.day(connection.until)}
        errors["until"] = _("The end of this connection is registered already: %(day)s.") % facts
    elif until <= connection.from_date:
        facts = {"day": formats.day(connection.from_date)}
        errors["until"] = _("The connection began on %(day)s. Choose a later day.") % facts
    if not source:
        errors["source"] = _("Say where this is known from.")
    if errors:
        raise InvalidInput(errors)
    scheme, party = connection.scheme, connection.organisation
    with translation.override(Cooperation.objects.values_list("language", flat=True)[0]):
        label = _("end of the connection of %(party)s to %(scheme)s: %(source)s") % {
            "party": party.name,
            "scheme": scheme.name,
            "source": source,
        }
    basis = Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=until)
    if evidence is not None:
        letter = keep_evidence(upload=evidence, title=label, about=basis, received_from=source, dated=until)
        acts.on_behalf_of(None, [letter])
    disconnect_from_scheme(connection=connection, on=until, basis=basis)
    acts.record(scheme, basis, party, connection, scheme=scheme.name, party=party.name, until=until, source=source)
    return connection
