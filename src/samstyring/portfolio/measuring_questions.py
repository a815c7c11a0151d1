"""The question by link to whoever answers for the owner of a benefit: what is it measured to be?"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.parties.queries import for_the_party
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .effects.measuring import QUESTION
from .forms.benefits import LinkMeasureForm
from .models import BenefitMeasurement
from .queries import measuring as queries
from .queries.benefits import MEASURE
from .rules import measuring as rules


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question. Raises NotThere when no answer is taken any more."""
    asked = queries.question(about_id, clock.today())
    return QuestionPage(
        heading=rules.heading(asked.ask.benefit),
        lines=rules.facts(asked.ask),
        already=rules.already(asked.given, _unit(asked)),
        button=_("Save the measurement"),
    )


def form_for(about_id: UUID) -> Any:
    """Return the form, in the unit that the benefit is measured in."""
    return partial(LinkMeasureForm, on=clock.today(), unit=_unit(queries.question(about_id, clock.today())))


def _unit(asked: queries.Asked) -> str:
    promised = asked.ask.benefit.standing
    return promised.unit if promised else ""


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Any:
    """Measure, as the person that the link was sent to, in the capacity that answers for the owner."""
    ask = queries.question(about_id, clock.local_date(at)).ask
    made: BenefitMeasurement = acts.measure_benefit(
        benefit=ask.benefit,
        **data,
        by_link=True,
        by=for_the_party(by, MEASURE, ask.organisation_id),
        at=at,
        intent=intent,
    )
    return made


KIND = QuestionKind(QUESTION, read, LinkMeasureForm, answer, form_for)
