"""Jobs: one e-mail to one person about an amendment, asking for comments on the draft or telling how it ended."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.records import mail, posting
from samstyring.ui import formats
from samstyring.ui import questions as links

from . import queries
from .models import Amendment, AmendmentNotice
from .queries.notified import open_for_comments

State = Amendment.State


@task()
def send_amendment_notice(notice_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    rows = AmendmentNotice.objects.select_related("person", "amendment__edition", "amendment__agreement")
    letter: Any = rows.filter(pk=UUID(notice_id)).first()
    again = send_amendment_notice
    return posting.carry_out(
        letter, lambda: written(letter), lambda when: again.using(run_after=when).enqueue(notice_id)
    )


def written(letter: AmendmentNotice) -> mail.Letter:
    """Return the letter in the language of the one who gets it. Raises NotThere when nothing is asked any more."""
    person, amendment, cooperation = letter.person, letter.amendment, queries.cooperation()
    asks = letter.kind == AmendmentNotice.Kind.COMMENTS
    if asks:
        open_for_comments(letter)
    with translation.override(person.language):
        context = {
            "person": person,
            "amendment": amendment,
            "outcome": "" if asks else outcome(amendment),
            "address": links.address_of(letter.link_id) if letter.link_id else _address(amendment),
            "cooperation": cooperation,
        }
        subject = _("Draft amendment of the agreement: %(title)s") if asks else _("The amendment has ended: %(title)s")
        text = render_to_string("charter/mail/comments.txt" if asks else "charter/mail/ended.txt", context)
        return posting.write(letter, person, cooperation, subject=subject % {"title": amendment.title}, text=text)


def outcome(amendment: Amendment) -> str:
    """Say how an amendment ended."""
    if amendment.state == State.ADOPTED and amendment.edition is not None:
        says = _("All parties have consented. It is in force from %(day)s, as edition %(edition)s of the agreement.")
        edition = amendment.edition
        return says % {"day": formats.day(edition.in_force_from), "edition": edition.number}
    if amendment.state == State.REJECTED:
        return _("It is refused, and the agreement stands as it did. %(why)s") % {"why": amendment.ended_why}
    return _("It is withdrawn, and the agreement stands as it did. %(why)s") % {"why": amendment.ended_why}


def _address(amendment: Amendment) -> str:
    return settings.ADDRESS + amendment.get_absolute_url()
