"""What an answer makes: its basis."""

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from ..models import Answer


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
