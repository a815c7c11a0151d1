"""What holds for offices and those who hold them, asked of rows already fetched."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from .models import Office, Organisation

# Offices that several people can hold at once.
BY_SEVERAL = ("secretariat",)
# The two offices of every party: the party itself fills them.
FOR_A_PARTY = ("chief_executive", "contact")


def held_by_one(office: Office) -> bool:
    """Tell whether one person at a time holds the office."""
    return office.role not in BY_SEVERAL


def scopes_of(organisation: Organisation | None) -> list[str]:
    """Return the scopes of what is done for an organisation: nothing for none reaches only the whole co-operation."""
    return [f"party:{organisation.pk}"] if organisation else ["cooperation"]


def scopes_of_office(office: Office) -> list[str]:
    """Return the scopes of an office: a party fills its own two, no party fills the co-operation's offices."""
    return [f"party:{office.organisation_id}"] if office.role in FOR_A_PARTY else [f"office:{office.pk}"]


def basis_label(office: Office, source: str) -> str:
    """Return how an appointment reads as a basis: the office, and what it rests on. No translation: names only."""
    return f"{office.title}: {source}"[:300]


def plain(name: str) -> str:
    """Return a name with single blanks between its words."""
    return " ".join(name.split())


def language_of(organisation: Organisation | None) -> str:
    """Return the language of letters to an organisation: its written standard, Nynorsk where it is neutral."""
    bokmal = organisation is not None and organisation.written_standard == Organisation.Standard.BOKMAL
    return "nb" if bokmal else "nn"


def person_errors(name: str, email: str, language: str, *, taken: bool) -> dict[str, Any]:
    """Return what is wrong with a person's data, by field. `taken` tells that another has the e-mail address."""
    errors: dict[str, Any] = {}
    if not name:
        errors["name"] = _("Write the person's name.")
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            errors["email"] = error.messages[0]
    if taken:
        errors["email"] = _("Another person is registered with this e-mail address.")
    if language not in dict(settings.LANGUAGES):
        errors["language"] = _("This is not one of the languages here.")
    return errors
