"""The first account of a new installation: someone must be able to let the others in."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from samstyring.accounts import acts as accounts
from samstyring.accounts.models import User
from samstyring.charter.errors import NoSecretariatLeader
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties import acts as parties
from samstyring.parties import queries


def open_first_account(address: str, name: str | None = None) -> str:
    """Register a person as leader of the secretariat and open an account. Return a link to choose a password.

    Raises NoSecretariatLeader where the charter has no such office, and the refusals of the three acts.
    """
    office = queries.office_with_role("secretariat_leader")
    if office is None:
        raise NoSecretariatLeader
    person = parties.register_person(
        name=name or _name_in(address), email=address, organisation=office.organisation, by=INSTALLATION, at=clock.now()
    )
    parties.appoint(
        office=office,
        person=person,
        from_date=clock.today(),
        source="./run found --account",
        by=INSTALLATION,
        at=clock.now(),
    )
    user = accounts.open_account(person=person, by=INSTALLATION, at=clock.now())
    return _password_link(user)


def _password_link(user: User) -> str:
    """Return the address at which the account's password is chosen: the one that "forgotten password" would mail."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.ADDRESS}{path}"


def _name_in(address: str) -> str:
    """Guess a name from an address: ny.leiar@… is Ny Leiar. It can be corrected later."""
    local = address.partition("@")[0].partition("+")[0]
    return " ".join(part.capitalize() for part in local.replace("_", ".").replace("-", ".").split(".") if part)
