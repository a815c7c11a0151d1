"""Decided things cannot be edited by straight SQL: every declared guard is tried on the rows that it protects.

What is tried is generated from the declarations, on a database in which a project was started by a decision, an
objection was passed over by the leader, a condition confirmed, minutes approved and decisions released, and
municipalities joined, gave notice and were merged.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, models, transaction
from pytest_django import DjangoDbBlocker

from samstyring.accounts.acts import open_list_with, remove_view, renew_calendar, save_view
from samstyring.charter import acts as charter
from samstyring.charter import queries as charter_queries
from samstyring.governance import acts
from samstyring.governance.models import Action, Decision, Meeting, Minutes, Proposal
from samstyring.kernel import clock, guards, journal
from samstyring.kernel.actors import ANONYMOUS, INSTALLATION
from samstyring.kernel.ids import uuid7
from samstyring.parties import acts as parties
from samstyring.parties.models import OfficeHolding, Organisation
from samstyring.portfolio import acts as portfolio
from samstyring.records.acts import take_over
from samstyring.records.models import TakenOverDecision
from samstyring.web.acts import give_feedback
from tests.agreement.test_advice import advised
from tests.agreement.test_advice import seat_members as seat_advisers
from tests.agreement.test_disqualification import ruled
from tests.agreement.test_groups import decided as decided_of_group
from tests.agreement.test_groups import set_up
from tests.agreement.test_joining import decide as decided_by_council
from tests.agreement.test_joining import invite, sign
from tests.agreement.test_leaving import LETTER, leave
from tests.agreement.test_merger import merge
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.agreement.test_split import split
from tests.agreement.test_substitutes import appoint as appoint_substitutes
from tests.agreement.test_successor import AFTER
from tests.agreement.test_successor import ready as successor_ready
from tests.agreement.test_successor import sign as sign_successor
from tests.agreement.test_successor_answers import decline as declined_successor
from tests.agreement.test_written_procedure import decided_in_writing
from tests.founding import actor
from tests.governance import asking, steps
from tests.governance.steps import do
from tests.kernel.history_of_projects import (
    answered_need,
    exported_elsewhere,
    invited_to_initiative,
    phases,
    ranked,
    status_reports,
    waited,
)
from tests.portfolio import steps as projects
from tests.records.workbooks import history as earlier
from tests.records.workbooks import read
from tests.support.databases import Databases

DECLARED = sorted(
    {(model._meta.db_table, guard.name): (model, guard) for model, guard in guards.declared()}.items(),
    key=lambda pair: pair[0],
)
MODELS = sorted({model for model, _guard in guards.declared()}, key=lambda model: model._meta.db_table)
NOT_REACHED = {
    "charter_schemeconnection.ended_once",
    "governance_decision.closed",
    "governance_minutes.confirmed_once",
    "kernel_installation.real_clock",
}
"""Guards on what the history below does not hold: they stand in the database all the same (test_guards)."""


def history() -> None:
    """Let everything happen that leaves rows which are not to be touched again."""
    take_over(workbook=read(earlier()), source="Møtebøker 2020–2022", by=actor("adviser"), at=clock.now())
    adopted(rule("quorum", 2), rule("written_procedure", True), rule("substitutes", True))
    give_feedback(text="Hei", by=ANONYMOUS, at=clock.now())
    refused_amendment()
    spoken = observer_speaks()
    invited_to_initiative()
    offices()
    meeting, actions = decided_meeting()
    for decision in (actions[0].decision, TakenOverDecision.objects.all()[0]):
        do(acts.set_review_date, decision=decision, review_on=clock.today() + timedelta(days=90))
    request = do(
        acts.ask_for_more_time, action=actions[0], until=actions[0].deadline + timedelta(days=7), reason="Treng tid."
    )
    do(acts.grant_extension, request=request, until=request.until)
    do(acts.report_action, action=actions[0], text="Gjort", done=True)
    minutes = do(acts.draft_minutes, meeting=meeting)
    do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))
    remarked = do(acts.draft_minutes, meeting=steps.close(steps.open_meeting()))
    do(acts.send_minutes, minutes=remarked, comment_until=clock.today() + timedelta(days=30))
    do(acts.remark_on_minutes, "alver", minutes=remarked, seat=steps.seat("alver"), text="Det var ikkje slik.")
    set_up()
    decided_of_group("Sekretariat", "change_group_secretariat", {"group": "FÆ", "secretary": "SEK", "from_day": None})
    answered_need()
    ranked()
    exported_elsewhere()
    status_reports()
    waited()
    seat_advisers()
    advised(steps.free_text_case("Felles skjema"))
    phases()
    do(acts.comment_on_case, case=steps.free_text_case("Under arbeid"), text="Kva kostar det?")
    plan_of_the_year()
    reminders()
    own_calendar()
    joining_and_leaving()
    evaluation()
    approve(Minutes.objects.get(pk=minutes.pk))
    approve(Minutes.objects.get(pk=spoken.pk))
    with clock.standing_at(clock.now() + timedelta(days=20)):
        decided_in_writing()
        meeting = steps.called_meeting()  # which is told of it
        substitute_declines(meeting)
        answered_successor()


def answered_successor() -> None:
    """An agreement that took over: one signature was taken back, and one council had declined."""
    found = successor_ready()
    declined_successor(found, "Alver")
    sign_successor(found, "Stad")
    do(charter.take_back_successor_answer, answer=found.signatures.get(name="Stad"), why="Feil kommune")
    with clock.standing_at(AFTER):
        do(charter.succeed, successor=found)


def substitute_declines(meeting: Meeting) -> None:
    """A substitute who is brought in at regrets and cannot come, and whose time ends."""
    first, _second = appoint_substitutes("alver", "project_manager", "secretariat_leader")
    regrets = do(acts.register_regrets, "alver", meeting=meeting, seat=steps.seat("alver"))
    do(acts.answer_as_substitute, call=regrets.calls.get(), comes=False)
    do(acts.end_substitute, substitute=first, until=first.from_date + timedelta(days=1), source="Brev")


def observer_speaks() -> Minutes:
    """A statement of an observer in a meeting whose minutes are sent out, to be approved."""
    meeting = steps.open_meeting()
    steps.attend(meeting, "alver", "nordfjord", "bergen_leiar", observers=("ks",))
    do(acts.record_statement, item=steps.take_up(meeting, "Sak 1"), seat=steps.seat("ks"), text="KS er positiv.")
    steps.decide(meeting, "Sak 1")
    minutes: Minutes = do(acts.draft_minutes, meeting=steps.close(meeting))
    do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))
    return minutes


def own_calendar() -> None:
    """An address of one's own calendar, ended, and another; a view of a list, taken away, and what the list opens with."""
    renew_calendar(by=actor("leader"), at=clock.now())
    renew_calendar(by=actor("leader"), at=clock.now())
    view = do(save_view, list_name="portfolio:projects", query="state=started", name="I gang")
    do(open_list_with, list_name="portfolio:projects", view=view)
    do(remove_view, view=view)


def reminders() -> None:
    """A person reminded of a duty before its date."""
    today = clock.today()
    duty = charter_queries.conformance().duties[0]
    nudge = charter_queries.Nudge(duty, today, steps.actor_person("leader"))
    do(charter.send_reminders, "secretariat_leader", nudges=[nudge])


def refused_amendment() -> None:
    """An amendment that was sent and that one party refused."""
    agreement = charter_queries.agreement_on(clock.today())
    amendment = do(charter.draft_amendment, agreement=agreement, title="T", reason="R", initiative="Brev")
    do(charter.propose_clause, amendment=amendment, kind="repealed", ref="BG-4")
    do(charter.ask_for_comments, amendment=amendment, comments_until=clock.today())
    fedje = projects.organisation("Fedje")
    comment = do(charter.comment_on_amendment, "contact", amendment=amendment, organisation=fedje, gist="Ja.")
    do(charter.reply_to_comment, comment=comment, text="Takk.")
    do(charter.send_amendment, amendment=amendment, answer_by=clock.today())
    told = {"answered_by": "Ordføraren", "evidence": steps.LETTER}
    do(charter.answer_amendment, asked=amendment.asked.first(), kind="refuse", **told)


def evaluation() -> None:
    """The parties are asked, one answers, and the report is brought to a case."""
    today, fedje = clock.today(), projects.organisation("Fedje")
    asked = [{"kind": "text", "text": "Kva er best?"}]
    written = do(acts.write_evaluation_questions, from_date=today, last_day=today, text="Svar.", questions=asked)
    round_ = do(acts.open_evaluation, questions=written, answer_by=today, why_early="No.")
    told = {"answered_by": "Ordføraren", "evidence": steps.LETTER}
    do(acts.answer_evaluation, round_=round_, organisations=[fedje], replies={"q1": "Møta."}, **told)
    do(acts.bring_evaluation, round_=round_, body=steps.body(), report=steps.LETTER)


def offices() -> None:
    """Begin and end what is held for a time."""
    today, body = clock.today(), steps.body()
    days = [today + timedelta(days=number) for number in range(4)]
    instruction = do(acts.give_standing_instruction, "leader", body=body, text="Send ut.", from_date=today)
    do(acts.revoke_standing_instruction, "leader", instruction=instruction, until=days[1])
    do(acts.give_standing_instruction, "leader", body=body, text="Send.", from_date=days[1])
    for day, until in pairwise(days[1:]):
        alva = steps.actor_person("alver")
        designated = do(acts.designate_leader, "leader", body=body, designated=alva, from_date=day)
        do(acts.revoke_designation, "leader", designation=designated, until=until)
    do(acts.seat_holder, seat=steps.seat("ks"), person=None, from_date=today, source="Brev", evidence=steps.LETTER)
    holding = OfficeHolding.objects.filter(person=steps.actor_person("contact")).get()
    parties.end_office(holding=holding, until=today, source="Brev", by=INSTALLATION, at=clock.now())


def decided_meeting() -> tuple[Meeting, list[Action]]:
    """A held meeting: a project started, a condition confirmed, the leader's decision, an item not reached."""
    project = projects.ready()
    do(portfolio.add_participant, project=project, organisation=projects.organisation("Stord"))
    start = projects.case_about(project)
    missing = "portfolio.participants_accepted"
    do(acts.pass_over_requirement, case=start, requirement=missing, reason="Stord svarar seinare.")
    condition = steps.free_text_case("Vilkår")
    steps.follow_up(condition)
    waiting = Proposal.objects.get(case=condition, matter="governance.follow_up")
    do(
        acts.edit_proposal,
        proposal=waiting,
        payload=waiting.payload,
        wording=waiting.wording,
        condition="Tilsegn frå DigiFin",
        condition_confirmed_by="secretariat",
        condition_latest=clock.today() + timedelta(days=60),
    )
    period = {"from_date": "2020-06-15", "last_day": "2022-11-01"}
    words = {"matter": "governance.conclude_evaluation", "wording": "Evalueringa er avslutta."}
    do(acts.add_proposal, case=condition, payload=period, **words)
    do(acts.pass_over_requirement, case=condition, requirement="governance.evaluation_open", reason="Ho vart gjord no.")
    cases = [start, condition, steps.free_text_case("Ueinige"), steps.free_text_case("Ikkje")]
    meeting = steps.planned_meeting()
    for case in cases:
        do(acts.put_on_agenda, meeting=meeting, case=case)
    do(acts.freeze_agenda, meeting=meeting)
    do(acts.approve_summons, "leader", meeting=meeting)
    do(acts.call_meeting, "leader", meeting=meeting)
    do(acts.register_regrets, meeting=meeting, seat=steps.seat("nordfjord"), evidence=steps.LETTER)
    asking.contact_of("Austrheim")
    asking.ask(cases[2], "Austrheim")
    asking.answer(cases[2], "Austrheim", who="adviser", **asking.received())
    do(acts.open_meeting, meeting=meeting)
    steps.attend(meeting, "alver", "nordfjord", "bergen_leiar")
    decisions = [steps.decide(meeting, case.title) for case in cases[:2]]
    item = steps.take_up(meeting, "Ueinige")
    do(acts.write_account, item=item, text="Leiaren orienterte.")
    ruled(item, disqualified=False)
    round_ = steps.round_of(item)
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Nei")
    do(acts.record_no_objection, round_=round_)
    decisions.append(do(acts.decide_as_leader, "leader", round_=round_, reasons="Det hastar."))
    do(acts.confirm_condition, proposal=waiting, note="Gitt", evidence=steps.LETTER)
    steps.close(meeting)
    do(acts.report_back, "alver", case=cases[2], seat=steps.seat("alver"), text="Slik gjekk det.")
    return meeting, list(Action.objects.filter(decision__in=decisions))


def approve(minutes: Minutes) -> None:
    """Let minutes be approved by silence, corrected, and made public with their decisions."""
    later = clock.now() + timedelta(days=15)
    acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=later)
    acts.sign_minutes(minutes=minutes, by=actor("leader"), at=later)
    acts.correct_minutes(minutes=minutes, text="Retting: Alver, ikkje Stad.", by=actor("adviser"), at=later)
    acts.release_minutes(minutes=minutes, checked=True, by=actor("adviser"), at=later)


def plan_of_the_year() -> None:
    """An entry in the plan, and one that was taken out again."""
    entry = {"body": steps.body(), "kind": "budget", "day": clock.today() + timedelta(days=30)}
    do(acts.add_plan_entry, title="Budsjett ut", **entry)
    do(acts.remove_plan_entry, entry=do(acts.add_plan_entry, title="Skriv ut", **entry))


def joining_and_leaving() -> None:
    """Invite one that joins and one whose invitation is withdrawn, take a notice back, and merge two that only stood."""
    decided_by_council(invite())
    sign()
    withdrawn = invite(Organisation.objects.get(name="Modalen"))
    do(charter.withdraw_invitation, joining=withdrawn, why="Sendt ved ein feil")
    do(charter.take_back_notice, withdrawal=leave("Gulen"), source="Kommunestyret, sak 90/22", letter=LETTER)
    merge("Aurland", "Vik")
    split()


@pytest.fixture(scope="module")
def decided(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database with that history. What is tried on it is refused, so one serves for all."""
    with django_db_blocker.unblock():
        name = databases.copy(databases.founded())
        try:
            with databases.use(name):
                history()
                yield
        finally:
            databases.drop(name)


@contextmanager
def straight() -> Iterator[Any]:
    """A cursor past the acts and past the write guard, as someone with a database client has it."""
    wrappers = connection.execute_wrappers[:]
    connection.execute_wrappers.clear()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            yield cursor
    finally:
        connection.execute_wrappers[:] = wrappers


def protected(model: type[models.Model], guard: guards.Guard) -> dict[str, Any] | None:
    """Return one row that the guard protects as it stands, or None. What a change would be is taken as changed."""
    condition = re.sub(r'NEW\."(\w+)" (?:IS DISTINCT FROM|<>) OLD\."\1"(?: \+ 1)?', "1 = 1", guard.condition(model))
    condition = "1 = 1" if isinstance(guard, guards.NoOverlap) else re.sub(r"\bNEW\.", "OLD.", condition)
    with straight() as cursor:
        cursor.execute(f'SELECT OLD.* FROM "{model._meta.db_table}" OLD WHERE {condition} LIMIT 1')
        row = cursor.fetchone()
        return dict(zip([column[0] for column in cursor.description], row, strict=True)) if row else None


def another(field: models.Field[Any, Any], value: Any) -> Any:
    """Return another value for a column, as the database stores it."""
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.JSONField):
        return '["forged"]'
    if isinstance(field, models.UUIDField | models.ForeignKey):
        key = uuid7() if connection.vendor == "postgresql" else uuid7().hex
        return 2 if isinstance(value, int) else key
    if isinstance(field, models.IntegerField | models.DecimalField):
        return (value or 0) + 1_000
    if isinstance(field, models.DateTimeField):
        return datetime(2001, 1, 1, tzinfo=clock.OSLO)
    if isinstance(field, models.DateField):
        return date(2001, 1, 1)
    return "forged"[: field.max_length]


def columns_kept(model: type[models.Model], guard: guards.Guard) -> list[models.Field[Any, Any]]:
    """Return the columns that an UPDATE guard keeps: those that it names, or all."""
    named = set(re.findall(r'NEW\."(\w+)" (?:IS DISTINCT FROM|<>) OLD', guard.condition(model)))
    return [field for field in model._meta.local_fields if not named or field.column in named]


def key_of(model: type[models.Model], row: dict[str, Any]) -> tuple[str, Any]:
    column = model._meta.pk.column
    value = row[column]
    return column, value.hex if isinstance(value, UUID) and connection.vendor != "postgresql" else value


def refused(model: type[models.Model], sql: str, parameters: Sequence[Any] = ()) -> None:
    """Hold that a guard of the table refuses, not chance."""
    with pytest.raises(IntegrityError) as error, straight() as cursor:
        cursor.execute(sql, parameters)
    says = [guard.says for each, guard in guards.declared() if each is model]
    kept = [f"{model._meta.db_table}: {words}" for words in [*says, "another row stands there already"]]
    assert any(words in str(error.value) for words in kept), error.value


def copying(model: type[models.Model], row: dict[str, Any], verb: str = "INSERT") -> tuple[str, list[Any]]:
    """Return the SQL that adds a row like this one, under another key (or, to replace it, under its own)."""
    table, (key, value) = model._meta.db_table, key_of(model, row)
    columns = ", ".join(f'"{field.column}"' for field in model._meta.local_fields if not field.primary_key)
    return (
        f'{verb} INTO "{table}" ("{key}", {columns}) SELECT %s, {columns} FROM "{table}" WHERE "{key}" = %s',
        [value if "REPLACE" in verb else another(model._meta.pk, value), value],
    )


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize(
    ("model", "guard"), [pair[1] for pair in DECLARED], ids=[".".join(pair[0]) for pair in DECLARED]
)
def test_what_stands_is_neither_changed_nor_removed_nor_added_to(
    model: type[models.Model], guard: guards.Guard
) -> None:
    row = protected(model, guard)
    assert (row is None) == (f"{model._meta.db_table}.{guard.name}" in NOT_REACHED)
    if row is None:
        return
    table, (key, value) = model._meta.db_table, key_of(model, row)
    if guard.operation == "DELETE":
        refused(model, f'DELETE FROM "{table}" WHERE "{key}" = %s', [value])
    elif guard.operation == "INSERT":
        refused(model, *copying(model, row))
    elif not isinstance(guard, guards.NoOverlap):
        for field in columns_kept(model, guard):
            new = another(field, row[field.column])
            refused(model, f'UPDATE "{table}" SET "{field.column}" = %s WHERE "{key}" = %s', [new, value])


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize("model", MODELS, ids=[model._meta.db_table for model in MODELS])
def test_a_whole_table_is_neither_replaced_nor_emptied(model: type[models.Model]) -> None:
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError, match="never removed"), straight() as cursor:
            cursor.execute(f'TRUNCATE "{table}" CASCADE')
        return
    with straight() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 1')
        row = cursor.fetchone()
        if row is None:
            return
        found = dict(zip([column[0] for column in cursor.description], row, strict=True))
    refused(model, *copying(model, found, "INSERT OR REPLACE"))
    others = [field.column for field in model._meta.local_fields if field.unique and not field.primary_key]
    key, value = key_of(model, found)
    for column in others:
        if found[column] is not None:
            sql = f'UPDATE OR REPLACE "{table}" SET "{column}" = %s WHERE "{key}" <> %s'
            with straight() as cursor:
                cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
                several = cursor.fetchone()[0] > 1
            if several:
                refused(model, sql, [found[column], value])


@pytest.mark.usefixtures("decided")
def test_no_decision_is_added_where_a_case_was_laid_for_advice() -> None:
    columns = [field.column for field in Decision._meta.local_fields]
    advisory = '(SELECT "id" FROM "governance_agendaitem" WHERE "advisory" LIMIT 1)'
    values = ", ".join(advisory if column == "item_id" else f'"{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    refused(Decision, f'INSERT INTO "governance_decision" ({names}) SELECT {values} FROM "governance_decision" LIMIT 1')


@pytest.mark.usefixtures("decided")
def test_the_chain_is_whole_after_all_attempts() -> None:
    assert journal.verify() is None
