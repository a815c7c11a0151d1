"""The page that explains the folders, in the co-operation's language."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.ui import formats

from . import names
from .target import Target

_PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body>
<h1>{title}</h1>
<p>{lead}</p>
<h2>{what}</h2>
<dl>
{folders}
</dl>
<h2>{tables}</h2>
<table><thead><tr><th>{table}</th><th>{rows_word}</th></tr></thead><tbody>
{rows}
</tbody></table>
</body>
</html>
"""


@dataclass(frozen=True)
class Told:
    """What the page tells of the export."""

    cooperation: str
    at: datetime
    demo: bool
    rows: dict[str, int]
    decisions: int
    cases: int
    documents: int
    entries: int


def _folders(told: Told) -> list[tuple[str, str]]:
    counted = {"decisions": told.decisions, "cases": told.cases, "documents": told.documents, "entries": told.entries}
    return [
        (
            names.decisions(),
            _("Every decision as PDF/A, by body and year, and a register of them all. Decisions: %(decisions)s.")
            % counted,
        ),
        (
            names.cases(),
            _("Every case: its paper as PDF/A, with the files that belong to it. Cases: %(cases)s.") % counted,
        ),
        (
            names.meetings(),
            _("Every meeting: the summons and the minutes as they were sent, as PDF/A, and the meeting's files."),
        ),
        (
            names.documents(),
            _(
                "All other files by kind, public copies, and a register that tells where each of the "
                "%(documents)s documents is, with its checksum."
            )
            % counted,
        ),
        (names.agreement(), _("The agreement as the charter file that this system ran by, one for each edition.")),
        (names.taken_over(), _("The workbooks that earlier decisions were taken over from.")),
        (
            "journal",
            _(
                "Who did what, when, in which capacity and by which clause: %(entries)s entries in a chain of digests, "
                "and a small program that checks it."
            )
            % counted,
        ),
        (
            names.data(),
            _(
                "Every table, as JSON (for programs) and xlsx (for people). Amounts are whole øre, days are in ISO form, "
                "instants in UTC (JSON) or Norwegian time (xlsx). Passwords and keys are left out."
            ),
        ),
    ]


def _title(told: Told) -> str:
    return _("%(cooperation)s: all data, documents and decisions") % {"cooperation": told.cooperation}


def _lead(told: Told) -> str:
    words = _("Written %(moment)s. Nothing here needs the system that it came from.") % {
        "moment": formats.moment(told.at)
    }
    return " ".join([words, _("This is an example, not a real co-operation.")]) if told.demo else words


def write_index(target: Target, told: Told) -> None:
    """Write index.html and the same as plain text. Folders that came out empty are left out."""
    folders = [(name, words) for name, words in _folders(told) if (target.root / name).exists()]
    page = format_html(
        _PAGE,
        language=get_language() or "nn",
        title=_title(told),
        lead=_lead(told),
        what=_("What is where"),
        folders=format_html_join(
            "\n", '<dt><a href="{}/">{}</a></dt><dd>{}</dd>', ((quote(name), name, words) for name, words in folders)
        ),
        tables=_("The tables"),
        table=_("Table"),
        rows_word=_("Rows"),
        rows=format_html_join(
            "\n",
            '<tr><td><a href="{}">{}</a></td><td>{}</td></tr>',
            (
                (quote(f"{names.data()}/json/{name}.json"), name, formats.number(count))
                for name, count in told.rows.items()
            ),
        ),
    )
    target.write("index", page.encode(), "index.html")
    lines = [_title(told), "", _lead(told), ""]
    lines += [f"{name}/\n    {words}\n" for name, words in folders]
    target.write("index", "\n".join(lines).encode(), f"{names.read_me()}.txt")
