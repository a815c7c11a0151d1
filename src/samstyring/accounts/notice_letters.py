"""What a notice tells, worked out when it is made and again when it is sent, and the job that sends it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import Actor
from samstyring.parties import expected
from samstyring.parties.queries import answers_for
from samstyring.records import mail, posting
from samstyring.ui import formats
from samstyring.ui.news import news_for
from samstyring.ui.worklist import waiting_for

from . import queries
from .models import NoticeLetter, User


@dataclass(frozen=True)
class Line:
    """One thing that waits for someone, or is news to them, as a notice tells it."""

    key: str
    heading: str
    url: str
    deadline: date | None
    clause: str
    about: Sequence[str] = ()
    link: str = ""
    """The full address of the one question, where it can be answered so."""
    is_news: bool = False


def what_to_tell(by: Actor, today: date, *, has_account: bool) -> list[Line]:
    """Return what waits for someone, and what has happened with what is theirs."""
    waits = what_waits(by, today, has_account=has_account)
    return waits + [
        Line(
            f"news|{item.key}",
            str(item.heading) if has_account or not item.text else f"{item.heading}. {item.text}",
            item.url if has_account else "",
            None,
            "",
            item.about,
            is_news=True,
        )
        for item in news_for(by, today)
    ]


def what_waits(by: Actor, today: date, *, has_account: bool) -> list[Line]:
    """Return what waits for someone; for one without an account, what their municipalities are asked for."""
    if not has_account:
        return _asked(by, today)
    reminded = {row.get_absolute_url() for row, _duty in charter.reminded_of(by, today)}
    return [
        Line(f"{item.key or item.url}|{item.deadline or ''}", str(item.heading), item.url, item.deadline, item.clause)
        for item in waiting_for(by, today)
        if item.url not in reminded
    ]


def _asked(by: Actor, today: date) -> list[Line]:
    organisations = {key: row for key, row in expected.organisations_for(by).items() if key in answers_for(by)}
    rows = expected.expected_of(organisations, by, today, only_open=True)
    links = queries.links_to(by.person_id, [key for row in rows for _kind, key in row.by_link]) if by.person_id else {}
    return [
        Line(
            f"{row.kind}|{row.url}|{row.organisation.pk}|{row.deadline or ''}",
            str(row.heading),
            "",
            row.deadline,
            row.clause,
            [row.organisation.name],
            next((queries.address_of(links[each]) for each in row.by_link if each in links), ""),
        )
        for row in rows
    ]


def gathered(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those that one link answers made one, which names each municipality."""
    found: dict[str, Line] = {}
    for line in lines:
        known = found.get(line.link or line.key)
        found[line.link or line.key] = replace(known, about=[*known.about, *line.about]) if known else line
    return list(found.values())


@task()
def send_notice(letter_id: str) -> str:
    """Send one notice, and note how it went. One with nothing left to tell is taken away."""
    letter = NoticeLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()
    if letter is None or letter.state != NoticeLetter.State.QUEUED:
        return "nothing to do"
    written = letter_of(letter)
    if written is None:
        letter.delete()
        return "nothing left to tell"
    return posting.post(letter, written, lambda when: send_notice.using(run_after=when).enqueue(letter_id))


def letter_of(letter: NoticeLetter) -> mail.Letter | None:
    """Return the letter in its reader's language, with what still waits and may be seen; None where nothing does."""
    person, today, cooperation = letter.person, clock.today(), charter.cooperation()
    has_account = User.objects.filter(person=person, is_active=True).exists()
    with translation.override(person.language):
        lines = what_to_tell(actors.person(person.pk, today), today, has_account=has_account)
        kept = [line for line in lines if line.key[:300] in set(letter.keys)]
        if not kept:
            return None
        asks = [line for line in kept if not line.is_news]
        context = {
            "person": person,
            "lines": gathered(asks),
            "news": [line for line in kept if line.is_news],
            "more": sum(not line.is_news for line in lines) - len(asks),
            "has_account": has_account,
            "site": settings.ADDRESS,
            "choice": settings.ADDRESS + reverse("accounts:notices"),
            "cooperation": cooperation,
        }
        facts = {"cooperation": cooperation.name, "names": formats.sentence(_names(kept))}
        subject = _subject(has_account=has_account, asks=bool(asks)) % facts
        text = render_to_string("accounts/mail/notice.txt", context)
        return posting.write(letter, person, cooperation, subject=subject, text=text, automatic=True)


def _names(lines: Sequence[Line]) -> list[str]:
    return list(dict.fromkeys(name for line in lines for name in line.about))


def _subject(*, has_account: bool, asks: bool) -> str:
    if has_account:
        return _("%(cooperation)s: this waits for you") if asks else _("%(cooperation)s: news for you")
    return _("%(cooperation)s: this is asked of %(names)s") if asks else _("%(cooperation)s: news for %(names)s")
