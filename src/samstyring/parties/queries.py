"""What can be asked of organisations, people and offices."""

from .models import Office


def office_with_role(role: str) -> Office | None:
    """Return the co-operation's own office with a role ("secretariat_leader"), the first one if there are several."""
    return Office.objects.filter(role=role, key__isnull=False).select_related("organisation").order_by("pk").first()
