"""Correct what is registered of a person."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Person
from ..queries.people import has_address
from ..rules import person_errors, plain, scopes_of


@acts.act(
    says=gettext_lazy("%(who)s corrected what is registered of %(person)s"),
    scope=lambda **arguments: scopes_of(arguments["person"].organisation),
)
def edit_person(*, person: Person, name: str, email: str, language: str, by: Actor, at: datetime) -> Person:
    """Correct a person's name, e-mail address and language. The address of an account stays as it is.

    Raises InvalidInput for an empty name, an e-mail address that is none or that another person has.
    """
    name, email = plain(name), email.strip()
    taken = bool(email) and has_address(email, other_than=person)
    if errors := person_errors(name, email, language, taken=taken):
        raise InvalidInput(errors)
    changed = [
        field
        for field, value in (("name", name), ("email", email), ("language", language))
        if getattr(person, field) != value
    ]
    person.name, person.email, person.language = name, email, language
    person.save()
    acts.record(person, person=person.name, changed=changed)
    return person
