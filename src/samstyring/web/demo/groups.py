"""The members of the groups: who takes part in them, by role, as an example."""

from datetime import date

from samstyring.governance import acts
from samstyring.governance.models import Body
from samstyring.parties import acts as parties

from .cast import DOMAIN
from .story import Story

SINCE = date(2022, 9, 1)
RESOURCE_GROUP = ("Bergen", "Alver", "Sunnfjord", "Voss")
SECURITY = ("Kinn", "Stord")


def seat_resource_group(story: Story) -> None:
    """Tell who sits in the resource group: heads of digitalisation, and the secretariat's leader (RG-1)."""
    body = Body.objects.get(key="RG")
    source = "referat frå styringsgruppa 26. august 2022 (eksempel)"
    for name in RESOURCE_GROUP:
        _appoint(story, body, name, "Digitaliseringssjef", "digitalisering", SINCE, source)
    story.do(
        acts.appoint_substitute,
        seat=body.seats.get(name="Digitaliseringssjef, Sunnfjord"),
        person=story.person("project_manager"),
        from_date=SINCE,
        until=date(2023, 1, 1),
        source=source,
    )
    story.do(
        acts.appoint_member,
        body=body,
        person=story.person("secretariat_leader"),
        role="Leiar, sekretariatet",
        from_date=SINCE,
        source=source,
    )


def seat_security_group(story: Story) -> None:
    """Tell who joined the expert group when it was set up."""
    body = Body.objects.get(key="FI")
    for name in SECURITY:
        _appoint(
            story,
            body,
            name,
            "Rådgivar informasjonstryggleik",
            "tryggleik",
            date(2022, 10, 17),
            f"e-post frå {name} (eksempel)",
        )


def _appoint(story: Story, body: Body, name: str, role: str, box: str, on: date, source: str) -> None:
    """Register whoever has a role in a municipality, and the seat in the group."""
    organisation = story.organisation(name)
    person = story.do(
        parties.register_person,
        name=f"{role}, {name}",
        organisation=organisation,
        email=f"{box}.{organisation.municipality_number}@{DOMAIN}",
    )
    story.do(acts.appoint_member, body=body, person=person, role=f"{role}, {name}", from_date=on, source=source)
