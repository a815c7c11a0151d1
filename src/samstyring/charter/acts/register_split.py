"""Register that a part of a municipality becomes one of its own."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.parties.queries import is_changing, is_still_to_come, number_problems
from samstyring.records.effects import Upload, keep_evidence

from ..effects.merge import split_from
from ..models import Accession, Agreement


@acts.act(says=gettext_lazy("%(who)s registered that %(part)s is split from %(origin)s from %(on)s"))
def register_split(
    *,
    agreement: Agreement,
    origin: Organisation,
    number: str,
    municipality_number: str,
    name: str,
    written_standard: str,
    inhabitants: int | None,
    inhabitants_left: int | None,
    is_party: bool,
    on: date,
    source: str,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Register a split: from the day `on` a part of `origin` is a municipality, and `origin` goes on, smaller (BG-1, VA-1).

    The part lies in the same areas, and `is_party` tells whether it is a party from then, as the whole was. What the
    whole owns, owes and was asked stays with it; what the part takes over, it accepts by itself. The past stays as it
    was. `inhabitants` and `inhabitants_left` are how many live in the part and in the rest that day, which may be one to
    come. Raises InvalidInput.
    """
    name, source = " ".join(name.split()), " ".join(source.split())
    party = Accession.objects.on(on).filter(agreement=agreement, organisation=origin).first()
    errors = number_problems(number, municipality_number)
    errors |= {field: _("Fill in this.") for field, text in (("name", name), ("source", source)) if not text}
    if is_changing(origin) or is_still_to_come(origin, on):
        errors["origin"] = _("%(name)s is not there on that day, or is itself merged into another.") % {"name": origin}
    if is_party and party is None:
        says = _("%(name)s is not a party on that day. A municipality becomes one by its signature.")
        errors["is_party"] = says % {"name": origin}
    if errors:
        raise InvalidInput(errors)
    with translation.override(agreement.cooperation.language):
        label = _("split of %(name)s from %(origin)s: %(source)s") % {"name": name, "origin": origin, "source": source}
    basis = Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=on)
    part = split_from(
        agreement=agreement,
        origin=origin,
        part={
            "number": number,
            "name": name,
            "municipality_number": municipality_number,
            "written_standard": written_standard,
        },
        inhabitants={"part": inhabitants, "origin": inhabitants_left},
        party=party if is_party else None,
        on=on,
        basis=basis,
    )
    if evidence is not None:
        keep_evidence(upload=evidence, title=label, about=part, received_from=source, dated=on, basis=basis)
    acts.record(part, agreement, basis, origin, part=name, origin=origin.name, on=on)
    return part
