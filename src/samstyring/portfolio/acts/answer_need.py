"""Answer a need."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.needs import answer, carry_support, take_back_support
from ..models import Need, NeedAnswer, Project
from ..rules.needs import require_answerable, require_living

GIVEN = (
    NeedAnswer.Kind.STUDIED,
    NeedAnswer.Kind.CANDIDATE,
    NeedAnswer.Kind.MERGED,
    NeedAnswer.Kind.DECLINED,
)


@acts.act(says=gettext_lazy("%(who)s answered %(party)s on %(need)s (%(code)s)"))
def answer_need(
    *,
    need: Need,
    kind: str,
    text: str = "",
    into: Need | None = None,
    project: Project | None = None,
    by: Actor,
    at: datetime,
) -> NeedAnswer:
    """Answer a need: it is studied, becomes a candidate (`project`), is merged (`into`), or is declined (FO-7).

    `text` is what the sender reads; declining needs it. Merging lets those behind the need stand behind the other. A
    later answer counts instead of an earlier one: what was merged is then no longer part of the other, and those who
    stood behind that only for its sake do so no longer. Raises NeedOver, InvalidInput.
    """
    require_answerable(need)
    if kind not in GIVEN:
        raise InvalidInput({"kind": _("Choose an answer.")})
    if kind == NeedAnswer.Kind.DECLINED and not text.strip():
        raise InvalidInput({"text": _("Write why, so that the sender can understand it.")})
    if kind == NeedAnswer.Kind.CANDIDATE and project is None:
        raise InvalidInput({"project": _("Choose the project.")})
    if kind == NeedAnswer.Kind.MERGED:
        if into is None or into == need:
            raise InvalidInput({"into": _("Choose the one that it is merged into.")})
        require_living(into)
    if need.state == Need.State.MERGED:
        take_back_support(need=need)
    if kind == NeedAnswer.Kind.MERGED and into is not None:
        carry_support(need=need, into=into)
        acts.record(into)
    made: NeedAnswer = answer(
        need=need,
        kind=kind,
        text=text,
        into=into if kind == NeedAnswer.Kind.MERGED else None,
        project=project if kind == NeedAnswer.Kind.CANDIDATE else None,
    )
    acts.record(*([project] if made.project_id and project else []), answer=str(kind))
    return made
