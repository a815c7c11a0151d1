"""The one exact text of an amendment that every party consents to, in the language of the co-operation."""

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.kernel import canonical
from samstyring.ui import formats

from .models import Amendment
from .queries import ProposedText


def exact_text(amendment: Amendment, proposed: ProposedText) -> str:
    """Return an amendment in words: why, from when, each clause as it stands and as it will read."""
    with translation.override(amendment.agreement.cooperation.language):
        return "\n\n".join([*_head(amendment, proposed), *_changes(proposed), _whole(proposed)]) + "\n"


def _head(amendment: Amendment, proposed: ProposedText) -> list[str]:
    base = proposed.base
    edition = _("edition %(number)s, in force from %(day)s, SHA-256 %(sha256)s")
    facts = {"number": base.number, "day": formats.day(base.in_force_from), "sha256": base.sha256}
    lines = [
        _("Amendment %(number)s: %(title)s") % {"number": amendment.number, "title": amendment.title},
        f"{_('Agreement')}: {amendment.agreement.title}",
        f"{_('Changes')}: {edition % facts}",
        f"{_('Initiative')}: {amendment.initiative}",
        f"{_('Reason')}: {amendment.reason}",
        f"{_('In force from')}: {in_force_words(amendment)}",
    ]
    if amendment.changes_term:
        start = amendment.agreement.term_from
        lines.append(f"{_('Term as it is')}: {formats.period(start, base.until)}")
        lines.append(f"{_('New term')}: {formats.period(start, amendment.until)}")
    return lines


def in_force_words(amendment: Amendment) -> str:
    """Say from when the amendment is to be in force."""
    if amendment.in_force_from is None:
        return _("the day the last party consents")
    says = _("%(day)s, or the day the last party consents if that is later")
    return says % {"day": formats.day(amendment.in_force_from)}


def _changes(proposed: ProposedText) -> list[str]:
    as_it_is, as_it_will_read = _("As it is"), _("As it will read")
    return [
        "\n".join(
            part
            for part in (
                f"{row.ref} ({row.change.get_kind_display()})",
                f"{as_it_is}: {row.old_heading}\n{row.old}" if row.old or row.old_heading else "",
                f"{as_it_will_read}: {row.new_heading}\n{row.new}" if row.new else "",
            )
            if part
        )
        for row in proposed.rows
    ]


def _whole(proposed: ProposedText) -> str:
    says = _("The whole agreement as it will stand is the file with SHA-256 %(sha256)s.")
    return says % {"sha256": canonical.sha256(proposed.source)}
