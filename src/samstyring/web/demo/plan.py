"""The yearly plan of the steering group: what a co-operation's year has beside its meetings, as an example."""

from datetime import date

from samstyring.governance import acts
from samstyring.governance.acts.plan_next_year import EntryCopy
from samstyring.governance.models import Body, PlanEntry
from samstyring.governance.rules.plan import run_next_year

from .story import Story

KINDS = PlanEntry.Kind
YEAR: tuple[tuple[str, str, date, date | None, str], ...] = (
    (KINDS.THEME, "Årsrapport og rekneskap for året før", date(2022, 2, 14), date(2022, 3, 11), ""),
    (KINDS.GRANT, "Søknadsfrist prosjektskjønn", date(2022, 3, 1), None, "Sekretariatet samordnar søknadene."),
    (KINDS.THEME, "Rangering av kandidatar til porteføljen", date(2022, 5, 16), date(2022, 6, 17), ""),
    (KINDS.GRANT, "Søknadsfrist DigiFin", date(2022, 9, 15), None, "Berre rangerte kandidatar blir søkte om."),
    (
        KINDS.BUDGET,
        "Utkast til budsjett til kommunane",
        date(2022, 9, 30),
        None,
        "Kommunane treng tala til eige budsjett.",
    ),
    (KINDS.REPORT, "Statusrapportar frå prosjekta", date(2022, 11, 11), None, ""),
    (KINDS.PAPERS, "Sakspapir til desembermøtet", date(2022, 11, 18), None, ""),
    (KINDS.THEME, "Budsjett og arbeidsplan for neste år", date(2022, 11, 14), date(2022, 12, 9), ""),
)


def plan_this_year(story: Story) -> None:
    """Tell how the secretariat put the year in the plan."""
    body = Body.objects.get(key="SG")
    for kind, title, day, last_day, note in YEAR:
        story.do(acts.add_plan_entry, body=body, kind=kind, title=title, day=day, last_day=last_day, note=note)


def plan_next_year(story: Story) -> None:
    """Tell how next year was begun from it: what is sure to come again. The meetings are still to be planned."""
    again = PlanEntry.objects.filter(kind__in=(KINDS.GRANT, KINDS.BUDGET)).select_related("body")
    copies = [
        EntryCopy(str(place), entry, *run_next_year(entry.day, entry.last_day)) for place, entry in enumerate(again)
    ]
    story.do(acts.plan_next_year, body=Body.objects.get(key="SG"), year=2023, entries=copies, meetings=[])
