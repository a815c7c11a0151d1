"""What advising bodies said in cases, as pages and documents show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel import canonical, clock
from samstyring.ui import formats

from ..models import Advice, AgendaItem, Case, Proposal
from ..rules.advice import RULE, dissent
from ..rules.room import Stand, Tally
from . import recorded
from .ruled import rule_of
from .texts import canonical_text


@dataclass(frozen=True)
class Given:
    """One advice with the positions behind it. `earlier` tells that the text has changed since it was given."""

    advice: Advice
    tally: Tally
    earlier: bool

    @property
    def dissent(self) -> Sequence[Stand]:
        """Return the seats that did not share it."""
        return dissent(self.advice.conclusion, self.tally)

    @property
    def spoken(self) -> list[Stand]:
        """Return the seats whose words stand with it: remarks, reasons of those who object, who stood aside."""
        return [stand for stand in self.tally.stands if stand.text]

    @property
    def whole(self) -> str:
        """Return its words and those of its members, as one text: what a named person reads before it is public."""
        said = [f"{stand.name}: {stand.text}" for stand in self.spoken]
        return "\n".join(each for each in (self.advice.text, *said) if each)

    @property
    def in_writing(self) -> bool:
        """Tell whether it was given in writing, between meetings."""
        return self.advice.item.written_id is not None

    @property
    def number(self) -> str:
        """Return the number under which the body treated it: "RG 3/22"."""
        return self.advice.item.label

    @property
    def heading(self) -> str:
        """Return who advised, when, under which number."""
        says = _("%(body)s in writing, %(day)s, %(number)s") if self.in_writing else _("%(body)s, %(day)s, %(number)s")
        return says % {
            "body": self.advice.body.name,
            "day": formats.day(self.advice.given_on),
            "number": self.number,
        }

    @property
    def says(self) -> str:
        """Say in one sentence what the body advised, and how it was agreed on."""
        words = _("%(body)s %(concludes)s.") % {
            "body": self.advice.body.name,
            "concludes": self.advice.get_conclusion_display(),
        }
        if self.in_writing and self.tally.silent:
            names = formats.sentence(stand.name for stand in self.tally.silent)
            words = f"{words} " + _("Not answered: %(seats)s.") % {"seats": names}
        if self.dissent:
            names = formats.sentence(stand.name for stand in self.dissent)
            return f"{words} " + _("Not shared by %(seats)s.") % {"seats": names}
        return words if self.advice.conclusion == Advice.Conclusion.NONE else f"{words} " + _("Nobody dissented.")


def _rows(ids: tuple[UUID, ...]) -> list[Advice]:
    """Return the advice given in cases, the first one first: it comes with their items, which a page asks for anyway."""
    found = [advice for item in recorded.items_of(ids) if (advice := getattr(item, "advice", None)) is not None]
    return sorted(found, key=lambda advice: (advice.given_on, advice.pk))


def _tally(advice: Advice) -> Tally:
    """Return how the round stood when the advice was given."""
    return Tally(
        [
            Stand(
                advice.pk, advice.pk, row["seat"], row["holder"], "", row["present"], kind=row["kind"], text=row["text"]
            )
            for row in advice.stands
        ]
    )


def given_in(cases: Iterable[Case], proposals: Iterable[Proposal] = ()) -> dict[UUID, list[Given]]:
    """Return the advice given in cases, by case, the first one first.

    One SQL statement; `proposals` are those of the cases, as they stand now. What
    was decided is compared by the digest that the decision has.
    """
    by_id = {case.pk: case for case in cases}
    rows = _rows(tuple(by_id))
    if not rows:
        return {}
    now: dict[UUID, list[Proposal]] = {}
    for proposal in proposals:
        now.setdefault(proposal.case_id, []).append(proposal)
    found: dict[UUID, list[Given]] = {}
    texts: dict[UUID, str] = {}
    for row in rows:
        key = row.case_id
        if key not in texts:
            decision = getattr(row.item.case, "decision", None)
            texts[key] = decision.sha256 if decision else canonical.sha256(canonical_text(by_id[key], now.get(key, [])))
        earlier = row.sha256 != texts[key]
        found.setdefault(key, []).append(Given(row, _tally(row), earlier))
    return found


def rule_on_advice(item: AgendaItem) -> Ruled | None:
    """Return the rule by which the body concludes on an item that it is to advise on; None where it decides itself."""
    if not item.advisory:
        return None
    if item.written is None:
        return rule_of(item.meeting, RULE)
    opened_at = item.written.opened_at
    on = clock.local_date(opened_at) if opened_at else clock.today()
    return charter.rule_on(RULE, on, item.written.body.key)
