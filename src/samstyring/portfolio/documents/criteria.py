"""A version of the scoring criteria as a document."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.records.pdf.render import Language
from samstyring.ui import formats

from ..models import ScoringCriteria
from ..queries.scoring import CriteriaPage
from ..ranking_words import share_words
from . import simple


def document(page: CriteriaPage, version: ScoringCriteria, language: Language) -> bytes:
    """Return the version as tagged PDF: each criterion with its weight, its share of the whole, and its steps."""
    blocks = simple.text(version.note) if version.note else []
    rows = [[_("Criterion"), _("Weight"), _("Share")]]
    rows += [
        [row["name"], formats.number(row["weight"]), share_words(page.shares[row["key"]])] for row in version.criteria
    ]
    blocks += [simple.heading(_("Criteria")), simple.table(rows)]
    for row in version.criteria:
        steps = [[_("Step"), _("Means")], *([str(step), word] for step, word in enumerate(row["levels"], start=1))]
        blocks.append(simple.heading(row["name"]))
        blocks += simple.text(row["explanation"]) if row["explanation"] else []
        blocks.append(simple.table(steps))
    return simple.made(
        _("Scoring criteria"),
        _("version %(number)s") % {"number": version.number} if version.number else str(version.get_state_display()),
        number="",
        day=version.in_force_from or version.created_at,
        facts=[(_("State"), _state(page, version))],
        blocks=blocks,
        language=language,
        at=clock.now(),
        body=version.body.name,
    )


def _state(page: CriteriaPage, version: ScoringCriteria) -> str:
    if page.is_in_force:
        words = {"day": formats.day(version.in_force_from), "basis": version.basis}
        return _("In force from %(day)s, %(basis)s") % words
    return str(capfirst(str(version.get_state_display())))
