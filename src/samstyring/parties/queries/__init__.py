"""What can be asked of organisations, people and offices."""

from .asking import WHO_ANSWERS, answers_for, for_the_party
from .listing import Listing, Row, listing, members_on, municipalities_on
from .offices import Filled, filled, goes_with, holding, office, office_with_role, offices_of, people_to_ask
from .organisations import OrganisationPage, organisation, organisation_page, organisations_by_number, populations_of
from .people import candidates, everyone, has_address, named, people, people_of, person, titles_of
from .successions import (
    is_changing,
    is_still_to_come,
    merged_into,
    number_problems,
    numbers_inherited,
    splits_around,
    succession_of,
    successions_after,
    successions_into,
)

__all__ = [
    "WHO_ANSWERS",
    "Filled",
    "Listing",
    "OrganisationPage",
    "Row",
    "answers_for",
    "candidates",
    "everyone",
    "filled",
    "for_the_party",
    "goes_with",
    "has_address",
    "holding",
    "is_changing",
    "is_still_to_come",
    "listing",
    "members_on",
    "merged_into",
    "municipalities_on",
    "named",
    "number_problems",
    "numbers_inherited",
    "office",
    "office_with_role",
    "offices_of",
    "organisation",
    "organisation_page",
    "organisations_by_number",
    "people",
    "people_of",
    "people_to_ask",
    "person",
    "populations_of",
    "splits_around",
    "succession_of",
    "successions_after",
    "successions_into",
    "titles_of",
]
