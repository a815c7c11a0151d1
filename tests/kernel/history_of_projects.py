"""What happens to projects that leaves rows which are not to be touched again, for test_straight_sql."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.portfolio import acts as portfolio
from samstyring.portfolio.effects import hand_over_project, stop_project
from samstyring.portfolio.effects.risks import accept_risk
from samstyring.portfolio.models import AREAS, Project
from samstyring.portfolio.sheets import round_trip
from samstyring.portfolio.sheets.exported import as_workbook
from samstyring.portfolio.sheets.radar import SHEET, read_radar
from samstyring.records.takeover.reading import Listed
from samstyring.records.takeover.writing import workbook
from tests.agreement.test_benefits import BENEFIT
from tests.agreement.test_risks import RISK
from tests.founding import actor
from tests.governance.steps import do
from tests.portfolio import steps as projects


def status_reports() -> None:
    """A round in which one project reported, and another wrote a draft."""
    told = [projects.begun(projects.candidate(name)) for name in ("Rapportert", "Utkast")]
    today = clock.today()
    window = do(
        portfolio.open_window,
        name="Status",
        from_date=today - timedelta(days=30),
        until=today,
        due_on=today,
        projects=told,
    )
    lights = {f"{area}_light": "green" for area in AREAS} | {"overall_words": "Bra."}
    received = {"evidence": projects.EMAIL, "answered_by": "Leiaren", "answered_on": today}
    do(portfolio.publish_report, ask=window.asks.get(project=told[0]), content=lights, **received)
    do(portfolio.save_report, ask=window.asks.get(project=told[1]), content=lights)
    do(portfolio.close_window, window=window)
    report = do(portfolio.make_portfolio_report, window=window, name="Rapport")
    do(portfolio.write_portfolio_report, report=report, introduction="Slik går det.", assessment="")


def answered_need() -> None:
    """A need with support that was taken back, and an answer."""
    fedje, alver = (projects.organisation(name) for name in ("Fedje", "Alver"))
    need = do(
        portfolio.send_need, organisation=fedje, kind="need", name="Arkiv", text="Vi er få.", received_from="Brev"
    )
    do(portfolio.support_need, "alver", need=need, organisation=alver, interest="join")
    do(portfolio.end_support, "alver", need=need, organisation=alver)
    do(portfolio.answer_need, need=need, kind="studied")
    study = do(portfolio.begin_study, need=need, author="Sekretariatet")
    do(portfolio.write_concept_note, study=study, told={"need": "Vi er få."})
    values = {"name": "Fiks Arkiv", "kind": "ks", "provider": "KS", "state": "available"}
    entry = do(portfolio.register_radar_entry, values=values)
    do(portfolio.tie_radar_entry, entry=entry, projects=[], needs=[need])
    do(portfolio.tie_radar_entry, entry=entry, projects=[], needs=[])
    content = workbook({SHEET.name: [{**values, "name": "Altinn 3"}]}, of=[SHEET])
    do(portfolio.import_radar, workbook=read_radar(content, "radar.xlsx"), source="Liste frå KS")


def waited() -> None:
    """A programme, and a project that no longer waits for another."""
    one, other = projects.candidate("Ventar"), projects.candidate("Leverer")
    made = do(portfolio.register_programme, name="Program", purpose="Felles", owner=projects.organisation("Alver"))
    do(portfolio.end_programme, programme=made, reason="Nådd")
    values = {"what": "Innlogging", "needed_on": clock.today(), "milestone": None}
    row = do(portfolio.register_dependency, project=one, other=other, values=values)
    do(portfolio.end_dependency, dependency=row, reason="Løyst på annan måte")


def exported_elsewhere() -> None:
    """A candidate that an export of another tool told of."""
    listed, columns = Listed("Prosjekter", ["Tittel"], [(2, ["Sensorar på vassverk"])]), ["name"]
    do(
        portfolio.import_projects,
        workbook=as_workbook(listed, columns, b"x", "uttrekk.xlsx"),
        columns={"Tittel": "name"},
        source="Prosjektportalen",
        origin="regional",
        purposes=["mottak"],
    )


def invited_to_initiative() -> None:
    """An initiative that one municipality was invited to, and answered, and that is closed."""
    fedje, alver = (projects.organisation(name) for name in ("Fedje", "Alver"))
    told = {"name": "Sensorar", "text": "Vi prøver.", "received_from": "Brev"}
    need = do(portfolio.send_need, organisation=alver, kind="initiative", **told)
    offer = {"time": "I vår", "gives": "Ein person", "contact": "IT-leiar", "answer_by": clock.today()}
    made = do(portfolio.invite_to_initiative, "alver", need=need, organisations=[fedje], **offer)
    do(portfolio.answer_initiative, "contact", initiative=made, organisations=[fedje], kind="yes")
    do(portfolio.close_initiative, "alver", need=need, kind="closed", text="Det vart gjort.")


def ranked() -> None:
    """Criteria in force on which a candidate is scored, and a list that was decided with it, after a draft withdrawn."""
    row = {"name": "Gevinst", "weight": 1, "levels": ["Lite", "Mykje"]}
    criteria = projects.adopted(do(portfolio.draft_criteria, criteria=[row]), clock.today())
    candidate = projects.candidate("Rangert", participants=())
    do(
        portfolio.score_candidate,
        project=candidate,
        criteria=criteria,
        levels={"gevinst": {"level": 2, "why": "Stor."}},
    )
    facts = {"name": "Skjønn", "year": 2023, "funder": "Statsforvaltaren", "deadline": clock.today()}
    made = do(portfolio.open_ranked_list, kind="call", values=facts)
    order = [{"project": candidate, "asked": 100, "reason": "Størst gevinst."}]
    projects.adopted(do(portfolio.draft_ranking, ranked_list=made, candidates=order), clock.today())
    do(portfolio.withdraw_draft, version=do(portfolio.draft_ranking, ranked_list=made, candidates=order))
    said = {"state": "applied", "happened_on": clock.today(), "evidence": "Søknad"}
    do(portfolio.record_outcome, ranked_list=made, project=candidate, **said)
    do(portfolio.record_outcome, ranked_list=made, project=candidate, **said | {"state": "in_part", "amount": 50})
    do(portfolio.keep_scope, ranked_list=made, project=candidate, reason="Kommunane betaler resten.")


def handed_over(project: Project) -> None:
    """A project that is proposed to another owner, who has accepted it, and that goes to it by decision."""
    said = {"reason": "Har kapasitet", "proposed_from": clock.today()}
    made = do(portfolio.propose_hand_over, project=project, organisation=projects.organisation("Alver"), **said)
    do(portfolio.answer_acceptance, "alver", participation=made.place, kind="accept")
    projects.on_a_basis(
        effect=lambda basis: hand_over_project(hand_over=made, basis=basis, on=clock.today()),
        dated=clock.today(),
        by=INSTALLATION,
        at=clock.now(),
    )


def stands_still(project: Project) -> None:
    """A project that was paused, and is stopped while it is paused again."""
    expected_on = clock.today() + timedelta(days=90)
    do(portfolio.pause_project, project=project, reason="Ventar", expected_on=expected_on, reference="Referat")
    projects.on_a_basis(
        effect=lambda basis: stop_project(
            project=project, reason="A", money="B", deliverables="C", basis=basis, on=clock.today()
        ),
        dated=clock.today(),
        by=INSTALLATION,
        at=clock.now(),
    )


def closed_risk(project: Project) -> None:
    """A risk to which one municipality is exposed, with an action that is done; then it is closed."""
    alver = str(projects.organisation("Alver").pk)
    risk = do(portfolio.register_risk, project=project, values=RISK | {"everyone": False, "exposed": [alver]})
    do(portfolio.add_risk_action, risk=risk, what="Avtale", responsible="Prosjektleiaren", due_on=clock.today())
    do(portfolio.finish_risk_action, action=risk.actions.get(), done_on=clock.today())
    do(portfolio.raise_risk, risk=risk, purpose="accept", assessment="Krev avgjerd")
    accepted = {"assessment": risk.standing, "from_date": clock.today(), "last_day": None}
    projects.on_a_basis(
        effect=lambda basis: accept_risk(risk=risk, basis=basis, **accepted),
        dated=clock.today(),
        by=INSTALLATION,
        at=clock.now(),
    )
    do(portfolio.close_risk, risk=risk, reason="Levert")


DAY = date(2023, 6, 1)
ENTRIES: dict[str, dict[str, object]] = {
    "issues": {"text": "Ingen kjem inn", "priority": 3, "responsible": "IT-leiaren", "due_on": DAY},
    "lessons": {"tone": "avoid", "category": "time", "happened": "A", "cause": "B", "advice": "C"},
    "stakeholders": {"interest": 3, "influence": 1, "wants": "Tid", "approach": "Møte"},
    "communication": {"audience": "Alle", "channel": "E-post", "due_on": DAY, "responsible": "Leiaren"},
}
"""What an entry of each register says, beside its title."""


def closed_entries(project: Project) -> None:
    """An entry of each register, which was changed and is closed."""
    for register, values in ENTRIES.items():
        entry = do(portfolio.add_entry, project=project, register=register, values=values | {"title": "Pålogging"})
        do(portfolio.edit_entry, entry=entry, values=values | {"title": "Pålogginga"})
        do(portfolio.close_entry, entry=entry, closed_on=clock.today(), closed_words="Løyst")


def phases() -> None:
    """A project that has started, with a document, and that has passed two decision points."""
    project = projects.started("Felles arkiv")
    do(portfolio.attach_project_document, project=project, name="Prosjektforslag", upload=projects.EMAIL)
    do(portfolio.pass_decision_point, project=project, point="BP2", reference="Referat")
    hours = {"role": "Superbrukar", "people": 1, "hours": 40, "starts_on": clock.today(), "ends_on": clock.today()}
    received = {"evidence": projects.EMAIL, "answered_by": "Leiaren"}
    place = projects.place(project, "Fedje")
    do(portfolio.answer_acceptance, participation=place, kind="accept", promised=[hours], **received)
    day = {"starts_on": clock.today(), "ends_on": clock.today()}
    do(portfolio.register_delivered_hours, participation=place, role="Superbrukar", hours=8, **day)
    draft = projects.mandate(project)
    do(portfolio.ask_for_mandate_comments, mandate=draft, comments_until=clock.today())
    organisation = projects.organisation("Fedje")
    said = do(portfolio.comment_on_mandate, mandate=draft, organisation=organisation, text="Ja.", **received)
    do(portfolio.reply_to_mandate_comment, comment=said, outcome="noted")
    do(portfolio.withdraw_mandate, mandate=draft)
    values = {"name": "I drift", "kind": "milestone", "due_on": clock.today()}
    milestone = do(portfolio.add_milestone, project=project, values=values)
    do(portfolio.accept_milestone, milestone=milestone, done_on=clock.today())
    planned = {"name": "BP3", "kind": "decision", "point": "BP3", "due_on": clock.today()}
    do(portfolio.add_milestone, project=project, values=planned)
    closed_risk(project)
    closed_entries(project)
    for name in ("Styringsdokument", "Gevinstrealiseringsplan", "Risikovurdering"):
        do(portfolio.attach_project_document, project=project, name=name, upload=projects.EMAIL)
    do(portfolio.pass_decision_point, project=project, point="BP3", reference="Referat")
    book = load_workbook(BytesIO(round_trip.as_workbook(actor("adviser"))))
    book["Prosjekt"]["C2"] = "Felles arkiv i fylket"
    book.save(saved := BytesIO())
    do(portfolio.take_workbook, workbook=round_trip.read_workbook(saved.getvalue(), "p.xlsx"))
    stands_still(projects.begun(projects.candidate("Innbyggjardialog", participants=())))
    told = dict.fromkeys(("goals", "time_cost", "lessons", "handed_over"), "Sjå rapporten.")
    fedje = projects.organisation("Fedje")
    do(portfolio.write_closing_report, project=project, told=told, ends_on=clock.today(), cost=1, receiver=fedje)
    handed_over(project)
    benefit_followed(project)
    do(portfolio.log_change, project=project, what="Ny rekkjefølgje", why="Raskare", decided_by="Prosjektleiaren")
    do(portfolio.give_forecast, project=project, cost=1_000, scope_holds=False, words="Utan papirarkiv")
    options = [{"name": "A", "consequence": "B"}, {"name": "C", "consequence": "D"}]
    words = {"cause": "Sein", "consequences": "Dyrt", "recommendation": "Ja."}
    report = do(portfolio.write_exception_report, project=project, options=options, **words)
    do(portfolio.bring_exception_report, report=report)


def benefit_followed(project: Project) -> None:
    """Write down a benefit, promise it anew, ask for it by letter, measure it, and end the follow-up of another."""
    given = {**BENEFIT, "owner": projects.organisation("Modalen")}
    benefit = do(portfolio.add_benefit, project=project, values=given)
    do(portfolio.edit_benefit, benefit=benefit, values=given | {"target": Decimal(5), "reason": "Fleire brukarar"})
    projects.officer("Modalen", "contact")
    do(portfolio.ask_for_measurements, organisations=[given["owner"]])
    told = {"benefit": benefit, "measured_on": clock.today(), "value": Decimal(8), "source": "Køyreboka"}
    do(portfolio.measure_benefit, **told, file=projects.EMAIL, evidence=projects.EMAIL, answered_by="Leiaren")
    do(portfolio.end_benefit, benefit=do(portfolio.add_benefit, project=project, values=given), reason="Same som over")
