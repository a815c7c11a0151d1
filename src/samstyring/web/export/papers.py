"""Every case with its paper as PDF/A, beside the files that belong to it."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.governance.models import Case
from samstyring.governance.queries import papers, printed
from samstyring.kernel import clock
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf import render
from samstyring.ui import formats

from . import names
from .files import case_folder
from .target import Target


def write_papers(target: Target) -> int:
    """Write the paper of every case, as it stands now. Return how many there are."""
    cases = list(Case.objects.select_related("body", "case_officer").prefetch_related("items").order_by("created_at"))
    for done, case in enumerate(cases):
        target.tell(names.cases(), done, len(cases))
        target.write("case", _render(case), *case_folder(case), f"{case.reference} {names.paper()}.pdf")
    return len(cases)


def _render(case: Case) -> bytes:
    own = (item for item in case.items.all() if not item.advisory)
    item = max(own, key=lambda item: (item.year or 0, item.number or 0), default=None)
    paper = papers.paper_of(case, clock.today(), item)
    head = pdf.Head(
        cooperation=charter.cooperation().name,
        body=case.body.name,
        number=case.reference,
        date=formats.day(case.changed_at),
        demo=charter.installation_mode() == "demo",
    )
    facts = (pdf.Fact(label=_("State"), value=str(case.get_state_display())),)
    data = pdf.PapersData(head=head, title=_("Case paper"), facts=facts, cases=(printed.case_of(paper),))
    language: Any = get_language() or "nn"
    return render("papers", data, language=language, at=clock.now())
