"""A version of a mandate as a document."""

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.records.pdf.render import Language

from .. import reading
from ..queries.mandates import MandatePage
from . import simple


def document(page: MandatePage, language: Language) -> bytes:
    """Return the version as PDF, with what it rests on, every part of it, and who leads the project."""
    mandate, project = page.mandate, page.project
    facts = [
        (_("State"), reading.standing_words(page)),
        (_("Project owner"), str(project.owner) if project.owner else ""),
        (_("Project manager"), str(project.manager) if project.manager else ""),
    ]
    blocks: list[simple.Block] = []
    for label, _before, after in page.rows:
        if after:
            blocks += [simple.heading(label), *simple.text(after)]
    return simple.made(
        reading.heading(mandate, _("mandate")),
        project.name,
        number=project.code,
        day=mandate.in_force_from or mandate.created_at,
        facts=facts,
        blocks=blocks,
        language=language,
        at=clock.now(),
    )
