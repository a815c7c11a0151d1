"""Steps that tests of input share: a contact, a question, an answer."""

from datetime import date, timedelta
from typing import Any

from samstyring.governance import acts
from samstyring.governance.models import Case, Input, InputLetter, InputRequest
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties import acts as parties_acts
from samstyring.parties.models import Office, Organisation, Person
from samstyring.records.uploads import Upload
from tests.founding import IN_OFFICE_SINCE
from tests.governance.steps import do, seat

EMAIL = Upload("svar.txt", b"Vi er for.")


def organisation(name: str) -> Organisation:
    """Return a municipality."""
    return Organisation.objects.get(name=name)


def contact_of(*names: str, email: str = "it.drift@example.no") -> Person:
    """Register one person who is the contact of several municipalities, as a shared IT operator's may be."""
    person: Person = parties_acts.register_person(
        name="Kontaktperson, felles IT-drift",
        organisation=organisation(names[0]),
        email=email,
        by=INSTALLATION,
        at=clock.now(),
    )
    for name in names:
        office = Office.objects.get(role="contact", organisation__name=name)
        parties_acts.appoint(
            office=office, person=person, from_date=IN_OFFICE_SINCE, source="Brev", by=INSTALLATION, at=clock.now()
        )
    return person


def ask(case: Case, *names: str, who: str = "alver", key: str | None = "alver", **more: Any) -> InputRequest:
    """Ask municipalities about a case for a seat."""
    given = {"text": "Kva seier de?", "answer_by": clock.today() + timedelta(days=7), **more}
    places = [organisation(name) for name in names]
    asked: InputRequest = do(
        acts.ask_for_input, who, case=case, seat=seat(key) if key else None, organisations=places, **given
    )
    return asked


def answer(case: Case, *names: str, who: str = "contact", leaning: str = "for", **more: Any) -> Input:
    """Answer for municipalities."""
    places = [organisation(name) for name in names]
    given: Input = do(acts.answer_input, who, case=case, organisations=places, leaning=leaning, **more)
    return given


def received(on: date | None = None) -> dict[str, Any]:
    """Return what the secretariat registers of an answer in writing."""
    return {
        "answered_by": "Dagleg leiar, regionrådet",
        "answered_as": "for kommunane",
        "answered_on": on or clock.today(),
        "evidence": EMAIL,
    }


def letter_to(request: InputRequest) -> InputLetter:
    """Return the one letter of a request."""
    return request.letters.get()
