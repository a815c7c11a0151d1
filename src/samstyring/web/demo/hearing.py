"""Before two meetings, those whom the seats speak for are briefed and asked; after one, they are told what came of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from samstyring.governance import acts
from samstyring.governance.models import Body, Case, Seat
from samstyring.governance.queries.input import speaking, to_ask
from samstyring.kernel.clock import local_date
from samstyring.parties.models import Person
from samstyring.parties.queries import people_to_ask

from .cast import OPERATED
from .story import Story, letter


def before_october(story: Story, case: Case) -> None:
    """Ask Nordhordland about information security before October; two answer."""
    story.on(date(2022, 9, 24), 9)
    _ask(
        story,
        case,
        "alver",
        "Sekretariatet gjer framlegg om ei fast gruppe for informasjonstryggleik. Alver skal lage utkast til felles rutine."
        " Har de nokon som kan vere med, og kva treng de mest?",
        answer_by=date(2022, 10, 3),
    )
    story.on(date(2022, 9, 28), 10)
    _answer(story, case, ["Fedje"], "remark", "Vi treng opplæring før vi kan dele på noko.")
    _answer(story, case, ["Masfjorden"], "for")


def report_october(story: Story) -> None:
    """Tell Nordhordland what came of it, now that the decision is published."""
    story.on(date(2022, 10, 28), 15)
    story.do(
        acts.report_back,
        "alver",
        case=Case.objects.get(title="Samarbeid om informasjonstryggleik"),
        seat=Seat.objects.get(body=Body.objects.get(key="SG"), key="alver"),
        text="Styringsgruppa vedtok samarbeidet. Merknaden frå Fedje vart høyrd: Fedje melder inn kva opplæring de treng,"
        " og gruppa tek det først. Alver lagar utkast til felles rutine før jul og sender det til alle i området.",
    )


def before_december(story: Story, case: Case) -> None:
    """Ask three areas about the start of DigiHelse. The other areas are not asked, which the agenda shows."""
    story.on(date(2022, 11, 18), 13)
    _ask(
        story,
        case,
        "alver",
        "Styringsgruppa skal avgjere om DigiHelse blir starta. De betaler ikkje noko i 2023, men de som er med må setje av"
        " ein person i heimetenesta i to månader. Kan de det, og er tida rett?",
    )
    _ask(
        story,
        case,
        "sogn_sunnfjord",
        "Sunnfjord eig prosjektet, og fleire av oss er med. Eg treng å vite om de står bak mandatet og budsjettet før eg"
        " tek stilling 9. desember.",
    )
    _ask(
        story,
        case,
        "nordfjord",
        "Vi ville ha DigiHelse først i oktober. No kjem saka. Er det noko i framlegget som de ikkje kan leve med?",
        who="adviser",
    )
    story.on(date(2022, 11, 19), 10)
    _answer(
        story,
        case,
        ["Fedje"],
        "remark",
        "Vi er med, men har berre éin tilsett å setje av. Då må opplæringa vere digital.",
    )
    _answer(story, case, ["Osterøy"], "for")
    _answer(story, case, ["Gloppen"], "against", "Innføringa kjem midt i bytte av journalsystem hos oss.")
    story.on(date(2022, 11, 20), 11)
    _answer(
        story,
        case,
        OPERATED,
        "for",
        "Vi svarar samla for dei tre kommunane. Integrasjonen mot fagsystemet er den same hos alle, og vi kan ta han éin gong.",
    )
    _answer(
        story,
        case,
        ["Gloppen"],
        "remark",
        "Journalsystemet er på plass i mars. Vi er med om innføringa hos oss kjem etter påske.",
    )
    day = date(2022, 11, 21)
    story.on(day, 9)
    story.do(
        acts.answer_input,
        case=case,
        organisations=[story.organisation(name) for name in ("Luster", "Vik")],
        leaning="none",
        answered_by="Dagleg leiar, regionrådet",
        answered_as="på vegner av kommunane",
        answered_on=day,
        evidence=letter(
            "Innspel frå Luster og Vik", "Regionrådet (eksempel)", day, "Luster og Vik tek ikkje stilling no."
        ),
    )


def _ask(story: Story, case: Case, seat: str, text: str, who: str = "", answer_by: date = date(2022, 12, 2)) -> None:
    """Ask everyone whom a seat speaks for and who can be reached."""
    place = Seat.objects.get(body=Body.objects.get(key="SG"), key=seat)
    day = local_date(story.now)
    rows = to_ask(case, place, day, speaking(place.body, day)).rows
    story.do(
        acts.ask_for_input,
        who or seat,
        case=case,
        seat=place,
        organisations=[row.organisation for row, _person in rows],
        text=text,
        answer_by=answer_by,
    )


def _answer(story: Story, case: Case, names: Sequence[str], leaning: str, text: str = "") -> Any:
    """Answer by the link, as whoever was asked for the municipalities."""
    organisations = [story.organisation(name) for name in names]
    person: Person = people_to_ask([organisations[0].pk], local_date(story.now))[organisations[0].pk]
    story.plays("answering", person)
    return story.do(
        acts.answer_input,
        "answering",
        case=case,
        organisations=organisations,
        leaning=leaning,
        text=text,
        answered_by=person.name,
        by_link=True,
    )
