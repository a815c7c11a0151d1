"""Steps that tests of groups share: one set up by decision of the steering group."""

from datetime import timedelta

from samstyring.governance import acts
from samstyring.governance.models import Case
from samstyring.kernel import clock
from tests.governance.steps import body, decide, do, open_meeting


def set_up(name: str = "Faggruppe arkiv", key: str = "FA") -> None:
    """Set a group up by decision of the steering group."""
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title=name)
    payload = {"name": name, "key": key, "mandate": "Greie ut felles arkivløysing."}
    do(acts.add_proposal, case=case, matter="governance.set_up_group", payload=payload, wording="Ho blir sett ned.")
    decide(open_meeting([case], starts_at=clock.now() + timedelta(minutes=5)), name)
