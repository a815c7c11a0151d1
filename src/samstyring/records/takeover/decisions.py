"""The sheet of decisions: what everything else that is taken over rests on."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.ui import formats

from ..registry import Checking, Column, Day, LongText, Municipality, Row, Sheet, TakenOverRef, Taking, Text, WebAddress
from ..registry.lookups import reference_key
from ..registry.sheets import bodies, followers, register
from .effects import write_decisions


@register
class Decisions(Sheet):
    """Decisions made before, by any body: number, date, body, title, text, link to the minutes."""

    name = "records.decisions"
    order = 10
    title = gettext_lazy("Decisions")
    help = gettext_lazy("One row for each decision, with the number and date that it had.")
    columns: ClassVar[Sequence[Column]] = (
        Column("number", gettext_lazy("Number"), Text(40), help=gettext_lazy("As in the minutes."), example="SG 4/21"),
        Column("dated", gettext_lazy("Date"), Day(future=False), example="12.03.2021"),
        Column(
            "body",
            gettext_lazy("Body"),
            Text(200),
            help=gettext_lazy("Who decided: the name or short name of the body."),
            example=gettext_lazy("The steering group"),
        ),
        Column("title", gettext_lazy("Title"), Text(300)),
        Column("text", gettext_lazy("Text of the decision"), LongText(), help=gettext_lazy("Word for word.")),
        Column("minutes_link", gettext_lazy("Link to the minutes"), WebAddress(), required=False),
        Column(
            "organisation",
            gettext_lazy("Municipality"),
            Municipality(),
            required=False,
            help=gettext_lazy("Where one municipality decided for itself, such as a council."),
        ),
    )

    def check(self, rows: Sequence[Row], checking: Checking) -> None:
        """Find doubles in the file and decisions taken over before; offer the rest to the other sheets."""
        known = bodies()
        seen: dict[tuple[str, str, Any], Row] = {}
        numbered = {
            _numbered(known, each.body_name, each.organisation_id, each.number, each.dated): each.dated
            for each in checking.decisions.existing.values()
        }
        for row in rows:
            if not row.has("number", "dated", "body"):
                continue
            row.values["body_key"] = known.get(row["body"].casefold(), "")
            key = (row["body"], row["number"], row["dated"])
            organisation_id = row["organisation"].pk if row["organisation"] else None
            number = _numbered(known, row["body"], organisation_id, row["number"], row["dated"])
            if (first := seen.setdefault(key, row)) is not row:
                why = _("The same decision stands in row %(row)s.") % {"row": first.number}
                self.problem(checking, row, "number", why, _("Remove one of them."))
            elif (existing := checking.decisions.existing.get(key)) is not None:
                row.already = (existing.title, existing.text) == (row["title"], row["text"])
                if not row.already:
                    why = _("This decision was taken over before, with another title or text.")
                    self.problem(
                        checking, row, "text", why, _("What was taken over cannot be changed. Remove the row.")
                    )
            elif number in numbered:
                why = _("The body has another decision with this number, of %(day)s.")
                right = _("Correct the number or the date: other sheets name decisions by their number.")
                self.problem(checking, row, "number", why % {"day": formats.day(numbered[number])}, right)
            else:
                ref = TakenOverRef(row["number"], row["dated"], row["body"])
                row.values["ref"] = checking.decisions.add(ref)
                numbered[number] = row["dated"]
        for follower in followers():
            follower.check(self, [row for row in rows if row["ref"] is not None], checking)

    def write(self, rows: Sequence[Row], taking: Taking) -> Sequence[models.Model]:
        """Write the decisions, each with its basis."""
        write_decisions(rows=[row for row in rows if not row.already], basis=None, taking=taking)
        for follower in followers():
            follower.write(rows, taking)
        return ()

    def summary(self, rows: Sequence[Row]) -> Sequence[str]:
        """Tell how many decisions, and from when to when."""
        days = sorted(row["dated"] for row in rows if row.has("dated"))
        if not days:
            return ()
        words = ngettext("%(count)s decision", "%(count)s decisions", len(rows)) % {"count": formats.number(len(rows))}
        span = _("from %(first)s to %(last)s") % {"first": formats.day(days[0]), "last": formats.day(days[-1])}
        named = {row["body"] for row in rows if row.has("body") and not row["body_key"] and not row["organisation"]}
        if not named:
            return (f"{words}, {span}",)
        says = _("No body here is called %(names)s: right where it is gone, else correct the name.")
        return (f"{words}, {span}", says % {"names": formats.sentence(sorted(named))})


def _numbered(
    known: Mapping[str, str], body: str, organisation_id: UUID | None, number: str, dated: date
) -> tuple[object, ...]:
    """Return what only one decision has. A number that names no year ("Sak 4") may come again in the next one."""
    body = body.casefold()
    year = None if re.search(r"\d\D+\d", number) else dated.year
    return known.get(body, body), organisation_id, reference_key(number), year
