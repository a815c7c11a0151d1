"""Close an initiative with what came of it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.needs import answer, carry_support, for_another
from ..models import Need, NeedAnswer, Project
from ..rules.initiatives import require_open
from ..rules.needs import require_living

Kind = NeedAnswer.Kind
ENDS = (Kind.CLOSED, Kind.MERGED, Kind.CANDIDATE)


@acts.act(
    says=gettext_lazy("%(who)s closed %(need)s (%(code)s) from %(party)s"),
    scope=lambda **a: [f"party:{a['need'].organisation_id}"],
)
def close_initiative(
    *,
    need: Need,
    kind: str,
    text: str = "",
    into: Need | None = None,
    project: Project | None = None,
    by: Actor,
    at: datetime,
) -> NeedAnswer:
    """Say what came of an initiative: a common need (`into`), a project candidate (`project`), or `text` alone (FO-7).

    It invites nobody and takes no answers from then on; what was answered stays. Those behind it stand behind the need
    that it goes on as, and those who said yes are the ones to ask when a candidate is registered from it. Raises
    NotInitiative, InvitationClosed, NeedOver, InvalidInput.
    """
    require_open(need)
    if kind not in ENDS:
        raise InvalidInput({"kind": _("Choose what came of it.")})
    if kind == Kind.CLOSED and not text.strip():
        raise InvalidInput({"text": _("Write what came of it: those who were invited read it.")})
    if kind == Kind.CANDIDATE and project is None:
        raise InvalidInput({"project": _("Choose the project.")})
    if kind == Kind.MERGED:
        if into is None or into == need:
            raise InvalidInput({"into": _("Choose the need that it goes on as.")})
        require_living(into)
        carry_support(need=need, into=into)
        acts.record(into)
    if for_another():
        acts.on_behalf_of(need.organisation)
    made: NeedAnswer = answer(
        need=need,
        kind=kind,
        text=text,
        into=into if kind == Kind.MERGED else None,
        project=project if kind == Kind.CANDIDATE else None,
    )
    acts.record(*([project] if made.project_id and project else []), answer=str(kind))
    return made
