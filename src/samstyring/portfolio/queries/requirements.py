"""What must and should hold of a project before the portfolio board decides on it, each with its source."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter import queries as charter
from samstyring.governance.registry import Asked, Requirement
from samstyring.parties.models import Organisation
from samstyring.ui import formats

from ..models import Answer, Participation, Project
from ..rules.parties import Anchoring, anchoring, has_accepted
from ..said import Clauses
from .answering import answers_on, places_of
from .charter import clauses_on, signed_ids
from .mandates import mandate_by_id, mandate_in_force

MANDATE = "portfolio.adopt_mandate"


def anchored(project: Project, on: date) -> list[Requirement]:
    """Return whether owner and participants have accepted, have signed, and the purposes are named (PA-5, GP-3, GP-1).

    What the agreement does not speak of is not asked for.
    """
    answers = answers_on(project)
    rows = places_of(project)
    owner = next((row for row in rows if row.role == Participation.Role.OWNER), None)
    others = [row for row in rows if row.role == Participation.Role.PARTICIPANT]
    url = f"{project.get_absolute_url()}#parties"
    clauses = clauses_on(on)
    made = []
    if clauses.owner:
        made.append(_owner(owner, answers.get(owner.pk) if owner else None, clauses.owner, url))
    if clauses.signature:
        made += _signed(owner, others, signed_ids(on), clauses.signature, url)
    if others:
        made += _participants(anchoring((row, answers.get(row.pk)) for row in others), on, url)
    return made + purposes_named(project, clauses)


def purposes_named(project: Project, clauses: Clauses) -> list[Requirement]:
    """Return whether the measure names a purpose that it serves (GP-1), where the agreement asks for it."""
    if not clauses.purposes:
        return []
    text = _("The project names the purposes of the agreement that it serves")
    url = project.get_absolute_url()
    return [Requirement("portfolio.purposes_named", False, bool(project.purposes), text, clauses.purposes, url)]


def _owner(owner: Participation | None, answer: Answer | None, clause: str, url: str) -> Requirement:
    if owner is not None:
        return owner_has_accepted("portfolio.owner_accepted", owner.organisation, answer, clause, url)
    text = _("A municipality has accepted to own the project: nobody is asked yet")
    return Requirement("portfolio.owner_accepted", True, False, text, clause, url)


def owner_has_accepted(key: str, party: Organisation, answer: Answer | None, clause: str, url: str) -> Requirement:
    """Return whether the municipality that owns a project, or is to, has accepted it (PA-5), as a requirement."""
    name = str(party)
    day = formats.day(answer.answered_on) if answer else ""
    if answer is None:
        text = _("The project owner has accepted: %(party)s has not answered") % {"party": name}
    elif answer.kind == Answer.Kind.ACCEPT:
        text = _("The project owner has accepted: %(party)s, %(day)s") % {"party": name, "day": day}
    elif answer.kind == Answer.Kind.RESERVE:
        text = _("The project owner has accepted: %(party)s, %(day)s, with a reservation: %(words)s") % {
            "party": name,
            "day": day,
            "words": answer.reservation,
        }
    else:
        text = _("The project owner has accepted: %(party)s declined on %(day)s") % {"party": name, "day": day}
    return Requirement(key, True, has_accepted(answer), text, clause, url)


def _signed(
    owner: Participation | None, others: Sequence[Participation], signed: set[UUID], clause: str, url: str
) -> list[Requirement]:
    """Return what is wrong with signatures only: a party takes part from its signature on (SI-1)."""
    made = []
    if owner and owner.organisation_id not in signed:
        text = _("%(party)s, which is to own the project, has signed the agreement") % {"party": owner.organisation}
        made.append(Requirement("portfolio.owner_signed", True, False, text, clause, url))
    unsigned = [str(row.organisation) for row in others if row.organisation_id not in signed]
    if unsigned:
        text = _("The participants have signed the agreement: not %(parties)s") % {
            "parties": formats.sentence(unsigned)
        }
        made.append(Requirement("portfolio.participants_signed", False, False, text, clause, url))
    return made


def owner_there(project: Project, on: date) -> Requirement:
    """Return whether a municipality has accepted to own the project (PA-5)."""
    owner = next((row for row in places_of(project) if row.role == Participation.Role.OWNER), None)
    answer = answers_on(project).get(owner.pk) if owner else None
    return _owner(owner, answer, clauses_on(on).owner, f"{project.get_absolute_url()}#parties")


def mandate_there(project: Project, asked: Asked, source: str) -> Requirement:
    """Return whether the mandate is in force, or adopted in the same case."""
    in_case = asked.sibling(MANDATE)
    holds = in_case is not None and mandate_by_id(UUID(str(in_case["mandate"]))).project_id == project.pk
    if holds:
        text = _("The mandate is in force: it is adopted in the same case")
    else:
        holds = mandate_in_force(project, asked.on) is not None
        text = _("The mandate is in force") if holds else _("The mandate is in force, or adopted in the same case")
        if not holds and MANDATE in asked.waiting:
            text = _(
                "The mandate is in force: it is adopted on a condition only. Put the same condition on the start too, "
                "or take it away from the mandate"
            )
    return Requirement("portfolio.mandate_in_force", True, holds, text, source, project.get_absolute_url())


def _participants(found: Anchoring, on: date, url: str) -> list[Requirement]:
    """Return the participants' acceptances as the rules of procedure ask for them; not regulated is not checked."""
    rule = charter.rule_on("participants_must_accept", on)
    if rule.value not in ("must", "should", True):
        return []
    return [
        Requirement(
            key="portfolio.participants_accepted",
            must=rule.value in ("must", True),
            holds=found.whole,
            text=participants_words(found),
            source=rule.source.removeprefix("agreement:"),
            url=url,
        )
    ]


def participants_words(found: Anchoring) -> str:
    """Say who of those asked to take part has accepted, and who not."""
    parts = [
        ngettext(
            "%(yes)s of %(asked)s participant has accepted",
            "%(yes)s of %(asked)s participants have accepted",
            found.asked,
        )
        % {"yes": formats.number(found.yes), "asked": formats.number(found.asked)}
    ]
    if found.silent:
        names = formats.sentence(row.organisation for row in found.silent)
        parts.append(_("not answered: %(parties)s") % {"parties": names})
    if found.declined:
        names = formats.sentence(row.organisation for row in found.declined)
        parts.append(_("declined: %(parties)s") % {"parties": names})
    if found.reserved:
        names = formats.sentence(row.organisation for row in found.reserved)
        parts.append(_("with a reservation: %(parties)s") % {"parties": names})
    return ". ".join(part[0].upper() + part[1:] for part in parts)
