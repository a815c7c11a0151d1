"""When a draft mandate takes comments."""

from ..errors import NotOpenForMandateComments
from ..models import Mandate
from .projects import OVER


def takes_comments(mandate: Mandate | None) -> bool:
    """Tell whether comments are taken: while it is a draft, of a project that is not over."""
    return mandate is not None and mandate.is_draft and mandate.project.state not in OVER


def require_commentable(mandate: Mandate) -> None:
    """Raise NotOpenForMandateComments for a version that is proposed or settled."""
    if not takes_comments(mandate):
        raise NotOpenForMandateComments
