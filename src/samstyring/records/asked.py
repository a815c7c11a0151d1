"""How being asked and having answered reads: what several kinds of questions share. Pure, on rows already fetched."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from samstyring.parties.models import Organisation
from samstyring.ui import formats

from .asking import GivenAnswer


class ToAnswer:
    """A question to those who answer for one or several parties, with the answers that count, by party."""

    organisations: Sequence[Organisation]
    answers: Mapping[UUID, Any]

    @property
    def answered(self) -> list[Any]:
        """Return the answers that count, each once."""
        return list({given.pk: given for given in self.answers.values()}.values())

    @property
    def silent(self) -> list[Organisation]:
        """Return the parties that have not answered."""
        return [row for row in self.organisations if row.pk not in self.answers]

    @property
    def silent_words(self) -> str:
        """Name them."""
        return formats.sentence(self.silent)

    def in_words(self, given: GivenAnswer) -> dict[str, str]:
        """Return what an answer is told by: for whom it was given, on which day, and by whom."""
        parties = [row for row in self.organisations if self.answers.get(row.pk) == given]
        day = formats.day(given.answered_on)
        return {"parties": formats.sentence(parties), "day": day, "who": given.answered_by}


class PartyAsked:
    """One party in a round: the answer that counts, if it gave one, and the answers before it."""

    organisation: Organisation
    given: Any
    earlier: Sequence[Any]

    @property
    def together(self) -> list[Organisation]:
        """Return the other parties that the same answer speaks for."""
        parties = self.given.parties.all() if self.given is not None else ()
        return [row.organisation for row in parties if row.organisation_id != self.organisation.pk]

    @property
    def sort_key(self) -> str:
        """Return the key that it is sorted by."""
        return self.organisation.sort_key
