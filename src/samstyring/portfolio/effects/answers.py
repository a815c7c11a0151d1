"""What an answer makes: its basis, and what it promises."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from ..models import Answer, PromisedEffort


@effect
def make_acceptance(*, answer: Answer, basis: Basis | None = None) -> Basis:
    """Make the basis that an answer is: "Fedje: accepts, 14 November 2022", in the co-operation's language."""
    del basis
    with translation.override(charter.cooperation().language):
        label = _("%(party)s: %(answer)s (%(project)s), %(day)s") % {
            "party": answer.participation.organisation,
            "answer": answer.get_kind_display(),
            "project": answer.participation.project.code,
            "day": formats.day(answer.answered_on),
        }
    return Basis.objects.create(kind=Basis.Kind.ACCEPTANCE, label=label[:300], dated=answer.answered_on)


@effect
def keep_promises(
    *, answer: Answer, promised: Sequence[Mapping[str, Any]], basis: Basis | None = None
) -> list[PromisedEffort]:
    """Write the people and hours that an answer promises, as `rules.promises.checked` gives them."""
    del basis
    return PromisedEffort.objects.bulk_create([PromisedEffort(answer=answer, **row) for row in promised])
