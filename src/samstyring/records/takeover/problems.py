"""What is wrong in a workbook, as a file to mend it by."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ..registry.lookups import Problem


def problems_file(problems: Iterable[Problem]) -> HttpResponse:
    """Return every error as CSV that a Norwegian spreadsheet opens as it is."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, _("errors.csv")) or ""
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Sheet"), _("Row"), _("Column"), _("What it says"), _("What is wrong"), _("What to do")])
    for problem in problems:
        texts = (problem.column, problem.value, problem.why, problem.right)
        writer.writerow([_harmless(problem.sheet), problem.row or "", *map(_harmless, texts)])
    return response


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
