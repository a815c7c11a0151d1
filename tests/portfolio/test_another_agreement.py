"""Another agreement, other clauses: the code knows none of them by its id."""

import re
from pathlib import Path

import samstyring
from samstyring.charter import queries as charter
from samstyring.charter.models import Clause, Invitation
from samstyring.governance.registry import Asked, matters
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.portfolio import acts, queries
from samstyring.portfolio.said import Clauses
from tests.founding import EXAMPLE, found_charter

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
