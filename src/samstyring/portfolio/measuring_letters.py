"""Jobs: one e-mail to one person with what they are to measure, each with its link. It can be carried out again."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records import mail, posting
from samstyring.ui import formats
from samstyring.ui import questions as links

from .models import MeasurementAsk, MeasurementLetter
from .queries import measuring as queries
from .rules.measuring import facts, heading


@task()
def send_measurement_question(letter_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    letter = queries.letter_by_id(UUID(letter_id))
    if letter is None:
        return "nothing to do"
    again = send_measurement_question
    return posting.carry_out(
        letter, lambda: written(letter), lambda when: again.using(run_after=when).enqueue(letter_id)
    )


def written(letter: MeasurementLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked. Raises NotThere where nothing is asked any more."""
    person, cooperation = letter.person, charter.cooperation()
    with translation.override(person.language):
        asks = queries.open_asks(letter, clock.today())
        if not asks:
            raise NotThere
        parties = formats.sentence(dict.fromkeys(ask.organisation.name for ask in asks))
        subject = ngettext(
            "%(parties)s: a benefit to measure", "%(parties)s: %(count)s benefits to measure", len(asks)
        ) % {"parties": parties, "count": formats.number(len(asks))}
        context = {"person": person, "asks": [_told(ask) for ask in asks], "cooperation": cooperation}
        return posting.write(
            letter,
            person,
            cooperation,
            subject=subject,
            text=render_to_string("portfolio/mail/measurement.txt", context),
        )


def _told(ask: MeasurementAsk) -> dict[str, object]:
    return {"heading": heading(ask.benefit), "facts": facts(ask), "address": links.address_of(ask.link_id)}


def called(letter: MeasurementLetter) -> str:
    """Return what a letter is called, where one that came back is named."""
    return _("Question about what %(person)s is to measure") % {"person": letter.person.name}


def address(letter: MeasurementLetter) -> str:
    """Return where it is seen what was asked: the page of the first benefit in it."""
    first = letter.asks.select_related("benefit__project").first()
    return first.benefit.get_absolute_url() if first else ""
