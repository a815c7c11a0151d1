"""What is recorded of cases, by their ids: a page asks for it from several sides, and it is fetched once."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.records import queries as records
from samstyring.records.models import Document

from ..models import (
    AgendaItem,
    Case,
    CaseComment,
    CaseEdit,
    Decision,
    Input,
    InputAsk,
    InputParty,
    InputReport,
    PassedOver,
    Proposal,
)
from ..rules.cases import BEFORE_TREATMENT
from ..rules.comments import Thread, threads

Ids = tuple[UUID, ...]


@remembered
def proposals_of(ids: Ids) -> list[Proposal]:
    """Return the proposals of cases, in their order, each with its basis."""
    return _proposals(ids)


@Prepared
def _proposals(ids: Sequence[UUID]) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(case_id__in=ids).select_related("basis")


@remembered
def passed_over_in(ids: Ids) -> list[PassedOver]:
    """Return the requirements passed over in cases, each with who did."""
    return _passed_over(ids)


@Prepared
def _passed_over(ids: Sequence[UUID]) -> "QuerySet[PassedOver]":
    return PassedOver.objects.filter(case_id__in=ids).select_related("by")


@remembered
def items_of(ids: Ids) -> list[AgendaItem]:
    """Return the items of cases, the last one last, each with its meeting or written procedure, and the advice that was given on it.

    `paper_sent` tells whether the paper of the case was sent out.
    """
    return _items(ids)


@Prepared
def _items(ids: Sequence[UUID]) -> "QuerySet[AgendaItem]":
    sent = Exists(CaseEdit.objects.filter(case=OuterRef("case_id")))
    rows = AgendaItem.objects.filter(case_id__in=ids).select_related(
        "meeting__body", "written", "case__decision", "advice__body", "advice__found_by"
    )
    return rows.annotate(paper_sent=sent).order_by("pk")


def decisions_in(cases: Iterable[Case]) -> list[Decision]:
    """Return the decisions made in cases, the last one first. Before its treatment a case has none: nothing is asked."""
    return _decisions(tuple(case.pk for case in cases if case.state not in BEFORE_TREATMENT))


@remembered
def _decisions(ids: Ids) -> list[Decision]:
    return _made(ids)


@Prepared
def _made(ids: Sequence[UUID]) -> "QuerySet[Decision]":
    return Decision.objects.filter(case_id__in=ids)


@remembered
def files_of(ids: Ids) -> dict[UUID, list[Document]]:
    """Return the files attached to cases, by case."""
    return records.attachments(list(ids))


@remembered
def threads_in(ids: Ids) -> dict[UUID, list[Thread]]:
    """Return the threads of comments on the papers of cases, by case."""
    found: dict[UUID, list[Thread]] = {}
    for thread in threads(_comments(ids)):
        found.setdefault(thread.first.case_id, []).append(thread)
    return found


@Prepared
def _comments(ids: Sequence[UUID]) -> "QuerySet[CaseComment]":
    return CaseComment.objects.filter(case_id__in=ids).select_related("by")


@remembered
def asks_about(ids: Ids) -> list[InputAsk]:
    """Return who was asked for input on cases, in the order of asking. `reported` tells whether they were told after."""
    return _asks(ids)


@Prepared
def _asks(ids: Sequence[UUID]) -> "QuerySet[InputAsk]":
    told = Exists(InputReport.objects.filter(case=OuterRef("request__case_id")))
    rows = InputAsk.objects.filter(request__case_id__in=ids).select_related("organisation", "person", "request", "seat")
    return rows.annotate(reported=told).order_by("request__asked_at", "organisation__sort_key")


@remembered
def inputs_to(ids: Ids) -> list[Input]:
    """Return the input to cases as it came, each with those it is from. Two SQL statements."""
    return _inputs(ids)


@Prepared
def _inputs(ids: Sequence[UUID]) -> "QuerySet[Input]":
    parties = Prefetch("parties", queryset=InputParty.objects.select_related("organisation"))
    rows = Input.objects.filter(case_id__in=ids).select_related("evidence").prefetch_related(parties)
    return rows.order_by("at", "pk")
