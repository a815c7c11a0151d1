"""What is on its way in a national co-operation, for tools/bench.py: the next meeting, risks, an agreement prepared.

Done by acts, as the tests do it, on what tools/bench_rows.py has filled: little of each, and all that hangs together.
"""

from samstyring.charter.models import Successor
from samstyring.governance import acts as governance
from samstyring.portfolio import acts as portfolio
from samstyring.portfolio.models import Project
from tests.agreement.test_risks import RISK
from tests.agreement.test_successor import prepare
from tests.governance.preparing import frozen_meeting
from tests.governance.steps import do
from tests.portfolio import steps

RISKS = 12
LATE = 5
"""How many projects come to the meeting after it was called."""


def add() -> None:
    """Call a meeting to which several projects come late, register risks of a project, and prepare a new agreement."""
    if Successor.objects.exists():
        return
    meeting = frozen_meeting()
    do(governance.call_meeting, "leader", meeting=meeting)
    for number in range(LATE):
        case = steps.case_about(steps.ready(f"Seint framlegg {number}"))
        do(governance.put_on_agenda, meeting=meeting, case=case)
    project = Project.objects.get(code="P0107")
    for number in range(RISKS):
        do(portfolio.register_risk, project=project, values=RISK | {"title": f"Risiko {number}"})
    prepare()
