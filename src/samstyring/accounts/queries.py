"""What can be asked of accounts and links."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.parties.names import sort_key
from samstyring.ui.tables.saved import View

from .errors import LinkSpent
from .models import NoticeLetter, OneQuestionLink, OpeningView, SavedView, User
from .rules import SHARE, hash_of, is_usable, may_use, token_of


def link_by_token(token: str) -> OneQuestionLink:
    """Return the link that a token opens. Raises NotThere for an unknown one, LinkSpent for one that is over."""
    link = OneQuestionLink.objects.select_related("person").filter(token_hash=hash_of(token)).first()
    if link is None:
        raise NotThere
    if not is_usable(link, timezone.now()):
        raise LinkSpent
    return link


def seen_within(span: timedelta, *, most: int) -> list[tuple[UUID, str]]:
    """Return those who have signed in, or got their account, in the last days, each with the language that they read.

    The last first, and whoever has not signed in yet at the end. One SQL statement.
    """
    lately = Q(last_login__gte=timezone.now() - span) | Q(last_login=None, opened_at__gte=clock.instant() - span)
    rows = User.objects.filter(lately, is_active=True).order_by(F("last_login").desc(nulls_last=True), "-opened_at")
    return list(rows.values_list("person_id", "person__language")[:most])


def signing_in(people: Iterable[UUID]) -> set[UUID]:
    """Return those of some people who have an account. One SQL statement."""
    return set(User.objects.filter(is_active=True, person__in=list(people)).values_list("person_id", flat=True))


def links_to(person_id: UUID, about: Iterable[UUID]) -> dict[tuple[str, UUID], UUID]:
    """Return the links that a person was sent about some things and that still take an answer, by question and thing."""
    rows = OneQuestionLink.objects.filter(person_id=person_id, about_id__in=list(about), withdrawn_at=None)
    rows = rows.filter(expires_at__gt=timezone.now())
    return {(row.question, row.about_id): row.pk for row in rows}


def address_of(link_id: UUID) -> str:
    """Return the full address of a link."""
    return settings.ADDRESS + reverse("accounts:question", args=[token_of(link_id)])


def picking_is_open(host: str) -> bool:
    """Tell whether one may sign in by picking an account: in a demo, and only on this machine itself."""
    return (
        charter.installation_mode() == "demo" and settings.ON_LOOPBACK and host in ("127.0.0.1", "localhost", "[::1]")
    )


def cast() -> list[User]:
    """Return the accounts that a demo lets one pick, in the order in which they were opened."""
    return list(User.objects.filter(is_active=True).select_related("person__organisation").order_by("opened_at", "id"))


def account_of(by: Actor) -> User:
    """Return the reader's own account. Raises NotThere."""
    accounts = User.objects.select_related("person").filter(is_active=True)
    found = accounts.filter(person_id=by.person_id).first() if by.person_id else None
    if found is None:
        raise NotThere
    return found


def notices_to(person_id: UUID, most: int = 10) -> list[NoticeLetter]:
    """Return the newest notices to a person, the newest first."""
    return list(NoticeLetter.objects.filter(person_id=person_id)[:most])


def _usable_views(person_id: UUID) -> QuerySet[SavedView]:
    rows = SavedView.objects.filter(removed_at=None).select_related("made_by")
    opens = OpeningView.objects.filter(person_id=person_id, view=OuterRef("pk"))
    return rows.filter(Q(shared=True) | Q(made_by_id=person_id)).annotate(opens=Exists(opens))


@Prepared
def _usable_views_of(name: str, person_id: UUID) -> QuerySet[SavedView]:
    return _usable_views(person_id).filter(list_name=name)


def _by_name(rows: Iterable[SavedView], by: Actor) -> list[SavedView]:
    """Return views in the order that they are shown: one's own first, then by name."""
    return sorted(rows, key=lambda row: (row.made_by_id != by.person_id, sort_key(row.name)))


def views_of_list(by: Actor, name: str) -> list[View]:
    """Return the views of a list that a reader may use: their own, and what is shared. One SQL statement."""
    if by.person_id is None:
        return []
    shares = by.may(SHARE)
    return [
        View(
            key=str(row.pk),
            name=row.name,
            query=row.query,
            shared=row.shared,
            maker=str(row.made_by) if row.shared and row.made_by_id != by.person_id else "",
            opens=row.opens,  # type: ignore[attr-defined]
            may_change=row.made_by_id == by.person_id or shares,
        )
        for row in _by_name(_usable_views_of(name, by.person_id), by)
    ]


def views_to_look_after(by: Actor) -> dict[str, list[SavedView]]:
    """Return every view that a reader may use, by the name of its list. One SQL statement."""
    found: dict[str, list[SavedView]] = {}
    for row in _by_name(_usable_views(by.person_id), by) if by.person_id else ():
        found.setdefault(row.list_name, []).append(row)
    return found


def view_by_key(key: UUID, by: Actor) -> SavedView:
    """Return a view that the reader may use. Raises NotThere."""
    found = SavedView.objects.select_related("made_by").filter(pk=key).first()
    if found is None or not may_use(found, by):
        raise NotThere
    return found
