"""What holds for offices and those who hold them, asked of rows already fetched."""

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
