"""Where a municipality stands to the agreement on a day: invited, decided, party, declined, left; and what is next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import book
from samstyring.parties.models import Organisation, Succession
from samstyring.parties.queries import municipalities_on, succession_of, successions_after
from samstyring.records import queries as documents
from samstyring.ui import formats

from ..models import Accession, Agreement, Invitation, Joining, SuccessorDecline
from .editions import agreement_on
from .parties import clause_of_signatures
from .successors import declines_of

PARTY: Final = "party"
LEAVING: Final = "leaving"
SIGNED: Final = "signed"
DECIDED: Final = "decided"
INVITED: Final = "invited"
DECLINED: Final = "declined"
LEFT: Final = "left"
MERGED: Final = "merged"
NOT_INVITED: Final = "not_invited"
OUTSIDE: Final = "outside"
# In the order in which they are shown.
PLACES = (PARTY, LEAVING, SIGNED, DECIDED, INVITED, DECLINED, LEFT, NOT_INVITED, OUTSIDE, MERGED)
PLACE_WORDS = {
    PARTY: gettext_lazy("Party"),
    LEAVING: gettext_lazy("Party, has given notice"),
    SIGNED: gettext_lazy("Signed, not yet party"),
    DECIDED: gettext_lazy("Decided to join, not signed"),
    INVITED: gettext_lazy("Invited, no answer"),
    DECLINED: gettext_lazy("Declined"),
    LEFT: gettext_lazy("Has left"),
    NOT_INVITED: gettext_lazy("Not invited"),
    OUTSIDE: gettext_lazy("Not named in the agreement"),
    MERGED: gettext_lazy("Merged into another"),
}
PLACE_SHORT = {
    PARTY: gettext_lazy("Party"),
    LEAVING: gettext_lazy("Notice given"),
    SIGNED: gettext_lazy("Signed"),
    DECIDED: gettext_lazy("Decided"),
    INVITED: gettext_lazy("Invited"),
    DECLINED: gettext_lazy("Declined"),
    LEFT: gettext_lazy("Has left"),
    NOT_INVITED: gettext_lazy("Not invited"),
    OUTSIDE: gettext_lazy("Not named"),
    MERGED: gettext_lazy("Merged"),
}
# The mark (shape and colour) of each.
PLACE_MARKS = {PARTY: "ok", LEAVING: "soon", SIGNED: "soon", DECIDED: "soon", INVITED: "due"}
MAY_BE_INVITED = (DECLINED, LEFT, NOT_INVITED)


@dataclass(frozen=True)
class Place:
    """Where one municipality stands on a day. `joining` is the invitation that counts, `accession` the newest one.

    `succession` tells who stands in its place, or will, where it is merged. `declined` is the council's no to an
    agreement while it was prepared to take over.
    """

    organisation: Organisation
    on: date
    state: str
    joining: Any = None
    accession: Accession | None = None
    succession: Succession | None = None
    declined: SuccessorDecline | None = None

    @property
    def council(self) -> Any:
        """Return what the council decided that the state rests on, or None."""
        return self.declined or getattr(self.joining, "decision", None)

    @property
    def words(self) -> str:
        """Say the state."""
        return str(PLACE_WORDS[self.state])

    @property
    def short(self) -> str:
        """Say the state in a word or two, as a tile has room for."""
        return str(_("No answer") if self.overdue else PLACE_SHORT[self.state])

    @property
    def mark(self) -> str:
        """Return the mark of the state."""
        return "broken" if self.overdue else PLACE_MARKS.get(self.state, "na")

    @property
    def overdue(self) -> bool:
        """Tell whether an answer was asked for by a day that is past, and there is none: silence is no answer."""
        return self.state == INVITED and self.joining.answer_by < self.on

    @property
    def last_day(self) -> date | None:
        """Return the last day as a party, of one that has given notice."""
        until = self.accession.until if self.accession and self.state == LEAVING else None
        return until - timedelta(days=1) if until else None

    @property
    def day(self) -> date | None:
        """Return the day that the state is from."""
        if self.state in (PARTY, LEAVING, SIGNED) and self.accession:
            return self.accession.since
        if self.state == MERGED and self.succession:
            return self.succession.on
        if self.state == LEFT and self.accession:
            return self.accession.until
        if self.state in (DECIDED, DECLINED):
            return self.council.decided_on  # type: ignore[no-any-return]
        return self.joining.invited_on if self.state == INVITED else None


def stands(
    organisation: Organisation,
    on: date,
    *,
    named: bool,
    accessions: Iterable[Accession],
    joinings: Iterable[Any],
    declined: SuccessorDecline | None = None,
) -> Place:
    """Tell where a municipality stands on a day, by rows already fetched, each kind in the order of time."""
    accessions = list(accessions)
    held = next((row for row in accessions if row.holds_on(on)), None)
    begun = [row for row in accessions if row.from_date <= on]
    if held is not None:
        goes_on = held.until is None or any(row.from_date == held.until for row in accessions)
        notice = None if goes_on else getattr(held, "withdrawal", None)
        leaves = notice is not None and notice.notice_on <= on
        return Place(organisation, on, LEAVING if leaves else PARTY, held.joining, held)
    signed = next((row for row in accessions if row.from_date > on and row.begun_by.dated <= on), None)
    if signed is not None:
        return Place(organisation, on, SIGNED, signed.joining, signed)
    last = begun[-1] if begun else None
    since = last.until if last and last.until else date.min
    open_ones = [row for row in joinings if since <= row.invited_on <= on]
    joining = open_ones[-1] if open_ones else None
    if joining is not None and (joining.withdrawn_on is None or joining.withdrawn_on > on):
        decision = getattr(joining, "decision", None)
        if decision is None or decision.decided_on > on:
            return Place(organisation, on, INVITED, joining, last)
        return Place(organisation, on, DECIDED if decision.joins else DECLINED, joining, last)
    if last is not None:
        return Place(organisation, on, LEFT, joining, last)
    if named and declined is not None and joining is None:
        return Place(organisation, on, DECLINED, declined=declined)
    return Place(organisation, on, NOT_INVITED if named else OUTSIDE, joining)


def places_on(on: date) -> list[Place]:
    """Return where every municipality of the area stands on a day, by name. Six SQL statements."""
    agreement = agreement_on(on)
    declines = declines_of(agreement)
    named = set(Invitation.objects.filter(agreement=agreement).values_list("organisation_id", flat=True))
    accessions = _by_organisation(_accessions(agreement))
    joinings = _by_organisation(_joinings(agreement))
    merging = successions_after(on)
    return [
        replace(
            stands(
                row,
                on,
                named=row.pk in named,
                accessions=accessions.get(row.pk, []),
                joinings=joinings.get(row.pk, []),
                declined=declines.get(row.number),
            ),
            succession=merging.get(row.pk),
        )
        for row in municipalities_on(on).order_by("sort_key")
    ]


def place_of(organisation: Organisation, on: date) -> Place:
    """Return where one municipality stands on a day. Five SQL statements."""
    agreement = agreement_on(on)
    place = stands(
        organisation,
        on,
        named=Invitation.objects.filter(agreement=agreement, organisation=organisation).exists(),
        accessions=_accessions(agreement).filter(organisation=organisation),
        joinings=_joinings(agreement).filter(organisation=organisation),
        declined=declines_of(agreement).get(organisation.number),
    )
    succession = succession_of(organisation)
    merged = succession is not None and succession.on <= on
    return replace(place, succession=succession, state=MERGED if merged else place.state)


def may_be_invited(on: date) -> list[Place]:
    """Return those that the agreement names and that can be invited on a day, by name. Six SQL statements."""
    return [place for place in places_on(on) if place.state in MAY_BE_INVITED and place.succession is None]


def free_to_invite(on: date) -> QuerySet[Organisation]:
    """Return the same municipalities to choose among. Which they are is kept until an act writes something of it."""
    with book("who may be invited", on) as kept:
        keys = kept.share("all", lambda: tuple(place.organisation.pk for place in may_be_invited(on)))
    return Organisation.objects.filter(pk__in=keys).order_by("sort_key")


def open_places(on: date) -> list[tuple[Place, str]]:
    """Return those who are invited and have not signed, each with the clause. One SQL statement where there are none."""
    agreement = agreement_on(on)
    rows = _joinings(agreement).filter(withdrawn_on=None, accession=None, invited_on__lte=on)
    asked = {row.organisation_id: row.organisation for row in rows}
    if not asked:
        return []
    clause = clause_of_signatures(agreement)
    accessions = _by_organisation(_accessions(agreement).filter(organisation__in=asked))
    joinings = _by_organisation(_joinings(agreement).filter(organisation__in=asked))
    places = [
        stands(row, on, named=True, accessions=accessions.get(key, []), joinings=joinings.get(key, []))
        for key, row in asked.items()
    ]
    return [(place, clause) for place in places if place.state in (INVITED, DECIDED)]


def place_of_joining(joining: Joining) -> Place:
    """Return where the municipality of an invitation stands today, or `not_invited` where another one counts now."""
    place = place_of(joining.organisation, clock.today())
    if place.joining is not None and place.joining.pk == joining.pk:
        return place
    return Place(joining.organisation, place.on, NOT_INVITED)


def joinings_of(organisation: Organisation, on: date) -> list[Any]:
    """Return every invitation of a municipality up to a day, the newest first."""
    rows = _joinings(agreement_on(on)).filter(organisation=organisation, invited_on__lte=on)
    return list(rows.reverse())


def accessions_of(organisation: Organisation, on: date) -> list[Accession]:
    """Return every time that a municipality has been a party, the newest first."""
    rows = _accessions(agreement_on(on)).filter(organisation=organisation)
    return list(
        rows.select_related(
            "signed_file__file", "edition__agreement", "withdrawal__letter", "withdrawal__taken_back_by"
        ).reverse()
    )


def readable_by(
    actor: Actor, joinings: Iterable[Any], accessions: Iterable[Accession], declined: SuccessorDecline | None = None
) -> set[UUID]:
    """Return which of their documents a reader may open."""
    found = [row.letter for row in joinings] + [row.signed_file for row in accessions]
    found += [row.withdrawal.letter for row in accessions if hasattr(row, "withdrawal")]
    found += [row.decision.evidence for row in joinings if getattr(row, "decision", None)]
    found += [declined.council_file] if declined else []
    return {row.pk for row in documents.readable(actor, [row for row in found if row is not None])}


def readable_joinings(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the invitations whose documents a reader may open: the municipality's own people."""
    mine = actor.scoped_ids("party", "chief_executive", "contact")
    return set(Joining.objects.filter(pk__in=list(ids), organisation__in=mine).values_list("pk", flat=True))


def address_of_joining(key: UUID) -> str:
    """Return the page of an invitation."""
    found = Joining.objects.filter(pk=key).select_related("organisation").first()
    return found.get_absolute_url() if found else ""


def joining(pk: UUID) -> Joining:
    """Return an invitation. Raises NotThere."""
    found = Joining.objects.select_related("organisation", "agreement").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def label_of_decision(decision: Any) -> str:
    """Say which decision of the council, as it stands by the signature."""
    return _("%(case)s, %(day)s") % {"case": decision.case_number, "day": formats.day(decision.decided_on)}


def _accessions(agreement: Agreement) -> Any:
    rows = Accession.objects.filter(agreement=agreement).select_related(
        "begun_by", "ended_by", "joining__decision", "continues", "withdrawal"
    )
    return rows.order_by("from_date")


def _joinings(agreement: Agreement) -> Any:
    rows = Joining.objects.filter(agreement=agreement).select_related("organisation", "agreement", "edition")
    return rows.select_related("decision__evidence", "letter").order_by("invited_on", "pk")


def _by_organisation(rows: Iterable[Any]) -> dict[UUID, Sequence[Any]]:
    grouped: dict[UUID, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.organisation_id, []).append(row)
    return grouped  # type: ignore[return-value]
