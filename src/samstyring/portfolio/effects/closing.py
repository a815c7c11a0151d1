"""Printing the closing report of a project, to be kept as it read when it was written."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.records.effects import Upload, make_document
from samstyring.records.models import Document

from ..documents import closing_report
from ..models import ClosingReport
from ..saying import in_cooperation_language


@effect
def print_closing_report(*, report: ClosingReport, basis: Basis | None = None) -> Document:
    """Make the PDF of a version, and keep it as a document of the project. The version need not be stored yet."""
    del basis
    with in_cooperation_language():
        facts = {"project": report.project, "number": report.number}
        title = _("Closing report of %(project)s, version %(number)s") % facts
        content = closing_report.document(report, get_language() or "nn")
    name = f"{report.project.code} {title}.pdf"
    return make_document(
        kind=Document.Kind.OTHER, title=title, upload=Upload(name, content), about=report.project, dated=report.ends_on
    )
