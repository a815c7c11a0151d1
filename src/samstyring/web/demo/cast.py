"""The cast: who acts in the example. Persons go by their offices; nobody is anybody."""

from dataclasses import dataclass
from datetime import date

from samstyring.accounts import acts as accounts
from samstyring.charter import acts as charter
from samstyring.charter import queries as charter_queries
from samstyring.charter.models import Scheme
from samstyring.parties import acts as parties
from samstyring.parties.models import Office, Organisation
from samstyring.records.uploads import Upload

from .story import Story, letter

DOMAIN = "dome.example"
"""A domain that is kept for examples: no mail can reach it."""
SINCE = date(2020, 6, 15)
OPERATOR = "Kontaktperson, felles IT-drift"
OPERATED = ("Aurland", "Lærdal", "Årdal")
NOT_SIGNED = ("Eidfjord", "Samnanger", "Ulvik")
NOT_CONNECTED = ("Fedje", "Hyllestad")


@dataclass(frozen=True)
class Part:
    """One of the cast: key, name, where from, the office held (its key, or a role in the municipality)."""

    key: str
    name: str
    organisation: str = ""
    office: str = ""


SECRETARIAT_LEADER = Part("secretariat_leader", "Leiar, sekretariatet", "Bergen", "sekretariatsleiar")
ADVISER = Part("adviser", "Rådgivar, sekretariatet", "Bergen", "radgivar")
WITH_ACCOUNT = (
    Part("leader", "Leiar, styringsgruppa", "Bergen", "leiar"),
    Part("alver", "Kommunedirektør, Alver", "Alver", "chief_executive"),
    Part("nordfjord", "Kommunedirektør, Stad", "Stad", "chief_executive"),
    Part("askoy", "Kommunedirektør, Askøy", "Askøy", "chief_executive"),
    Part("bjornafjorden", "Kommunedirektør, Bjørnafjorden", "Bjørnafjorden", "chief_executive"),
    Part("hardanger_voss", "Kommunedirektør, Voss", "Voss", "chief_executive"),
    Part("sogn_sunnfjord", "Kommunedirektør, Sogndal", "Sogndal", "chief_executive"),
    Part("sunnhordland", "Kommunedirektør, Stord", "Stord", "chief_executive"),
    Part("oygarden", "Kommunedirektør, Øygarden", "Øygarden", "chief_executive"),
    Part("bergen", "Representant, Bergen", "Bergen"),
    Part("ks", "Observatør, KS", "KS"),
    Part("statsforvaltaren", "Observatør, Statsforvaltaren", "Statsforvaltaren i Vestland"),
    Part("sunnfjord", "Kommunedirektør, Sunnfjord", "Sunnfjord", "chief_executive"),
    Part("kinn", "Kommunedirektør, Kinn", "Kinn", "chief_executive"),
    Part("project_manager", "Prosjektleiar, Sunnfjord", "Sunnfjord"),
    Part("fedje", "Kontaktperson, Fedje", "Fedje", "contact"),
    Part("stranger", "Utanforståande"),
)
FIRST = (
    "leader", "alver", "nordfjord", "ks", "secretariat_leader", "adviser", "project_manager", "fedje", "stranger",
)  # fmt: skip
"""How the sign-in page shows them: those one most wants to be; then the rest."""


def address(part: Part) -> str:
    """Return the e-mail address of one of the cast."""
    return f"{part.key.replace('_', '.')}@{DOMAIN}"


def shown() -> list[Part]:
    """Return the cast in the order in which the sign-in page shows it."""
    everyone = {part.key: part for part in (SECRETARIAT_LEADER, ADVISER, *WITH_ACCOUNT)}
    return [everyone.pop(key) for key in FIRST] + list(everyone.values())


def gather(story: Story) -> None:
    """Register the cast with offices and accounts: the secretariat's leader first, who lets the others in."""
    _join(story, SECRETARIAT_LEADER, "installation")
    _join(story, ADVISER, "secretariat_leader")
    for part in WITH_ACCOUNT:
        _join(story, part, "secretariat_leader")
    for part in shown():
        story.do(accounts.open_account, "secretariat_leader", person=story.person(part.key))
    _operator(story)
    _others(story)


def _join(story: Story, part: Part, by: str) -> None:
    organisation = story.organisation(part.organisation) if part.organisation else None
    person = story.do(
        parties.register_person, by, name=part.name, organisation=organisation, email=address(part), language="nn"
    )
    story.plays(part.key, person)
    if part.office:
        office = Office.objects.filter(key=part.office).first()
        office = office or Office.objects.get(role=part.office, organisation=organisation)
        shown_by = {"evidence": _designation()} if part is SECRETARIAT_LEADER else {}
        story.do(parties.appoint, by, office=office, person=person, from_date=SINCE, source=_source(part), **shown_by)


def _designation() -> Upload:
    """Return the letter by which the host municipality points out the secretariat's leader (SE-1)."""
    text = "Bergen kommune peikar ut leiaren for sekretariatet frå 15. juni 2020."
    return letter("Utpeiking av sekretariatsleiar", "Bergen kommune (eksempel)", SINCE, text)


def _source(part: Part) -> str:
    return f"brev frå {part.organisation} (eksempel)"


def _operator(story: Story) -> None:
    """Register one person at a shared IT operator who is the contact of three municipalities."""
    person = story.do(
        parties.register_person,
        name=OPERATOR,
        organisation=story.organisation(OPERATED[0]),
        email=f"it.drift@{DOMAIN}",
    )
    story.plays("operator", person)
    for name in OPERATED:
        office = Office.objects.get(role="contact", organisation=story.organisation(name))
        story.do(parties.appoint, office=office, person=person, from_date=SINCE, source=f"brev frå {name} (eksempel)")


def _others(story: Story) -> None:
    """Register the chief executive and the contact of every other municipality: they get letters, not accounts."""
    titles = {"chief_executive": "Kommunedirektør", "contact": "Kontaktperson"}
    mail = {"chief_executive": "kommunedirektor", "contact": "kontakt"}
    for office in Office.objects.filter(role__in=titles, holdings=None, organisation__isnull=False).select_related(
        "organisation"
    ):
        organisation = office.organisation
        assert organisation is not None
        person = story.do(
            parties.register_person,
            name=f"{titles[office.role]}, {organisation.name}",
            organisation=organisation,
            email=f"{mail[office.role]}.{organisation.municipality_number}@{DOMAIN}",
        )
        story.do(
            parties.appoint,
            office=office,
            person=person,
            from_date=SINCE,
            source=f"brev frå {organisation.name} (eksempel)",
        )


def set_mailbox(story: Story) -> None:
    """Say where answers to letters go."""
    story.do(
        charter.set_secretariat_mailbox,
        "secretariat_leader",
        cooperation=charter_queries.cooperation(),
        mailbox=f"sekretariatet@{DOMAIN}",
    )


def sign(story: Story) -> None:
    """Register the signatures of forty parties and which of them are connected to DigiFin."""
    agreement = charter_queries.agreement_on(SINCE)
    invited = Organisation.objects.filter(invitations__agreement=agreement).order_by("sort_key")
    signing = [organisation for organisation in invited if organisation.name not in NOT_SIGNED]
    for number, organisation in enumerate(signing):
        story.do(
            charter.register_signature,
            "secretariat_leader",
            agreement=agreement,
            organisation=organisation,
            signed_on=date(2020, 6 + number % 4, 15 + number % 11),
            signatory=f"Kommunedirektør, {organisation.name}",
            place=organisation.name,
            council_decision=f"Sak {30 + number}/20 (eksempel)",
        )
    story.do(
        charter.register_scheme_connection,
        "secretariat_leader",
        scheme=Scheme.objects.get(key="digifin"),
        organisations=[organisation for organisation in signing if organisation.name not in NOT_CONNECTED],
        from_date=date(2021, 1, 1),
        source="oversikt frå KS (eksempel)",
    )
