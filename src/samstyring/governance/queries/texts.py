"""The exact text of what is proposed: as people read it, and as canonical JSON that a digest is made over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from samstyring.charter import queries as charter
from samstyring.kernel import canonical
from samstyring.kernel.prepared import Prepared
from samstyring.ui import formats

from ..models import Case, Proposal
from ..registry import matters


def house_language() -> Any:
    """Return a context in which words are in the co-operation's own language: what is stored is written so."""
    return override(charter.cooperation().language)


def proposals_of(case_id: UUID) -> list[Proposal]:
    """Return a case's proposals in order. One SQL statement."""
    return _proposals(case_id)


@Prepared
def _proposals(case_id: UUID) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(case_id=case_id).order_by("position")


def canonical_text(case: Case, proposals: Sequence[Proposal]) -> str:
    """Write everything that is decided as canonical JSON: wording, condition, and what each payload stands for, whole."""
    return canonical.dumps(
        {
            "body": case.body.key,
            "case": case.reference,
            "title": case.title,
            "proposals": [
                {
                    "id": proposal.pk,
                    "matter": proposal.matter,
                    "payload": proposal.payload,
                    "wording": proposal.wording,
                    "condition": {
                        "text": proposal.condition,
                        "confirmed_by": proposal.condition_confirmed_by,
                        "latest": proposal.condition_latest,
                    }
                    if proposal.condition
                    else None,
                    "content": matters[proposal.matter].content(proposal.payload),
                }
                for proposal in proposals
            ],
        }
    )


@dataclass(frozen=True)
class ReadableProposal:
    """One proposal as it reads in a round: its number, wording, and condition in words."""

    number: int
    wording: str
    condition: str
    matter: str


def readable(text: dict[str, Any]) -> list[ReadableProposal]:
    """Return the proposals of a round's text as they read (the text is `json.loads` of the canonical one)."""
    return [
        ReadableProposal(index, row["wording"], condition_words(row["condition"]), row["matter"])
        for index, row in enumerate(text["proposals"], 1)
    ]


def condition_words(condition: dict[str, Any] | None) -> str:
    """Say a condition in one sentence, or nothing."""
    if not condition:
        return ""
    latest = formats.day(date.fromisoformat(str(condition["latest"])))
    return _(
        "Condition: %(text)s To be confirmed by %(who)s, at the latest on %(day)s. Until then it has no effect."
    ) % {
        "text": _sentence(condition["text"]),
        "who": confirmer_words(condition["confirmed_by"]),
        "day": latest,
    }


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def confirmer_words(key: str) -> str:
    """Name who confirms a condition: "secretariat", "leader", or "party:<id>"."""
    if key.startswith("party:"):
        from samstyring.parties.models import Organisation

        found = Organisation.objects.filter(pk=key.removeprefix("party:")).first()
        return found.name if found else key
    return {"secretariat": _("the secretariat"), "leader": _("the leader")}.get(key, key)


def decision_text(proposals: Sequence[Proposal]) -> str:
    """Return the wording of a decision as it is read and printed: one paragraph per proposal, numbered if several."""
    parts = []
    for index, proposal in enumerate(proposals, 1):
        lead = f"{index}. " if len(proposals) > 1 else ""
        condition = condition_words(condition_of(proposal))
        parts.append(f"{lead}{proposal.wording.strip()}" + (f"\n{condition}" if condition else ""))
    return "\n\n".join(parts)


def condition_of(proposal: Proposal) -> dict[str, Any] | None:
    """Return a proposal's condition as the round's text holds it."""
    if not proposal.condition:
        return None
    return {
        "text": proposal.condition,
        "confirmed_by": proposal.condition_confirmed_by,
        "latest": proposal.condition_latest,
    }
