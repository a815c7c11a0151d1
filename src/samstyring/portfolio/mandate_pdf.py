"""A version of a mandate as a document."""

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf.render import Language, render
from samstyring.ui import formats, richtext

from . import reading
from .queries.mandates import MandatePage


def document(page: MandatePage, language: Language) -> bytes:
    """Return the version as PDF, with what it rests on, every part of it, and who leads the project."""
    mandate, project = page.mandate, page.project
    facts = [
        (_("State"), reading.standing_words(page)),
        (_("Project owner"), str(project.owner) if project.owner else ""),
        (_("Project manager"), str(project.manager) if project.manager else ""),
    ]
    blocks = []
    for label, _before, after in page.rows:
        if after:
            blocks.append({"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": str(label)}]})
            blocks += richtext.from_text(after)["content"]
    return render(
        "simple",
        pdf.SimpleData(
            head=pdf.Head(
                cooperation=charter.cooperation().name,
                number=project.code,
                date=formats.day(mandate.in_force_from or mandate.created_at),
                demo=charter.installation_mode() == "demo",
            ),
            title=reading.heading(mandate, _("mandate")),
            subtitle=project.name,
            facts=tuple(pdf.Fact(label=str(label), value=value) for label, value in facts if value),
            content=richtext.normalise({"type": "doc", "content": blocks}),
        ),
        language=language,
        at=clock.now(),
    )
