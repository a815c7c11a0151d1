"""Register a person who acts for an organisation."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Organisation, Person
from ..rules import scopes_of


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
    name, email = " ".join(name.split()), email.strip()
    errors = {}
    if not name:
        errors["name"] = _("Write the person's name.")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            errors["email"] = error.messages[0]
        if Person.objects.filter(email__iexact=email).exists():
            errors["email"] = _("Another person is registered with this e-mail address.")
    if language and language not in dict(settings.LANGUAGES):
        errors["language"] = _("This is not one of the languages here.")
    if errors:
        raise InvalidInput(errors)
    person = Person.objects.create(
        name=name, email=email, organisation=organisation, language=language or _language_of(organisation)
    )
    acts.record(
        person,
        *([organisation] if organisation else []),
        person=person.name,
        organisation=organisation.name if organisation else "",
    )
    return person


def _language_of(organisation: Organisation | None) -> str:
    bokmal = organisation is not None and organisation.written_standard == Organisation.Standard.BOKMAL
    return "nb" if bokmal else "nn"
