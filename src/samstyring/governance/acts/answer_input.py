"""Give input on a case for one or several municipalities."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import HowItCame, say_who_answered
from samstyring.ui import formats

from ..errors import NotAskedForInput
from ..models import Case, Input, InputAsk, InputParty
from ..queries import input as queries
from ..queries.texts import house_language
from ..rules import input as rules


@acts.act(
    says=gettext_lazy("%(who)s gave input for %(parties)s on the case %(case)s"),
    scope=lambda **a: [f"party:{organisation.pk}" for organisation in a["organisations"]],
)
def answer_input(
    *,
    case: Case,
    organisations: Sequence[Organisation],
    leaning: str,
    text: str = "",
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> Input:
    """Say how one or several municipalities, each named, see a case before it is treated (SR-1). It gives no vote.

    Their own people answer, signed in or by link, for every municipality that they are contact or chief executive of: a
    shared IT operator may be that for several. The secretariat registers what came in writing (`evidence`,
    `answered_by`, `answered_on`), also from a joint body, and from one that was not asked. A later answer is shown; the
    former stays. Raises InputClosed, NotYourMunicipality, NotAskedForInput, EvidenceNeeded, InvalidInput.
    """
    if (refusal := rules.closed(case)) is not None:
        raise refusal
    parties = sorted({row.pk: row for row in organisations}.values(), key=lambda row: row.sort_key)
    text = _checked(parties, leaning, text)
    given = Input(case=case, leaning=leaning, text=text)
    with house_language():
        title = _("Input from %(parties)s") % {"parties": formats.sentence(row.name for row in parties)}
    registered = say_who_answered(
        answer=given,
        parties=parties,
        about=given,
        title=title,
        at=at,
        **came,
    )
    if registered:
        _check_heard(case, parties, clock.local_date(at))
    else:
        _check_asked(case, parties)
    given.save(force_insert=True)
    InputParty.objects.bulk_create(InputParty(input=given, organisation=row) for row in parties)
    acts.record(
        case,
        *parties,
        given,
        case=case.reference,
        parties=formats.sentence(row.name for row in parties),
        leaning=leaning,
        way=str(given.way),
    )
    return given


def _checked(parties: Sequence[Organisation], leaning: str, text: str) -> str:
    errors = {}
    if not parties:
        errors["organisations"] = _("Say which municipality you answer for.")
    if leaning not in Input.Leaning.values:
        errors["leaning"] = _("Choose how you lean.")
    if leaning in (Input.Leaning.REMARK, Input.Leaning.AGAINST) and not text.strip():
        errors["text"] = _("Write what the remark is, or why you are against.")
    if errors:
        raise InvalidInput(errors)
    return text.strip()


def _check_asked(case: Case, parties: Sequence[Organisation]) -> None:
    """Hold that each of the municipalities was asked."""
    asked = set(InputAsk.objects.filter(request__case=case).values_list("organisation_id", flat=True))
    silent = [row.name for row in parties if row.pk not in asked]
    if silent:
        words = NotAskedForInput.message % {"parties": formats.sentence(silent)}
        raise NotAskedForInput(words, field="organisations")


def _check_heard(case: Case, parties: Sequence[Organisation], today: date) -> None:
    """Hold that what is registered is from municipalities whom the body's seats speak for, or that nobody speaks for."""
    rows = queries.party_rows(case, queries.speaking(case.body, today))
    known = {row.organisation.pk for row in rows}
    if any(row.pk not in known for row in parties):
        raise InvalidInput({"organisations": _("Input is given by those whom the seats speak for.")})
