"""Correcting where letters to someone go."""

from samstyring.kernel.acts import effect
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from ..models import Person
from ..queries.people import has_address
from ..rules import person_errors


@effect
def correct_address(*, person: Person, email: str, basis: Basis | None = None) -> None:
    """Give a person another e-mail address. Raises InvalidInput for one that is none, or that another person has."""
    del basis
    email = email.strip()
    taken = bool(email) and has_address(email, other_than=person)
    if errors := person_errors(person.name, email, person.language, taken=taken):
        raise InvalidInput(errors)
    person.email = email
    person.save(update_fields=["email"])
