"""Writing what is said of a case paper."""

from datetime import datetime

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Case, CaseComment
from ..queries.standing import person_acting


@effect
def add_comment(
    *,
    case: Case,
    text: str,
    at: datetime,
    quote: str = "",
    thread: CaseComment | None = None,
    kind: str = CaseComment.Kind.REMARK,
    basis: Basis | None = None,
) -> CaseComment:
    """Add an entry to a thread, or begin one."""
    del basis
    return CaseComment.objects.create(
        case=case,
        thread=thread,
        kind=kind,
        quote=quote,
        text=text,
        by=person_acting(require_running("add_comment").by),
        at=at,
    )
