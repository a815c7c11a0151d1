"""Register that municipalities are merged into a new one."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation, Succession, is_organisation_number
from samstyring.records.effects import Upload, keep_evidence

from ..effects.merge import merge_into
from ..models import Accession, Agreement


@acts.act(says=gettext_lazy("%(who)s registered that %(predecessors)s are merged into %(successor)s from %(on)s"))
def register_merger(
    *,
    agreement: Agreement,
    predecessors: Sequence[Organisation],
    number: str,
    municipality_number: str,
    name: str,
    written_standard: str,
    inhabitants: int | None,
    is_party: bool,
    on: date,
    source: str,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Register a merger: from the day `on` the new municipality stands in the place of the others (BG-1, VA-1).

    Rights, duties and figures go over that day and the past stays: a question about an earlier day is answered by the
    old ones. `is_party` tells whether it is a party to the agreement, as those were. `inhabitants` is how many live in
    it that day. The day may be one to come. Raises InvalidInput.
    """
    predecessors, name, source = list(predecessors), " ".join(name.split()), " ".join(source.split())
    parties = list(Accession.objects.on(on).filter(agreement=agreement, organisation__in=predecessors))
    errors = _errors(predecessors, number, municipality_number, name, source)
    if is_party and not parties:
        errors["is_party"] = _("None of them is a party on that day. A municipality becomes one by its signature.")
    if errors:
        raise InvalidInput(errors)
    names = ", ".join(row.name for row in predecessors)
    with translation.override(agreement.cooperation.language):
        label = _("merger of %(names)s into %(name)s: %(source)s") % {"names": names, "name": name, "source": source}
    basis = Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=on)
    successor = merge_into(
        agreement=agreement,
        predecessors=predecessors,
        successor={
            "number": number,
            "name": name,
            "municipality_number": municipality_number,
            "written_standard": written_standard,
            "population": [(on, inhabitants)] if inhabitants is not None else [],
        },
        parties=parties,
        is_party=is_party,
        on=on,
        basis=basis,
    )
    if evidence is not None:
        keep_evidence(upload=evidence, title=label, about=successor, received_from=source, dated=on, basis=basis)
    acts.record(successor, agreement, basis, *predecessors, predecessors=names, successor=name, on=on)
    return successor


def _errors(
    predecessors: Sequence[Organisation], number: str, municipality_number: str, name: str, source: str
) -> dict[str, str]:
    errors = {}
    gone = [row.predecessor.name for row in Succession.objects.filter(predecessor__in=predecessors)]
    if len(predecessors) < 2:
        errors["predecessors"] = _("Choose at least two municipalities.")
    elif gone:
        errors["predecessors"] = _("Merged already: %(names)s.") % {"names": ", ".join(gone)}
    if not is_organisation_number(number):
        errors["number"] = _("This is not an organisation number: nine digits, the last one a check digit.")
    elif Organisation.objects.filter(number=number).exists():
        errors["number"] = _("Another organisation is registered with this number.")
    if len(municipality_number) != 4 or not (municipality_number.isascii() and municipality_number.isdigit()):
        errors["municipality_number"] = _("A municipality number has four digits.")
    elif Organisation.objects.filter(municipality_number=municipality_number).exists():
        errors["municipality_number"] = _("Another municipality is registered with this number.")
    for field, text in (("name", name), ("source", source)):
        if not text:
            errors[field] = _("Fill in this.")
    return errors
