"""What two acts write of views."""

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person

from ..models import OpeningView, SavedView


@effect
def open_with(*, basis: Basis | None, person: Person, list_name: str, view: SavedView | None) -> OpeningView:
    """Let a person's list open with a view, or as it is."""
    del basis  # a preference of one's own rests on nothing
    made, _new = OpeningView.objects.update_or_create(person=person, list_name=list_name, defaults={"view": view})
    return made
