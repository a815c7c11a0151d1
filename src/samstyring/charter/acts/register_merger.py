"""Register that municipalities are merged, into a new one or into one that is there."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation, Succession
from samstyring.parties.queries import is_changing, is_still_to_come, number_problems
from samstyring.records.effects import Upload, keep_evidence

from ..effects.merge import merge_into
from ..models import Accession, Agreement


@acts.act(says=gettext_lazy("%(who)s registered that %(predecessors)s are merged into %(successor)s from %(on)s"))
def register_merger(
    *,
    agreement: Agreement,
    predecessors: Sequence[Organisation],
    into: Organisation | None = None,
    number: str = "",
    municipality_number: str = "",
    name: str = "",
    written_standard: str = Organisation.Standard.NEUTRAL,
    inhabitants: int | None,
    is_party: bool,
    on: date,
    source: str,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Register a merger: from the day `on` one municipality stands in the place of the others (BG-1, VA-1).

    It is a new one, told by name and numbers, or `into`, which is there already and goes on as it is. Rights, duties and
    figures go over that day and the past stays: a question about an earlier day is answered by the old ones. `is_party`
    tells whether it is a party to the agreement from then, as those were. `inhabitants` is how many live in it that day.
    The day may be one to come. Raises InvalidInput.
    """
    predecessors, name, source = list(predecessors), " ".join(name.split()), " ".join(source.split())
    parties = list(Accession.objects.on(on).filter(agreement=agreement, organisation__in=predecessors))
    is_already = into is not None and Accession.objects.on(on).filter(agreement=agreement, organisation=into).exists()
    errors = _errors(predecessors, into, on)
    if into is None:
        errors |= number_problems(number, municipality_number)
    errors |= {field: _("Fill in this.") for field, text in _required(into, name, source) if not text}
    if is_party and not parties and not is_already:
        errors["is_party"] = _("None of them is a party on that day. A municipality becomes one by its signature.")
    if is_already and not is_party:
        errors["is_party"] = _("It is a party, and goes on as one. A party leaves by its notice.")
    if is_party and not is_already and Accession.objects.filter(organisation=into, from_date__gt=on).exists():
        errors["on"] = _("%(name)s becomes a party later than that day.") % {"name": into}
    if errors:
        raise InvalidInput(errors)
    names, called = ", ".join(row.name for row in predecessors), into.name if into else name
    with translation.override(agreement.cooperation.language):
        label = _("merger of %(names)s into %(name)s: %(source)s") % {"names": names, "name": called, "source": source}
    basis = Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=label[:300], dated=on)
    successor = merge_into(
        agreement=agreement,
        predecessors=predecessors,
        successor=into
        or {
            "number": number,
            "name": name,
            "municipality_number": municipality_number,
            "written_standard": written_standard,
        },
        inhabitants=inhabitants,
        parties=parties,
        becomes_party=is_party and not is_already,
        on=on,
        basis=basis,
    )
    if evidence is not None:
        keep_evidence(upload=evidence, title=label, about=successor, received_from=source, dated=on, basis=basis)
    acts.record(successor, agreement, basis, *predecessors, predecessors=names, successor=called, on=on)
    return successor


def _required(into: Organisation | None, name: str, source: str) -> list[tuple[str, str]]:
    return [("source", source)] if into is not None else [("name", name), ("source", source)]


def _errors(predecessors: Sequence[Organisation], into: Organisation | None, on: date) -> dict[str, str]:
    errors = {}
    gone = [row.predecessor.name for row in Succession.objects.filter(predecessor__in=predecessors)]
    if into is None and len(predecessors) < 2:
        errors["predecessors"] = _("Choose at least two municipalities.")
    elif not predecessors:
        errors["predecessors"] = _("Choose at least one municipality.")
    elif into in predecessors:
        errors["predecessors"] = _("%(name)s cannot be merged into itself.") % {"name": into}
    elif gone:
        errors["predecessors"] = _("Merged already: %(names)s.") % {"names": ", ".join(gone)}
    if into is not None and (is_changing(into) or is_still_to_come(into, on)):
        errors["into"] = _("%(name)s is not there on that day, or is itself merged into another.") % {"name": into}
    return errors
