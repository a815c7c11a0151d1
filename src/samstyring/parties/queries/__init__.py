"""What can be asked of organisations, people and offices."""

from .listing import Listing, Row, listing, members_on, municipalities_on
from .offices import Filled, filled, holding, office, office_with_role, offices_of
from .organisations import OrganisationPage, organisation, organisation_page, organisations_by_number
from .people import candidates, has_address, named, people, people_of, person, titles_of
from .successions import merged_into, numbers_inherited, succession_of, successions_after, successions_into

__all__ = [
    "Filled",
    "Listing",
    "OrganisationPage",
    "Row",
    "candidates",
    "filled",
    "has_address",
    "holding",
    "listing",
    "members_on",
    "merged_into",
    "municipalities_on",
    "named",
    "numbers_inherited",
    "office",
    "office_with_role",
    "offices_of",
    "organisation",
    "organisation_page",
    "organisations_by_number",
    "people",
    "people_of",
    "person",
    "succession_of",
    "successions_after",
    "successions_into",
    "titles_of",
]
