"""Register a person who acts for an organisation."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Organisation, Person
from ..queries.people import has_address
from ..rules import language_of, person_errors, plain, scopes_of


@acts.act(
    says=gettext_lazy("%(who)s registered %(person)s of %(organisation)s"),
    scope=lambda **arguments: scopes_of(arguments["organisation"]),
)
def register_person(
    *,
    name: str,
    organisation: Organisation | None,
    email: str = "",
    language: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Register a person. Without a language, letters follow the written standard of the organisation.

    Raises InvalidInput for an empty name, an e-mail address that is none or that another person has.
    """
    name, email = plain(name), email.strip()
    language = language or language_of(organisation)
    if errors := person_errors(name, email, language, taken=bool(email) and has_address(email)):
        raise InvalidInput(errors)
    person = Person.objects.create(name=name, email=email, organisation=organisation, language=language)
    acts.record(
        person,
        *([organisation] if organisation else []),
        person=person.name,
        organisation=organisation.name if organisation else "",
    )
    return person
