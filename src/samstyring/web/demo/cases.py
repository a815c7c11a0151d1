"""The cases of the autumn, with papers as a secretariat writes them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from samstyring.governance import acts
from samstyring.governance.models import Body, Case
from samstyring.governance.queries import papers
from samstyring.governance.registry import matters
from samstyring.kernel.clock import local_date
from samstyring.portfolio.models import Project

from .projects import Drafts
from .ranking import criteria, digifin
from .story import Story, rich


def bring(
    story: Story, kind: str, title: str, *, about: Project | None = None, routine: str = "", **texts: str
) -> Case:
    """Open a case for the steering group, as one of the charter's kinds if named. Texts are markup, but the summary."""
    summary = texts.pop("summary", "")
    case: Case = story.do(
        acts.open_case,
        body=Body.objects.get(key="SG"),
        kind=kind,
        routine=routine,
        title=title,
        summary=summary,
        case_officer=story.person("adviser"),
        about_kind="portfolio.project" if about else "",
        about_id=about.pk if about else None,
        **{name: rich(text) for name, text in texts.items()},
    )
    return case


def propose(story: Story, case: Case, matter: str, wording: str = "", condition: Any = None, **payload: Any) -> None:
    """Propose a matter, in the words that it begins with unless others are given."""
    named = {
        name: value if isinstance(value, str) or value is None else str(value.pk) for name, value in payload.items()
    }
    story.do(
        acts.add_proposal,
        case=case,
        matter=matter,
        payload=named,
        wording=wording or matters[matter].wording(named),
        **(condition or {}),
    )


def follow_up(story: Story, case: Case, party: str, what: str, deadline: date, who: str = "") -> None:
    """Propose that a party does something by a day, one of the cast if `who` names them."""
    propose(
        story,
        case,
        "governance.follow_up",
        text=what,
        organisation=story.organisation(party),
        person=story.person(who) if who else None,
        deadline=deadline.isoformat(),
    )


def pass_over(story: Story, case: Case, reason: str) -> None:
    """Pass over, with a reason, what should hold and does not."""
    for standing in papers.paper_of(Case.objects.get(pk=case.pk), local_date(story.now)).standings:
        needed = standing.requirement
        if not needed.must and not needed.holds and not standing.passed_over:
            story.do(acts.pass_over_requirement, case=case, requirement=needed.key, reason=reason)


def for_october(story: Story) -> Sequence[Case]:
    """Bring the cases of the meeting in October."""
    security = bring(
        story,
        "free_text",
        "Samarbeid om informasjonstryggleik",
        summary="Kommunane har få som kan informasjonstryggleik. Saka gjer framlegg om å dele på dei.",
        background="Styringsgruppa bad i august om ei sak (SG 11/22). Sekretariatet har spurt alle partane:\n\n"
        "- 31 av 40 har svart\n- 9 har eigen tryggleiksansvarleg på full tid\n- 22 har hatt minst éi alvorleg hending"
        " sidan 2020",
        assessment="Dei små kommunane får mest att for å vere saman. Ei fast gruppe krev lite pengar, men nokon må kalle"
        " saman og halde oversyn.\n\n## Kva det kostar\n\n| Tiltak | Kostnad |\n| --- | --- |\n| Fire samlingar i året |"
        " 80 000 kr |\n| Felles øving | 120 000 kr |",
        recommendation="Kommunane går saman om ei fast gruppe, og fire av dei tek kvar sin del av arbeidet.",
    )
    propose(
        story,
        security,
        "governance.free_text",
        "Kommunane samarbeider om informasjonstryggleik slik saka gjer greie for. Sekretariatet kallar saman gruppa"
        " innan utgangen av november 2022.",
    )
    propose(
        story,
        security,
        "governance.set_up_group",
        name="Faggruppe informasjonstryggleik",
        key="FI",
        secretary="SEK",
        mandate="Gruppa samlar erfaringar, førebur felles rutinar og øving, og rapporterer til styringsgruppa kvar vår.",
    )
    follow_up(story, security, "Bergen", "Samle erfaringar frå risikovurderingar", date(2022, 10, 31))
    follow_up(story, security, "Kinn", "Melde inn kontaktperson for informasjonstryggleik", date(2022, 11, 15))
    follow_up(story, security, "Fedje", "Melde inn behov for opplæring", date(2022, 12, 1))
    follow_up(story, security, "Alver", "Lage utkast til felles rutine for hendingar", date(2022, 12, 16))
    propose(story, security, "governance.set_review", review_on=date(2023, 10, 6).isoformat())
    ranking = bring(
        story,
        "free_text",
        "Rangering av søknader til DigiFin for 2023",
        routine="ranking",
        summary="Tre prosjekt vil søkje. Styringsgruppa rangerer dei.",
        background="Fristen for å søkje er 1. november 2022. Regionen kan søkje på fleire prosjekt, men må rangere dei.",
        assessment="DigiHelse kjem flest innbyggjarar til gode. Felles arkivkjerne er alt i gang og har eit kjent behov.",
        recommendation="Felles arkivkjerne blir sett først, sidan prosjektet stoppar utan midlar i 2023. Neste gong bør"
        " kandidatane få poeng etter same kriterium, og framlegget tek dei med.",
    )
    propose(story, ranking, "portfolio.adopt_ranking", ranking=digifin(story))
    propose(story, ranking, "portfolio.adopt_criteria", criteria=criteria(story))
    follow_up(
        story,
        ranking,
        "Sunnfjord",
        "Avklare integrasjonen mot fagsystema i DigiHelse",
        date(2022, 12, 2),
        "project_manager",
    )
    report = bring(
        story,
        "information",
        "Orientering: porteføljen per september 2022",
        background="Tre prosjekt er i gjennomføring. Felles arkivkjerne er to månader etter planen, dei to andre er i rute.",
    )
    return security, ranking, report


def for_november(story: Story) -> Sequence[Case]:
    """Bring the one case of the extra meeting in November."""
    answer = bring(
        story,
        "free_text",
        "Innspel til KS om den nasjonale porteføljen",
        summary="KS vil ha innspel innan 10. november.",
        background="KS spør dei regionale nettverka kva fellesløysingar som bør komme først i 2023.",
        assessment="Kommunane i fylket har meldt tre behov oftare enn andre: DigiHelse, Fiks Arkiv og digital dialog om"
        " byggjesaker.",
        recommendation="Innspelet blir sendt slik det ligg ved saka. Fleire slike fristar kjem før møta, så styringsgruppa"
        " bør òg opne for skriftleg behandling. Då må forretningsordenen seie kva alle skal kunne lese.",
    )
    propose(
        story,
        answer,
        "governance.free_text",
        "Digi Vestland ber KS om å setje DigiHelse, Fiks Arkiv og eByggesak først i 2023.",
    )
    return (answer,)


def start_of_digihelse(story: Story, drafts: Drafts) -> Case:
    """Bring the main case of the meeting in December: mandate, budget, funding plan, start, and one thing to do."""
    case = bring(
        story,
        "project",
        "Start av DigiHelse i Vestland",
        about=drafts.project,
        summary="Sju kommunar vil ta imot DigiHelse saman, med Sunnfjord som prosjekteigar.",
        background="DigiHelse er ei nasjonal løysing frå Norsk helsenett og KS. Innbyggjarar med heimetenester ser"
        " avtalane sine, får varsel og sender meldingar på helsenorge.no.\n\nStyringsgruppa rangerte søknaden til DigiFin"
        " som nummer to i oktober. Sunnfjord har teke på seg å eige prosjektet.",
        assessment="## Nytte\n\n- Færre telefonar til heimetenesta\n- Færre bomturar\n- Pårørande som kan følgje med"
        "\n\n## Risiko\n\nSkjønnsmidlane er ikkje avgjorde. Kjem dei ikkje, må omfanget i 2024 ned.\n\n## Økonomi\n\n"
        "Ramma er 3 150 000 kr. Finansieringsplanen går opp i budsjettet.",
        recommendation="Sekretariatet rår til at prosjektet blir starta no, så innføringa kan følgje den nasjonale planen.",
    )
    propose(story, case, "portfolio.adopt_mandate", mandate=drafts.mandate)
    propose(story, case, "finance.adopt_budget", budget=drafts.budget)
    propose(story, case, "finance.adopt_funding_plan", funding_plan=drafts.funding_plan)
    propose(story, case, "portfolio.start_project", project=drafts.project)
    follow_up(story, case, "Sunnfjord", "Leggje fram styringsdokument med gevinstplan (BP3)", date(2023, 6, 2))
    pass_over(
        story,
        case,
        "Kinn og Fedje har frist til 2. desember. Mandatet, budsjettet og framdrifta står seg utan dei.",
    )
    return case


def for_december(story: Story, archive_budget: Any, clinic_plan: Any) -> Sequence[Case]:
    """Bring the other cases of the meeting in December."""
    archive = bring(
        story,
        "project",
        "Revidert budsjett for Felles arkivkjerne",
        about=archive_budget.project,
        background="Flyttinga av arkiv vart rimelegare enn venta. Lisensane blir dyrare i 2023.",
        assessment="Summen er den same, og ramma i mandatet held.",
        recommendation="Budsjettet blir endra slik framlegget viser.",
    )
    propose(story, archive, "finance.adopt_budget", budget=archive_budget)
    clinic = bring(
        story,
        "project",
        "Finansieringsplan for DigiHelsestasjon i Vestland",
        about=clinic_plan.project,
        background="Prosjektet vart starta i 2021 utan finansieringsplan, for søknaden var ikkje avgjord (SG 4/21). Avtalen"
        " krev at planen blir lagd fram for styringsgruppa.",
        assessment="DigiFin har lova midlar. Lovnaden må stadfestast skriftleg før planen kan gjelde.",
        recommendation="Planen blir vedteken på det vilkåret.",
    )
    voss = story.organisation("Voss")
    propose(
        story,
        clinic,
        "finance.adopt_funding_plan",
        funding_plan=clinic_plan,
        condition={
            "condition": "Voss legg fram skriftleg stadfesting frå DigiFin på 750 000 kr.",
            "condition_confirmed_by": f"party:{voss.pk}",
            "condition_latest": date(2023, 1, 31),
        },
    )
    plan = bring(
        story,
        "free_text",
        "Møteplan for 2023",
        background="Avtalen krev eit møte kvart kvartal. Evalueringa av avtalen skal gjerast i første halvår 2023.",
        recommendation="Møteplanen blir vedteken.",
    )
    propose(
        story,
        plan,
        "governance.free_text",
        "Styringsgruppa møtest 10. mars, 16. juni, 6. oktober og 8. desember 2023. Evalueringa av avtalen blir lagd fram i"
        " juni.",
    )
    report = bring(
        story,
        "information",
        "Orientering: porteføljen per november 2022",
        background="Felles arkivkjerne er i rute att. DigiHelsestasjon ventar på finansieringsplanen.",
    )
    ks = bring(
        story,
        "information",
        "Orientering frå KS",
        background="Observatøren frå KS orienterer om den nasjonale porteføljen og om DigiFin i 2023.",
    )
    other = bring(story, "other_business", "Eventuelt")
    return archive, clinic, plan, report, ks, other


def unfinished(story: Story) -> None:
    """Open a case that the secretariat is still writing."""
    case = bring(
        story,
        "free_text",
        "Felles anskaffing av signeringsteneste",
        summary="Utkast. Svaret frå Voss om eigarskap manglar.",
        background="Avtalane til elleve av kommunane går ut i 2023.",
    )
    propose(story, case, "governance.free_text", "Kommunane går saman om å skaffe ei signeringsteneste.")
