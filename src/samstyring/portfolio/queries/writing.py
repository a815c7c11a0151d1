"""What the form of a status report begins with."""

from typing import Any

from ..models import ReportAsk
from ..rules.reports import content_of, filled_in
from .forecasting import Forecasting
from .reports import draft_of, last_report, report_before


def begin_with(ask: ReportAsk, stands: Forecasting) -> dict[str, Any]:
    """Return what the form begins with: the draft, or what is to be corrected, or what was said last time.

    So does an area that the draft says nothing of. What was done since then, and what is to be decided, is said anew
    each time, and a green light where the figures are outside the tolerance. The figures are those of the last forecast,
    or the plan's end where that is later.
    """
    if (draft := draft_of(ask)) is not None:
        said = content_of(draft)
        return stands.to_judge(filled_in(said, report_before(ask)), said) | {"revision": draft.revision}
    if (report := last_report(ask)) is not None:
        return content_of(report) | {"revision": 0}
    before = report_before(ask)
    told = content_of(before) | {"progress": "", "to_decide": "", "red_reason": ""} if before else {}
    return stands.to_judge(told | stands.begins()) | {"revision": 0}
