"""What the agreement itself has that goes on or is closed when another takes over: offices, rules adopted, drafts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.parties.models import Office, OfficeHolding
from samstyring.ui import formats

from .effects.crossings import adapt_offices, drop_rules, end_offices, withdraw_drafts
from .models import Amendment, RulesOfProcedure
from .registry import Adapter, CrossingKind, Thing, adapters, crossings


def offices(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the offices that the agreement names, with who holds them."""
    named = {row["key"]: row["title"] for row in there.get("office", [])}
    holders: dict[Any, list[str]] = {}
    for row in OfficeHolding.objects.on(on).select_related("person"):
        holders.setdefault(row.office_id, []).append(row.person.name)
    return [
        Thing(
            key=str(office.key),
            label=office.title,
            now=formats.sentence(holders.get(office.pk, [])) or _("Nobody holds it."),
            proposed="carried" if office.key in named else "closed",
            why=_("The new agreement has it: %(title)s. Whoever holds it goes on.") % {"title": named[office.key]}
            if office.key in named
            else _("It has no place in the new agreement."),
            fixed=office.key not in named or office.pk not in holders,
        )
        for office in Office.objects.exclude(key=None).order_by("title")
        if office.key in named or office.pk in holders
    ]


def rules(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the rules of procedure that bodies have adopted themselves."""
    bodies = {row["key"]: row["name"] for row in there.get("body", [])}
    found: dict[str, Any] = {}
    for row in RulesOfProcedure.objects.in_force(on).prefetch_related("rules"):
        found.setdefault(row.body_key, row)
    return [
        Thing(
            key=key,
            label=_("Rules of procedure of %(body)s, version %(number)s") % {"body": key, "number": row.number},
            url=reverse("governance:rules_of_procedure", args=[key]),
            proposed="carried" if key in bodies else "closed",
            why=_("The body is in the new agreement. Where that lays down a rule itself, its own goes before these.")
            if key in bodies
            else _("The body has no place in the new agreement."),
            fixed=key not in bodies,
        )
        for key, row in found.items()
        if any(rule.value is not None for rule in row.rules.all())
    ]


def drafts(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the drafted amendments: they would change an agreement that is no longer in force."""
    del there, on
    return [
        Thing(
            key=str(row.pk),
            label=row.title,
            url=row.get_absolute_url(),
            proposed="closed",
            why=_("It would change the agreement that is taken over from."),
            fixed=True,
        )
        for row in Amendment.objects.filter(state=Amendment.State.DRAFT)
    ]


def clashes(there: Mapping[str, Any]) -> Sequence[Any]:
    """Tell which offices change role: whoever holds one would come to be something else."""
    roles = dict(Office.objects.exclude(key=None).values_list("key", "role"))
    says = _("The office %(title)s has another role today. Give it another key.")
    return [
        says % {"title": row["title"]}
        for row in there.get("office", [])
        if roles.get(row["key"], row["role"]) != row["role"]
    ]


KINDS = (
    CrossingKind("office", gettext_lazy("Offices"), offices, end_offices, order=25),
    CrossingKind("rules", gettext_lazy("Rules of procedure that bodies have adopted"), rules, drop_rules, order=60),
    CrossingKind("amendment", gettext_lazy("Drafted amendments"), drafts, withdraw_drafts, order=70),
)
for _kind in KINDS:
    crossings.register(_kind.name, _kind)
adapters.register("charter", Adapter("charter", adapt_offices, clashes))
