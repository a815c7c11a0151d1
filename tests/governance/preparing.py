"""What tests of preparing and calling share, beside `steps`."""

from samstyring.governance import acts
from samstyring.governance.models import Case, Meeting
from samstyring.records.uploads import Upload
from samstyring.ui import richtext
from tests.governance.steps import do, free_text_case, planned_meeting

LETTER = Upload("brev.txt", b"Eg godkjenner dette.")


def text(words: str) -> str:
    """Return rich text of one paragraph, as stored."""
    return richtext.canonical(richtext.from_text(words))


def frozen_meeting(cases: int = 1) -> Meeting:
    """Return a meeting with so many free-text cases and a frozen agenda."""
    meeting = planned_meeting()
    for number in range(cases):
        do(acts.put_on_agenda, meeting=meeting, case=free_text_case(f"Sak nummer {number + 1}"))
    do(acts.freeze_agenda, meeting=meeting)
    return Meeting.objects.get(pk=meeting.pk)


def edit(case: Case, **changes: str) -> Case:
    """Edit a case as the adviser, what is not named staying as it is."""
    case = Case.objects.get(pk=case.pk)
    names = ("title", "summary", "background", "assessment", "recommendation")
    return do(acts.edit_case, case=case, **{**{name: getattr(case, name) for name in names}, **changes})
