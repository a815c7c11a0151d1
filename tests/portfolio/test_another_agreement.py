"""Another agreement, other clauses: the code knows none of them by its id."""

import re
from pathlib import Path

from django.test import Client
from django.urls import reverse
from django.utils import translation

import samstyring
from samstyring.accounts.acts import open_account
from samstyring.charter import queries as charter
from samstyring.charter.models import Clause, Invitation
from samstyring.charter.naming import naming_decider
from samstyring.governance.registry import Asked, matters
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties import acts as people
from samstyring.parties.models import Office, Organisation
from samstyring.portfolio import acts, queries
from samstyring.portfolio.said import Clauses
from tests.founding import EXAMPLE, IN_OFFICE_SINCE, found_charter

A_CLAUSE = re.compile(r"""["'](?:PA|GP|FI|SG|SI|OR|BG|VA|SE|LE)-\d+[a-z]?\b""")


def test_the_sources_are_the_clauses_of_the_agreement_that_holds(db: None) -> None:
    found_charter(EXAMPLE)
    today = clock.today()
    parties = [row.organisation for row in Invitation.objects.select_related("organisation")]
    project = acts.register_project(
        name="Felles kart",
        origin="regional",
        summary="x",
        purposes=[purpose.key for purpose in queries.purposes_on(today)],
        owner=parties[0],
        participants=parties[1:],
        by=INSTALLATION,
        at=clock.now(),
    )
    payload = {"project": str(project.pk)}
    asked = Asked(payload, [("portfolio.start_project", payload)], today, project.pk)
    found = {one.key: one for one in matters["portfolio.start_project"].requirements(asked)}

    known = set(Clause.objects.filter(edition=charter.edition_on(today)).values_list("ref", flat=True))
    assert {one.source for one in found.values()} <= known
    assert found["portfolio.participants_accepted"].must  # as its rules of procedure say
    assert "finance.funding_plan_in_force" in found


def test_what_an_agreement_does_not_speak_of_is_not_asked_for() -> None:
    silent = queries.clauses_in({})

    assert silent == Clauses()


def test_no_clause_stands_in_the_code() -> None:
    source = Path(samstyring.__file__).parent
    named = [
        f"{path.relative_to(source)}: {found[0]}"
        for app in ("portfolio", "finance")
        for path in [*(source / app).rglob("*.py"), *(source / app).rglob("*.html")]
        for found in A_CLAUSE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert named == []


def test_the_pages_name_the_body_that_the_agreement_gives_the_matter_to(db: None) -> None:
    found_charter(EXAMPLE)
    at, today = clock.now(), clock.today()
    parties = [row.organisation for row in Invitation.objects.select_related("organisation")]
    host = Organisation.objects.get(name="Sogndal")
    officer = people.register_person(
        name="Saksbehandlar", organisation=host, email="s@example.no", by=INSTALLATION, at=at
    )
    office = Office.objects.get(key="saksbehandlar")
    held = {"office": office, "person": officer, "from_date": IN_OFFICE_SINCE, "source": "Brev"}
    people.appoint(**held, by=INSTALLATION, at=at)
    user = open_account(person=officer, by=INSTALLATION, at=at)
    project = acts.register_project(
        name="Felles kart",
        origin="regional",
        summary="x",
        purposes=[purpose.key for purpose in queries.purposes_on(today)],
        owner=host,
        participants=[party for party in parties if party != host],
        by=INSTALLATION,
        at=at,
    )
    client = Client()
    client.force_login(user)
    shown = client.get(project.get_absolute_url()).content.decode()
    assert "Fjordkartnemnda avgjer det, i ei sak." in shown
    drafting = reverse("portfolio:draft_mandate", args=[project.code])
    assert "Avgjerdspunkt for Fjordkartnemnda" in client.get(drafting).content.decode()
    intent = client.get(drafting).context["form"]["intent"].value()
    drafted = client.post(drafting, {"goal": "Eitt kart", "scope": "Kart", "intent": intent}, follow=True)
    assert "Det gjeld når Fjordkartnemnda vedtek det." in drafted.content.decode()
    assert charter.name_of_decider("portfolio.enter_portfolio", today) == "Kommunestyra"


def test_each_body_is_named_where_several_decide_and_none_where_none_does(db: None) -> None:
    found_charter(EXAMPLE)
    with translation.override("nn"):
        assert charter.name_of_decider("governance.free_text", clock.today()) == "Fjordkartnemnda eller Kommunestyra"
        assert charter.name_of_decider("portfolio.nothing", clock.today()) == "organet som avgjer"
        assert str(naming_decider("%(body)s avgjer.", "portfolio.nothing")) == "Organet som avgjer avgjer."


def test_no_text_of_the_product_names_a_body_of_one_co_operation() -> None:
    source = Path(samstyring.__file__).parent
    named = re.compile(r"portfolio board|porteføljestyre", re.IGNORECASE)
    found = [
        str(path.relative_to(source))
        for path in source.glob("*/locale/*/LC_MESSAGES/django.po")
        if named.search(path.read_text(encoding="utf-8").replace('"\n"', ""))
    ]
    assert found == []
