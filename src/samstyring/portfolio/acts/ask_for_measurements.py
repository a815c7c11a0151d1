"""Ask municipalities by letter for what they are to measure."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation, Person
from samstyring.records import sent_letters
from samstyring.records.errors import NoOneToAsk
from samstyring.ui import formats

from ..effects.measuring import ask_to_measure
from ..errors import AskedThisWeek, NothingToMeasure
from ..models import Benefit, MeasurementLetter
from ..queries.measuring import ToAsk, to_ask
from ..rules.benefits import AHEAD


@acts.act(says=_("%(who)s asked %(parties)s to measure %(benefits)s"))
def ask_for_measurements(
    *, organisations: Sequence[Organisation], by: Actor, at: datetime
) -> Sequence[MeasurementLetter]:
    """Send whoever answers for each one letter with all that is to be measured soon, each with a link (VE-4, SE-4a).

    The worker does it on Mondays for those without an account, as the system on the provision that gives the secretariat
    the power; the secretariat does it by hand, also again. Nobody gets two letters that ask within a week. Raises
    NothingToMeasure, NoOneToAsk, AskedThisWeek: then nobody is asked.
    """
    rows = to_ask(clock.local_date(at), organisations)
    _check(rows)
    people: dict[UUID, tuple[Person, list[Benefit]]] = {}
    for row in rows:
        assert row.person is not None
        people.setdefault(row.person.pk, (row.person, []))[1].extend(row.benefits)
    made = [ask_to_measure(person=person, benefits=benefits) for person, benefits in people.values()]
    asked = [benefit for _person, benefits in people.values() for benefit in benefits]
    acts.record(
        *(row.organisation for row in rows),
        *asked,
        parties=formats.sentence(row.organisation.name for row in rows),
        benefits=formats.sentence(f"«{row}»" for row in asked),
    )
    return made


def _check(rows: Sequence[ToAsk]) -> None:
    idle = [row.organisation.name for row in rows if not row.benefits]
    if idle or not rows:
        facts = {"parties": formats.sentence(idle), "days": formats.number(AHEAD.days)}
        raise NothingToMeasure(NothingToMeasure.message % facts)
    if unreachable := [row.organisation.name for row in rows if row.person is None]:
        raise NoOneToAsk(NoOneToAsk.message % {"parties": formats.sentence(unreachable)})
    if lately := [(row.again_on, row.person.name) for row in rows if row.person and row.again_on]:
        again = max(day for day, _name in lately)
        names = formats.sentence(dict.fromkeys(name for _day, name in lately))
        facts = {"names": names, "day": formats.day(again - sent_letters.PAUSE), "again": formats.day(again)}
        raise AskedThisWeek(AskedThisWeek.message % facts)
