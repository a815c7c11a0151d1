"""The notices, so that one that comes back is found and can be sent again."""

from typing import Any

from django.utils.translation import gettext as _

from samstyring.records.sent_letters import LetterKind, register

from . import notice_letters
from .models import NoticeLetter


def _notice(letter: Any) -> str:
    del letter
    return _("Notice of what waits")


register(
    LetterKind(
        "accounts.noticeletter",
        NoticeLetter,
        what=_notice,
        url=lambda letter: "",
        send=lambda letter: notice_letters.send_notice.enqueue(str(letter.pk)),
        asking=lambda rows: rows.filter(person__account=None),
    )
)
