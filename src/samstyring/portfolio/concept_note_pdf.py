"""A version of a concept note as a document."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf.render import Language, render
from samstyring.ui import formats, richtext

from .models import ConceptNote, Study
from .templated import Part


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
    blocks: list[dict[str, Any]] = []
    for part in note.parts:
        if part["text"]:
            label = Part(part["key"], part["labels"]).label
            blocks.append({"type": "heading", "level": 2, "content": [{"text": label}]})
            blocks += richtext.from_text(part["text"])["content"]
    return render(
        "simple",
        pdf.SimpleData(
            head=pdf.Head(
                cooperation=charter.cooperation().name,
                number=study.code,
                date=formats.day(note.at),
                demo=charter.installation_mode() == "demo",
            ),
            title=_("Concept note, version %(number)s") % {"number": note.number},
            subtitle=study.name,
            facts=tuple(pdf.Fact(label=str(label), value=value) for label, value in facts if value),
            content=richtext.normalise({"type": "doc", "content": blocks}),
        ),
        language=language,
        at=note.at,
    )


def _subject(study: Study) -> str:
    if study.need is not None:
        return f"{study.need.code} {study.need.name}, {study.need.organisation}"
    return f"{study.project.code} {study.project.name}" if study.project else ""
