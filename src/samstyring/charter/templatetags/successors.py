"""Template tags of the agreement that takes over: the rows of its long tables, written by Python as there are so many."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samstyring.ui.escaping import element, escaped
from samstyring.ui.templatetags.ui import mark

from ..queries.crossings import Chosen

register = template.Library()


@register.simple_tag
def crossing_rows(rows: Sequence[Chosen], draft: bool) -> SafeString:
    """`{% crossing_rows kind.shown is_draft %}`: what becomes of each thing of one kind, as rows of a table."""
    today, day, why, chosen = _("Today"), _("From the day"), _("Why"), _("Chosen by")
    marks = {True: mark("na", _("Closed")), False: mark("ok", _("Goes on"))}
    no_choice, proposed = (
        element('<span class="muted">', words, "</span>") for words in (_("no choice"), _("as proposed"))
    )
    written = []
    for row in rows:
        thing = row.thing
        label = element('<a class="ds-link" href="%s">', thing.label, "</a>", thing.url) if thing.url else thing.label
        by_whom = row.by_whom or (no_choice if thing.fixed and draft else proposed)
        cells = [
            element('<th scope="row">', label, "</th>"),
            _cell(today, thing.now or "–") if draft else "",
            _cell(day, marks[row.choice == "closed"]),
            _cell(why, row.why or "–"),
            _cell(chosen, by_whom),
        ]
        written.append(f"<tr>{''.join(cells)}</tr>")
    return SafeString("".join(written))


def _cell(label: str, content: object) -> str:
    return f'<td data-label="{escaped(label)}">{escaped(content)}</td>'
