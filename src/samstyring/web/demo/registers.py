"""What two projects keep lists of: a problem that is solved and one that is not, lessons, stakeholders, and messages."""

from datetime import date
from typing import Any

from samstyring.portfolio import acts
from samstyring.portfolio.models import Entry, Level, Project

from .story import Story

WELFARE, CLINIC = "P-21-001", "P-21-003"


def _add(story: Story, who: str, code: str, register: str, **values: Any) -> Entry:
    project = Project.objects.get(code=code)
    made: Entry = story.do(acts.add_entry, who, project=project, register=register, values=values)
    return made


def in_november(story: Story) -> None:
    """Let Stord write down what has gone wrong, what it has learned, whom it meets and how; and Voss its first lines."""
    who = "sunnhordland"
    login = _add(
        story, who, WELFARE, "issues",
        title="Tilsette i Fitjar kjem ikkje inn i fagsystemet",
        text="Pålogginga feilar for alle med to stillingar. Seks tilsette fører på papir.",
        priority=Level.HIGH, responsible="IT-leiaren i Stord", due_on=date(2022, 11, 11),
    )  # fmt: skip
    _add(
        story, who, WELFARE, "issues",
        title="Nullpunktet for gevinstar manglar frå to kommunar",
        text="Bømlo og Fitjar har ikkje målt tidsbruken før innføringa.",
        priority=Level.MEDIUM, responsible="Gevinstansvarleg", due_on=date(2022, 12, 2),
        decided="Kommunane måler i veke 47 og 48, etter malen til Stord.",
    )  # fmt: skip
    _add(
        story, who, WELFARE, "lessons",
        title="Set opp pålogginga to månader før opplæringa", tone="avoid", category="technology",
        happened="Første kursdag gjekk bort til brukarkontoar.",
        cause="IT-avdelingane fekk lista over brukarar same veke.",
        advice="Gi IT lista minst to månader før, og prøv med éin brukar frå kvar kommune.",
    )  # fmt: skip
    _add(
        story, who, WELFARE, "lessons",
        title="La kommunane lære opp kvarandre", tone="repeat", category="people",
        happened="Superbrukarane i Stord heldt kursa i Tysnes.",
        cause="Dei kan både systemet og kvardagen i barnevernet.",
        advice="Frikjøp to superbrukarar i den største kommunen i eitt kvartal.",
    )  # fmt: skip
    _add(
        story, who, WELFARE, "stakeholders",
        title="Barnevernleiarane i dei fem kommunane", interest=Level.HIGH, influence=Level.HIGH,
        wants="Ei løysing som sparer tid, og at opplæringa ikkje går ut over sakene.",
        approach="Møte kvar månad, og dei godkjenner opplæringsplanen.", responsible="Prosjektleiaren",
    )  # fmt: skip
    _add(
        story, who, WELFARE, "stakeholders",
        title="Tillitsvalde", interest=Level.MEDIUM, influence=Level.MEDIUM,
        wants="Tid til opplæring i arbeidstida.", approach="Får planen før han blir vedteken.",
    )  # fmt: skip
    _add(
        story, who, WELFARE, "communication",
        title="Ny dato for full drift", audience="Tilsette i barnevernet", channel="E-post frå kommunedirektøren",
        due_on=date(2022, 12, 12), responsible="Prosjektleiaren", text="Kvifor, og kva det har å seie for kursa.",
    )  # fmt: skip
    _add(
        story, "hardanger_voss", CLINIC, "stakeholders",
        title="Helsestasjonane", interest=Level.HIGH, influence=Level.MEDIUM,
        wants="Timebestilling som familiane skjønar.", approach="Ei arbeidsgruppe med éi helsesjukepleiar frå kvar.",
    )  # fmt: skip
    words = "Leverandøren retta feilen, og alle seks er inne."
    story.do(acts.close_entry, who, entry=login, closed_on=date(2022, 11, 15), closed_words=words)
