"""Status reports: two rounds in the autumn; in the second one, one project has not answered."""

from datetime import date
from typing import Any

from samstyring.portfolio import acts
from samstyring.portfolio.models import REPORT_CONTENT, Project, ReportAsk, ReportingWindow

from .projects import KRONE
from .story import Story, letter

CHILD_CARE, ARCHIVE, CLINIC, DIALOGUE = "P-21-001", "P-21-002", "P-21-003", "P-21-004"
REPORTS_FOR = {CHILD_CARE: "sunnhordland", ARCHIVE: "sogn_sunnfjord", CLINIC: "hardanger_voss", DIALOGUE: "oygarden"}


def _opened(story: Story, name: str, from_date: date, until: date, due_on: date) -> ReportingWindow:
    window: ReportingWindow = story.do(
        acts.open_window,
        name=name,
        from_date=from_date,
        until=until,
        due_on=due_on,
        projects=list(Project.objects.filter(code__in=REPORTS_FOR)),
        note="Skriv kort. Ei setning for kvart område er nok.",
    )
    return window


def _lights(**more: Any) -> dict[str, Any]:
    areas = ("overall", "time", "cost", "quality", "risk", "benefit")
    return {f"{area}_light": "green" for area in areas} | more


def _reported(story: Story, window: ReportingWindow, code: str, content: dict[str, Any]) -> None:
    ask = ReportAsk.objects.get(window=window, project__code=code)
    story.do(acts.publish_report, REPORTS_FOR[code], ask=ask, content=content)


def in_september(story: Story) -> ReportingWindow:
    """Ask for the third quarter. All but one answer signed in; one sends an e-mail."""
    window = _opened(story, "Status tredje kvartal 2022", date(2022, 7, 1), date(2022, 10, 1), date(2022, 10, 3))
    _reported(
        story,
        window,
        CHILD_CARE,
        _lights(
            overall_words="Innføringa går som planlagt i alle dei fem kommunane.",
            ends_on=date(2023, 12, 31),
            cost=2_900_000 * KRONE,
            progress="Fagsystemet er i drift i Stord og Bømlo. Opplæringa er planlagd.",
        ),
    )
    _reported(
        story,
        window,
        ARCHIVE,
        _lights(
            overall_light="yellow",
            overall_words="Flyttinga av arkiv ventar på leverandøren.",
            time_light="yellow",
            time_words="Leverandøren er tre veker på etterskot.",
            ends_on=date(2024, 1, 31),
            cost=2_000_000 * KRONE,
            progress="Arkivkjerna er sett opp. Det første av to system er flytta.",
        ),
    )
    _reported(
        story,
        window,
        CLINIC,
        _lights(
            overall_light="yellow",
            overall_words="Planlegginga går, men finansieringa er ikkje på plass.",
            cost_light="red",
            cost_words="Prosjektet har ingen vedteken finansieringsplan.",
            ends_on=date(2023, 10, 31),
            cost=1_500_000 * KRONE,
            to_decide="Finansieringsplanen må til styringsgruppa i desember.",
        ),
    )
    return window


def by_letter(story: Story, window: ReportingWindow) -> None:
    """Register what one sent by e-mail, and close the round."""
    day = date(2022, 10, 4)
    text = "Innbyggjardialog har ikkje starta. Vi ventar på at ein kommune tek på seg å eige prosjektet."
    story.do(
        acts.publish_report,
        ask=ReportAsk.objects.get(window=window, project__code=DIALOGUE),
        content=_lights(
            overall_light="yellow",
            overall_words="Prosjektet har ikkje starta.",
            time_light="yellow",
            time_words="Det finst ingen plan før eigaren er avklart.",
            to_decide="Kven skal eige prosjektet?",
        ),
        answered_by="Kontaktperson, Øygarden",
        answered_as="kontaktperson",
        answered_on=day,
        evidence=letter("Status for Innbyggjardialog", "Øygarden kommune (eksempel)", day, text),
    )
    story.do(acts.close_window, window=window)
    report = story.do(acts.make_portfolio_report, window=window, name="Porteføljerapport for tredje kvartal 2022")
    story.do(
        acts.write_portfolio_report,
        report=report,
        introduction="Fire prosjekt har meldt status. Rapporten er laga av det dei har publisert.",
        assessment="Eitt prosjekt er i rute. DigiHelsestasjon manglar finansieringsplan, og Innbyggjardialog manglar eigar.",
    )


def in_november(story: Story) -> ReportingWindow:
    """Ask again, before the meeting in December. Two answer, one of them corrects what it said; one only has a draft."""
    window = _opened(story, "Status november 2022", date(2022, 10, 1), date(2022, 11, 15), date(2022, 11, 17))
    _reported(
        story,
        window,
        CHILD_CARE,
        _lights(
            overall_light="red",
            overall_words="Leverandøren av fagsystemet er eit halvt år forseinka. Opplæringa starta i oktober.",
            time_light="red",
            time_words="Sluttdatoen er utanfor toleransen i mandatet.",
            cost_light="yellow",
            cost_words="Eit halvt år til med prosjektleiing, innanfor toleransen.",
            risk_light="yellow",
            risk_words="Forseinkinga hos leverandøren er den største risikoen; avtale om dagbot manglar.",
            benefit_light="yellow",
            benefit_words="Nullpunktmålinga manglar frå to kommunar.",
            ends_on=date(2024, 5, 31),
            cost=3_050_000 * KRONE,
            to_decide="Avviksrapporten: ny sluttdato eller mindre omfang.",
            progress="Opplæring av 40 tilsette. Fitjar og Tysnes er klare for oppstart i januar.",
        ),
    )
    _reported(
        story,
        window,
        ARCHIVE,
        _lights(
            overall_words="Leverandøren har teke att det meste.",
            time_light="yellow",
            time_words="Ei veke att å ta inn.",
            ends_on=date(2024, 1, 10),
            cost=1_900_000 * KRONE,
            progress="Det andre systemet er flytta, ei månad før den reviderte planen.",
            to_decide="Revidert budsjett: det som er spart på flytting, går til lisensar.",
        ),
    )
    clinic = ReportAsk.objects.get(window=window, project__code=CLINIC)
    story.do(
        acts.save_report,
        REPORTS_FOR[CLINIC],
        ask=clinic,
        content={"overall_light": "yellow", "overall_words": "Finansieringsplanen ligg til handsaming i desember."},
    )
    return window


def remind(story: Story, window: ReportingWindow) -> None:
    """Ask those who have not answered once more; one of the others corrects its forecast."""
    silent = Project.objects.filter(code__in=[CLINIC, DIALOGUE])
    story.do(acts.ask_for_reports, window=window, projects=list(silent))
    archive = ReportAsk.objects.get(window=window, project__code=ARCHIVE)
    said = archive.reports.get()
    content = {column: getattr(said, column) for column in REPORT_CONTENT}
    story.do(
        acts.publish_report,
        REPORTS_FOR[ARCHIVE],
        ask=archive,
        content=content | {"ends_on": date(2023, 12, 31), "time_light": "green", "time_words": ""},
        reason="Leverandøren stadfesta ny dato etter at rapporten var send.",
    )


def before_december(story: Story, window: ReportingWindow) -> None:
    """Make the portfolio report for December, of what has come and with who is paused."""
    story.do(acts.make_portfolio_report, window=window, name="Porteføljerapport før møtet i desember")
