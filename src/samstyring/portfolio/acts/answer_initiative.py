"""Answer whether municipalities take part in an initiative."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import HowItCame, say_who_answered
from samstyring.ui import formats

from ..errors import NotInvitedTo
from ..models import Initiative, InitiativeAnswer, InitiativeAnswerParty, InitiativeAsk
from ..rules.initiatives import require_open
from ..saying import in_cooperation_language

Kind = InitiativeAnswer.Kind


@acts.act(
    says=gettext_lazy("%(who)s answered for %(parties)s on %(need)s (%(code)s)"),
    scope=lambda **a: [f"party:{organisation.pk}" for organisation in a["organisations"]],
)
def answer_initiative(
    *,
    initiative: Initiative,
    organisations: Sequence[Organisation],
    kind: str,
    text: str = "",
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> InitiativeAnswer:
    """Say yes, no, or interested with a remark, for one or several municipalities that are invited (FO-7).

    Their own people answer, signed in or by link; the secretariat registers what came in writing (`evidence`,
    `answered_by`, `answered_on`). A later answer counts instead; the former stays. It binds nobody to a project: that is
    accepted there. Raises InvitationClosed, NotInvitedTo, NotYourMunicipality, EvidenceNeeded, InvalidInput.
    """
    need = initiative.need
    require_open(need)
    parties = sorted({row.pk: row for row in organisations}.values(), key=lambda row: row.sort_key)
    text = _checked(parties, kind, text)
    names = formats.sentence(row.name for row in parties)
    given = InitiativeAnswer(initiative=initiative, kind=kind, text=text)
    with in_cooperation_language():
        title = _("Answer from %(party)s") % {"party": names}
    say_who_answered(
        answer=given,
        parties=parties,
        about=need,
        title=title,
        at=at,
        **came,
    )
    _check_invited(initiative, parties)  # who else is invited is told to nobody but those who answer for them
    given.save(force_insert=True)
    InitiativeAnswerParty.objects.bulk_create(InitiativeAnswerParty(answer=given, organisation=row) for row in parties)
    acts.record(need, *parties, given, need=need.name, code=need.code, parties=names, answer=kind, way=str(given.way))
    return given


def _checked(parties: Sequence[Organisation], kind: str, text: str) -> str:
    errors = {}
    if not parties:
        errors["organisations"] = _("Say which municipality you answer for.")
    if kind not in Kind.values:
        errors["kind"] = _("Choose an answer.")
    if kind == Kind.INTERESTED and not text.strip():
        errors["text"] = _("Write what it depends on, or what you wonder about.")
    if errors:
        raise InvalidInput(errors)
    return text.strip()


def _check_invited(initiative: Initiative, parties: Sequence[Organisation]) -> None:
    asked = set(InitiativeAsk.objects.filter(initiative=initiative).values_list("organisation_id", flat=True))
    if strange := [row.name for row in parties if row.pk not in asked]:
        raise NotInvitedTo(NotInvitedTo.message % {"parties": formats.sentence(strange)}, field="organisations")
