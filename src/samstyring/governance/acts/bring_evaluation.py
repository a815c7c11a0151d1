"""Bring an evaluation to a case, with its report."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.records.effects import Upload, make_document
from samstyring.records.models import Document

from ..effects.cases import make_case, make_proposal
from ..evaluation_errors import EvaluationClosed
from ..models import Body, Case, EvaluationCase, EvaluationRound
from ..queries import evaluations as queries
from ..queries.groups import check_open
from ..queries.texts import house_language
from ..registry import matters

MATTER = "governance.conclude_evaluation"


@acts.act(
    says=gettext_lazy("%(who)s brought the evaluation to the case %(reference)s for %(body)s"),
    scope=lambda **a: [f"body:{a['body'].pk}"],
)
def bring_evaluation(*, round_: EvaluationRound, body: Body, report: Upload, by: Actor, at: datetime) -> Case:
    """Open a case for a body that concludes evaluations, with that proposal and the report attached (VA-2).

    From then no more answers are taken, so that the report stands; if the case is withdrawn, they are again.
    Raises EvaluationClosed, OtherBodyDecides, BodyClosed.
    """
    if queries.case_of(round_) is not None:
        raise EvaluationClosed
    today = clock.local_date(at)
    check_open(body, today)
    charter.authority(MATTER, body.key, today)
    asked = queries.rows_of(round_)
    answered = sum(1 for row in asked if row.given is not None)
    questions, matter = round_.questions, matters[MATTER]
    payload = {
        "from_date": questions.from_date.isoformat(),
        "last_day": (questions.until - timedelta(days=1)).isoformat(),
    }
    with house_language():
        summary = _(
            "%(answered)s of %(asked)s parties have answered. Figures, answers and recommendations are attached."
        )
        title, name = _("Evaluation of the co-operation"), _("Report of the evaluation")
        wording = matter.wording(payload)
    case = make_case(
        body=body,
        kind=Case.Kind.FREE_TEXT,
        title=title,
        summary=summary % {"answered": answered, "asked": len(asked)},
        case_officer_id=by.person_id,
        at=at,
    )
    make_proposal(case=case, matter=MATTER, payload=payload, wording=wording)
    document = make_document(kind=Document.Kind.ATTACHMENT, title=name, upload=report, about=case, position=1)
    EvaluationCase.objects.create(round=round_, case=case)
    acts.record(
        case, round_, body, document, reference=case.reference, body=body.name, asked=len(asked), answered=answered,
        sha256=document.file.sha256,
    )  # fmt: skip
    return case
