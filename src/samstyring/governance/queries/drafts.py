"""What a writer has typed of a case paper and not saved."""

from samstyring.kernel.actors import Actor

from ..models import Case, PaperDraft


def drafts_of(case: Case, actor: Actor) -> list[PaperDraft]:
    """Return the parts that the actor has typed and not saved, the newest first. One SQL statement."""
    if actor.person_id is None:
        return []
    return list(PaperDraft.objects.filter(case=case, by_id=actor.person_id).order_by("-saved_at"))
