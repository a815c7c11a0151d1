"""Every decision as a PDF/A of its own, by body and year, and one register of them all."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.models import Clause
from samstyring.governance.models import Decision, Proposal, RoundSeat
from samstyring.governance.queries.deadlines import deadline_words, with_due
from samstyring.kernel import clock
from samstyring.records.models import TakenOverDecision
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf import render
from samstyring.ui import formats, richtext

from . import names
from .sheet import Book
from .target import Target


def write_decisions(target: Target) -> tuple[int, int]:
    """Write all decisions. Return how many were made here, and how many were taken over."""
    made = list(
        Decision.objects.select_related("body", "case", "meeting", "found_by", "basis", "edition").order_by(
            "body_key", "year", "number"
        )
    )
    before = list(
        TakenOverDecision.objects.select_related("take_over", "organisation").order_by("body_name", "dated", "number")
    )
    total = len(made) + len(before)
    rows, rows_before = [], []
    for done, decision in enumerate(made):
        target.tell(names.decisions(), done, total)
        name = f"{decision.label.replace('/', '-')} {decision.title}"
        folder = (names.decisions(), decision.body.name, str(decision.year))
        place = target.write("decision", _render(_data(decision)), *folder, f"{name[:90]}.pdf")
        rows.append(_row(decision, place))
    for done, earlier in enumerate(before, start=len(made)):
        target.tell(names.decisions(), done, total)
        name = f"{earlier.number.replace('/', '-')} {earlier.title}"
        folder = (names.decisions(), earlier.body_name, f"{earlier.dated.year} ({names.taken_over()})")
        place = target.write("taken_over", _render(_data_before(earlier)), *folder, f"{name[:90]}.pdf")
        rows_before.append(_row_before(earlier, place))
    _write_register(target, rows, rows_before)
    return len(made), len(before)


def _render(data: pdf.DecisionData) -> bytes:
    language: Any = get_language() or "nn"
    return render("decision", data, language=language, at=clock.now())


def _head(body: str, number: str, date: str) -> pdf.Head:
    return pdf.Head(
        cooperation=charter.cooperation().name,
        body=body,
        number=number,
        date=date,
        demo=charter.installation_mode() == "demo",
    )


def _rich(text: str) -> Any:
    return richtext.from_text(text) if text.strip() else None


def _data(decision: Decision) -> pdf.DecisionData:
    return pdf.DecisionData(
        head=_head(decision.body.name, decision.label, formats.day(decision.decided_on)),
        title=decision.title,
        facts=_facts(decision),
        text=_rich(decision.text),
        how=capfirst(str(decision.get_way_display())),
        reasons=decision.reasons,
        clauses=_clauses(decision),
        positions=_positions(decision),
        conditions=_conditions(decision),
        effects=_effects(decision),
        actions=tuple(
            pdf.Action(text=row.text, responsible=row.organisation.name, deadline=deadline_words(row))
            for row in with_due(decision.actions.all()).select_related("organisation")
        ),
    )


def _facts(decision: Decision) -> tuple[pdf.Fact, ...]:
    pairs = [
        (_("Decided"), formats.day(decision.decided_on)),
        (_("Registered"), formats.day(decision.registered_on) if decision.registered_on != decision.decided_on else ""),
        (_("Case"), decision.case.reference),
        (_("Meeting"), formats.day(decision.meeting.starts_at) if decision.meeting else ""),
        (_("Procedure"), _("in writing") if decision.in_writing else ""),
        (_("Found by"), f"{decision.found_by.name}, {decision.found_as}"),
        (_("Checksum of the text"), _in_groups(decision.sha256)),
    ]
    return tuple(pdf.Fact(label=label, value=value) for label, value in pairs if value)


def _in_groups(digits: str) -> str:
    """Return a checksum in groups, so that it breaks over lines."""
    return " ".join(digits[start : start + 8] for start in range(0, len(digits), 8))


def _clauses(decision: Decision) -> tuple[pdf.Fact, ...]:
    refs: dict[str, str] = {}
    for words, column in (
        (_("authority"), decision.clause_of_authority),
        (_("procedure"), decision.clause_of_procedure),
    ):
        for ref in column.split(", "):
            refs[ref] = f"{refs[ref]}, {words}" if ref in refs else words
    texts = dict(Clause.objects.filter(edition=decision.edition, ref__in=refs).values_list("ref", "text"))
    return tuple(pdf.Fact(label=f"{ref} ({words})", value=texts.get(ref, "")) for ref, words in refs.items() if ref)


def _positions(decision: Decision) -> tuple[pdf.Position, ...]:
    if decision.round_id is None:
        return ()
    found = []
    for seat in RoundSeat.objects.filter(round_id=decision.round_id).prefetch_related("positions"):
        last = max(seat.positions.all(), key=lambda position: position.sequence, default=None)
        kind = str(last.get_kind_display()) if last else _("has not answered") if seat.present else _("not present")
        found.append(
            pdf.Position(seat=seat.name, name=seat.holder_name, position=kind, reason=last.text if last else "")
        )
    return tuple(found)


def _proposals(decision: Decision) -> Iterable[Proposal]:
    return Proposal.objects.filter(case_id=decision.case_id).order_by("position")


def _conditions(decision: Decision) -> tuple[pdf.Condition, ...]:
    return tuple(
        pdf.Condition(text=row.condition, latest=formats.day(row.condition_latest))
        for row in _proposals(decision)
        if row.condition
    )


def _effects(decision: Decision) -> tuple[pdf.Effect, ...]:
    return tuple(
        pdf.Effect(text=row.wording, state=str(row.get_state_display()), date=formats.day(decision.decided_on))
        for row in _proposals(decision)
    )


def _data_before(earlier: TakenOverDecision) -> pdf.DecisionData:
    pairs = [
        (_("Decided"), formats.day(earlier.dated)),
        (_("Municipality"), earlier.organisation.name if earlier.organisation else ""),
        (_("Minutes"), earlier.minutes_link),
        (_("Source"), earlier.take_over.source),
        (_("Taken over"), formats.moment(earlier.take_over.taken_over_at)),
    ]
    return pdf.DecisionData(
        head=_head(earlier.body_name, earlier.number, formats.day(earlier.dated)),
        title=earlier.title,
        notice=_("Taken over from before. This decision was not made in this system."),
        facts=tuple(pdf.Fact(label=label, value=value) for label, value in pairs if value),
        text=_rich(earlier.text),
    )


def _row(decision: Decision, place: str) -> list[Any]:
    return [
        decision.label,
        decision.body.name,
        decision.decided_on,
        decision.title,
        decision.text,
        str(decision.get_way_display()),
        decision.reasons,
        decision.found_by.name,
        decision.found_as,
        decision.clause_of_authority,
        decision.clause_of_procedure,
        decision.case.reference,
        decision.registered_on,
        place,
    ]


def _row_before(earlier: TakenOverDecision, place: str) -> list[Any]:
    return [
        earlier.number,
        earlier.body_name,
        earlier.dated,
        earlier.title,
        earlier.text,
        earlier.minutes_link,
        earlier.take_over.source,
        earlier.take_over.taken_over_at,
        place,
    ]


def _write_register(target: Target, rows: list[list[Any]], rows_before: list[list[Any]]) -> None:
    book = Book()
    headings = [
        _("Number"), _("Body"), _("Decided"), _("Title"), _("Text of the decision"), _("How"), _("Reasons"),
        _("Found by"), _("In the capacity of"), _("Clause of authority"), _("Clause of procedure"), _("Case"),
        _("Registered"), _("Where in this export"),
    ]  # fmt: skip
    book.sheet(_("Made here"), headings, rows)
    headings = [
        _("Number"), _("Body"), _("Decided"), _("Title"), _("Text of the decision"), _("Minutes"), _("Source"),
        _("Taken over"), _("Where in this export"),
    ]  # fmt: skip
    book.sheet(_("Taken over"), headings, rows_before)
    book.save(target.root / target.place(names.decisions(), f"{names.register_of_decisions()}.xlsx"))
    target.written["register"] += 1
