"""Those who are invited to an initiative as a table."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table

from ..models import InitiativeAnswer

STATES = (*InitiativeAnswer.Kind.choices, ("silent", gettext_lazy("has not answered")))
MARKS = {"yes": "ok", "interested": "soon", "no": "na", "silent": "due"}


def _state(row: Any) -> tuple[str, str]:
    return MARKS[row.state], capfirst(str(dict(STATES)[row.state]))


def _asked(row: Any) -> str:
    if row.letter is not None and row.letter.trouble:
        return f"{row.ask.person.name}: {row.letter.trouble}"
    words = _("%(who)s, asked %(asked)s, answer by %(day)s")
    if row.ask.reminded_at:
        words = _("%(who)s, reminded %(reminded)s, answer by %(day)s")
    return words % {
        "who": row.ask.person.name,
        "asked": formats.short_day(row.ask.asked_at),
        "reminded": formats.short_day(row.ask.reminded_at) if row.ask.reminded_at else "",
        "day": formats.short_day(row.ask.answer_by),
    }


def _text(row: Any) -> str:
    return row.given.text if row.given else ""


def _how(row: Any) -> str:
    if row.given is None:
        return ""
    says = [row.given.answered_as, str(row.given.get_way_display()), formats.short_day(row.given.answered_on)]
    if row.late:
        says.append(_("after the deadline"))
    if row.together:
        says.append(_("together with %(parties)s") % {"parties": formats.sentence(row.together)})
    return ", ".join(part for part in says if part)


def _evidence(row: Any) -> str:
    document = row.given.evidence if row.given else None
    return reverse("records:document", args=[document.pk]) if document else ""


class InvitedTable(Table):
    """The municipalities that are invited, with what they answered."""

    caption = gettext_lazy("Who is invited")
    sort = "organisation"
    page_size = 400
    filters: ClassVar[Sequence[Any]] = (
        ChoiceFilter(
            "state",
            gettext_lazy("Answer"),
            lambda rows, value: [row for row in rows if row.state == value],
            choices=lambda: [(value, capfirst(str(label))) for value, label in STATES],
            every=gettext_lazy("All"),
        ),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column("organisation", gettext_lazy("Municipality"), header=True, sort="sort_key"),
        Column("state", gettext_lazy("Answer"), "mark", value=_state, small=_text),
        Column("text", gettext_lazy("In words"), value=_text, on_page=False),
        Column("asked", gettext_lazy("Asked"), value=_asked),
        Column(
            "by",
            gettext_lazy("By"),
            value=lambda row: row.given.answered_by if row.given else "",
            small=_how,
            link=_evidence,
        ),
        Column("how", gettext_lazy("How"), value=_how, on_page=False),
    )
    empty = Empty(gettext_lazy("Nobody is invited yet"), gettext_lazy("Invite some, and their answers stand here."))

    def __init__(self, request: HttpRequest, rows: Any, code: str) -> None:
        self.file_name = f"invitert-{code}"  # type: ignore[misc]
        super().__init__(request, rows)
