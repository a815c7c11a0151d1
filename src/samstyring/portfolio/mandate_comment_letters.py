"""Jobs: one e-mail to one person, with a draft mandate to comment on by a link."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.records import mail, posting
from samstyring.ui import questions as links

from .models import MandateCommentLetter
from .queries import mandate_comments as queries


@task()
def send_draft(letter_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    letter = MandateCommentLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()
    if letter is None:
        return "nothing to do"
    again = send_draft
    return posting.carry_out(
        letter, lambda: written(letter), lambda when: again.using(run_after=when).enqueue(letter_id)
    )


def written(letter: MandateCommentLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked. Raises NotThere when no comments are taken any more."""
    question, person, cooperation = queries.question_of_letter(letter.pk), letter.person, charter.cooperation()
    with translation.override(person.language):
        context = {
            "person": person,
            "question": question,
            "address": links.address_of(letter.link_id),
            "cooperation": cooperation,
        }
        return posting.write(
            letter,
            person,
            cooperation,
            subject=_("Comment on the draft mandate of %(project)s") % {"project": question.project},
            text=render_to_string("portfolio/mail/mandate_comment.txt", context),
        )
