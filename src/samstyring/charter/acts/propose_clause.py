"""Propose another text of a clause, a new clause, the repeal of one, or an annex."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from .. import queries
from ..models import Amendment, AmendmentChange
from ..rules import require_draft

Kind = AmendmentChange.Kind


@acts.act(says=gettext_lazy("%(who)s proposed a change of %(ref)s in amendment %(number)s"))
def propose_clause(
    *,
    amendment: Amendment,
    kind: str,
    ref: str,
    chapter: str = "",
    heading: str = "",
    text: str = "",
    by: Actor,
    at: datetime,
) -> Amendment:
    """Put a change of the text into a draft; another change of the same clause gives way to it (EN-1).

    `kind` is changed, new, repealed or annex; `ref` the clause's id, or the annex's key. Raises NotADraft, InvalidInput.
    """
    require_draft(amendment)
    ref, heading, text = ref.strip(), " ".join(heading.split()), "\n".join(line.rstrip() for line in text.split("\n"))
    text = text.replace("\r", "").strip()
    stands = queries.text_of(queries.latest_edition(amendment.agreement))
    errors = _errors(kind, ref, chapter, heading, text, stands)
    if errors:
        raise InvalidInput(errors)
    values = {"kind": kind, "chapter": chapter, "heading": heading, "text": text}
    if kind == Kind.REPEALED:
        values |= {"chapter": "", "heading": "", "text": ""}
    AmendmentChange.objects.update_or_create(amendment=amendment, ref=ref, defaults=values)
    amendment.revision += 1
    amendment.save(update_fields=["revision"])
    acts.record(amendment, ref=ref, number=amendment.number, kind=kind)
    return amendment


def _errors(kind: str, ref: str, chapter: str, heading: str, text: str, stands: queries.Text) -> dict[str, str]:
    errors = {}
    if kind not in Kind.values:
        errors["kind"] = _("Choose what is to happen with the clause.")
    elif kind == Kind.NEW:
        if not ref or not ref.replace("-", "").isalnum() or len(ref) > 16:
            errors["ref"] = _("Give the clause an id of letters, figures and hyphens, for example SG-9.")
        elif ref in stands.clauses:
            errors["ref"] = _("The agreement has a clause %(ref)s already. Change that one.") % {"ref": ref}
        if chapter not in stands.chapters:
            errors["chapter"] = _("Choose the chapter that it stands in.")
    elif ref not in (stands.annexes if kind == Kind.ANNEX else stands.clauses):
        errors["ref"] = _("The agreement has no %(ref)s.") % {"ref": ref}
    if kind == Kind.REPEALED:
        return errors
    if not heading:
        errors["heading"] = _("Write a heading.")
    if not text:
        errors["text"] = _("Write the text.")
    elif kind == Kind.CHANGED and not errors and stands.clauses[ref] == (heading, text):
        errors["text"] = _("This is the text as it stands. Nothing is changed.")
    return errors
