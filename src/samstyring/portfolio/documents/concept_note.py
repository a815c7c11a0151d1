"""A version of a concept note as a document."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.records.pdf.render import Language
from samstyring.ui import formats

from ..models import ConceptNote, Study
from ..templated import Part
from . import simple


def document(study: Study, note: ConceptNote, language: Language) -> bytes:
    """Return the version as tagged PDF: what is studied and by whom, cost and platform, and every part that is told."""
    facts = [
        (_("State"), "" if note.ready else _("not ready: only those who write it can read it")),
        (_("Need or candidate"), _subject(study)),
        (_("Studied by"), str(study.organisation or _("The secretariat"))),
        (_("Author"), study.author),
        (_("Thought to cost"), _("not said yet") if note.cost is None else formats.money(note.cost)),
        (_("Platform"), ". ".join(filter(None, [capfirst(str(note.get_platform_display())), note.platform_reason]))),
    ]
    blocks: list[simple.Block] = []
    for part in note.parts:
        if part["text"]:
            blocks += [simple.heading(Part(part["key"], part["labels"]).label), *simple.text(part["text"])]
    return simple.made(
        _("Concept note, version %(number)s") % {"number": note.number},
        study.name,
        number=study.code,
        day=note.at,
        facts=facts,
        blocks=blocks,
        language=language,
        at=note.at,
    )


def _subject(study: Study) -> str:
    if study.need is not None:
        return f"{study.need.code} {study.need.name}, {study.need.organisation}"
    return f"{study.project.code} {study.project.name}" if study.project else ""
