"""Lists as PDF: tagged, on lying pages, with the filters that were on, under the co-operation's name."""

from typing import cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf.render import Language, render
from samstyring.ui import formats
from samstyring.ui.tables.printing import Printed, register_printer

from . import queries


@register_printer
def as_pdf(printed: Printed) -> bytes:
    """Return a list as PDF, in the language of the page."""
    count = sum(len(rows) for _heading, rows in printed.groups)
    facts = [(_("Filters"), "; ".join(printed.filters)), (_("Rows"), formats.number(count))]
    return render(
        "list",
        pdf.ListData(
            head=pdf.Head(
                cooperation=queries.cooperation().name,
                date=formats.day(clock.today()),
                demo=queries.installation_mode() == "demo",
            ),
            title=printed.title,
            facts=tuple(pdf.Fact(label=label, value=value) for label, value in facts if value),
            columns=tuple(printed.columns),
            figures=tuple(printed.figures),
            groups=tuple(
                pdf.Rows(heading=heading, rows=tuple(tuple(row) for row in rows)) for heading, rows in printed.groups
            ),
        ),
        language=cast(Language, get_language() or "nn"),
        at=clock.now(),
    )
