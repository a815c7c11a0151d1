"""A body's rules of procedure as its page shows them: in force on a day, proposed, and as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from samstyring.charter import queries as charter
from samstyring.charter.models import RulesOfProcedure
from samstyring.charter.queries import WhoDecides
from samstyring.charter.registry import rule_kinds
from samstyring.charter.rules import Ruled
from samstyring.kernel.actors import Actor

from ..models import Body, Case, Proposal
from . import visible
from .bodies import body as body_of
from .deciders import deciders_on

MATTER = "governance.adopt_rules"
OF_GROUP = "governance.adopt_group_rules"
Change = tuple[Any, Any, Any]


@dataclass(frozen=True)
class RuleRow:
    """A rule as it holds: what it is called, its value in words, and where it comes from."""

    label: Any
    says: str
    ruled: Ruled
    stated: Any = ""
    """What is done about a rule that no act checks."""


@dataclass(frozen=True)
class Waiting:
    """A proposal that is not decided: the case it stands in, and what it would change."""

    case: Case
    since: date | None
    changes: Sequence[Change]


@dataclass(frozen=True)
class Past:
    """A version that was adopted, and what it changed from the one before it."""

    version: RulesOfProcedure
    since: date
    changes: Sequence[Change]


@dataclass(frozen=True)
class RulesPage:
    """The rules of procedure of a body, whole, on a day."""

    body: Body
    on: date
    rows: Sequence[RuleRow]
    waiting: Sequence[Waiting]
    history: Sequence[Past]
    decider: WhoDecides | None
    # Who gives the body its rules, where another does.
    given_by: WhoDecides | None = None

    @property
    def version(self) -> RulesOfProcedure | None:
        """Return the version in force on the day, where the body has adopted one."""
        return next((past.version for past in self.history if past.since <= self.on), None)

    @property
    def open(self) -> int:
        """Return how many rules are not regulated."""
        return sum(not row.ruled.regulated for row in self.rows)


def name_of(body_key: str) -> str:
    """Return what a body is called."""
    return Body.objects.values_list("name", flat=True).get(key=body_key)


def rule_rows(body_key: str, on: date) -> list[RuleRow]:
    """Return every rule that the engine reads, as it holds for a body on a day."""
    ruled = [(kind, charter.rule_on(kind.key, on, body_key)) for kind in rule_kinds]
    return [RuleRow(kind.label, kind.says(each.value), each, kind.stated) for kind, each in ruled]


def _written(key: str, value: Any, text: str) -> str:
    kind = rule_kinds.get(key)
    says = kind.says(value) if kind else str(value)
    return f"{says}. {text}" if text and value is not None else says


def _changes(before: Mapping[str, tuple[Any, str]], after: Mapping[str, tuple[Any, str]]) -> list[Change]:
    """Return what differs between two sets of rules, in the order in which they are shown."""
    rows = []
    for kind in rule_kinds:
        if kind.key not in after:
            continue
        old, new = before.get(kind.key, (None, "")), after[kind.key]
        said, says = _written(kind.key, *old), _written(kind.key, *new)
        if said != says:
            rows.append((kind.label, said, says))
    return rows


def _of_ruled(rules: Mapping[str, Ruled]) -> dict[str, tuple[Any, str]]:
    return {key: (ruled.value, ruled.text) for key, ruled in rules.items()}


def changes_against(payload: Mapping[str, Any], on: date) -> list[Change]:
    """Return what a proposal would change of the rules in force on a day."""
    after = {row["key"]: (row["value"], row["text"]) for row in payload["rules"]}
    return _changes(_of_ruled(charter.rules_on(on, payload["body"])), after)


def _history(body_key: str) -> list[Past]:
    """Return the versions, the newest first, each against the one before (the first: against the charter of its day)."""
    versions = charter.adopted_rules(body_key)
    past = []
    for index, version in enumerate(versions):
        since = version.in_force_from
        assert since is not None  # adopted: the database holds it
        before = (
            {rule.key: (rule.value, rule.text) for rule in versions[index + 1].rules.all()}
            if index + 1 < len(versions)
            else _of_ruled(charter.charter_rules(since, body_key))
        )
        after = {rule.key: (rule.value, rule.text) for rule in version.rules.all()}
        past.append(Past(version, since, _changes(before, after)))
    return past


def _waiting(body_key: str, actor: Actor, on: date) -> list[Waiting]:
    rows = Proposal.objects.filter(
        matter__in=[MATTER, OF_GROUP],
        state__in=[Proposal.State.OPEN, Proposal.State.WAITING],
        case__in=visible.cases(actor),
    ).exclude(case__state__in=[Case.State.WITHDRAWN, Case.State.CLOSED])
    return [
        Waiting(
            each.case,
            date.fromisoformat(day) if (day := each.payload["in_force_from"]) else None,
            changes_against(each.payload, on),
        )
        for each in rows.select_related("case").order_by("case__created_at")
        if each.payload.get("body") == body_key
    ]


def rules_page(key: str, actor: Actor, on: date) -> RulesPage:
    """Return a body's rules of procedure on a day. Raises NotThere. A fixed number of SQL statements."""
    body = body_of(key)
    return RulesPage(
        body=body,
        on=on,
        rows=rule_rows(body.key, on),
        waiting=_waiting(body.key, actor, on),
        history=_history(body.key),
        decider=deciders_on(on).get((MATTER, body.key)),
        given_by=deciders_on(on).get((OF_GROUP, body.prepares_for.key)) if body.prepares_for else None,
    )
