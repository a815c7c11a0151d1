"""Choose the language to read in."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, NotThere
from samstyring.parties.models import Person
from samstyring.ui.context import languages


@acts.act(says=_("%(who)s chose a language"), public=True)
def choose_language(*, language: str, by: Actor, at: datetime) -> Person:
    """Store the language that a person reads in; letters to them follow it. Raises InvalidInput, NotThere."""
    if language not in languages():
        raise InvalidInput({"language": _("%(language)s is not one of the languages here.") % {"language": language}})
    person = Person.objects.select_for_update().filter(pk=by.person_id).first() if by.person_id else None
    if person is None:
        raise NotThere
    person.language = language
    person.save()
    acts.record(person, language=language)
    return person
