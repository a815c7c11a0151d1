"""Needs and ideas: what the municipalities have sent in by the autumn, who supports it, what it was answered.

One municipality does something itself and has invited others.
"""

from datetime import date
from typing import Any

from samstyring.portfolio import acts
from samstyring.portfolio.models import Need, Project

from .story import Story

TRIAL = "Elektronisk nøkkel i heimetenesta"


def _sent(story: Story, party: str, name: str, text: str, who: str = "adviser", kind: str = "need") -> Need:
    told = {"received_from": f"Kontaktperson, {party}, på telefon"} if who == "adviser" else {}
    need: Need = story.do(
        acts.send_need, who, organisation=story.organisation(party), kind=kind, name=name, text=text, **told
    )
    return need


def _support(story: Story, need: Need, who: str, party: str, interest: str, words: str = "") -> Any:
    organisation = story.organisation(party)
    return story.do(acts.support_need, who, need=need, organisation=organisation, interest=interest, words=words)


def in_october(story: Story) -> Need:
    """Send in the first ones: one that is studied, one that is declined, and one that will be a project."""
    sensors = _sent(
        story,
        "Austrheim",
        "Følgje med på vassverk utan å reise ut",
        "Vi har tre vassverk og éin som passar dei. Sensorar som seier frå, ville spart mange turar. Vi klarer ikkje å"
        " skaffe det åleine.",
    )
    _support(story, sensors, "fedje", "Fedje", "join", "Vi har eitt vassverk og same problemet.")
    _support(story, sensors, "alver", "Alver", "lead", "Vi har eit anlegg der det kan prøvast.")
    archive = _sent(
        story,
        "Aurland",
        "Felles rutine for arkiv i fagsystema",
        "Kvart fagsystem har sitt eige arkiv, og ingen veit kva som skal takast vare på. Ei felles rutine er nok.",
    )
    _support(story, archive, "nordfjord", "Stad", "useful")
    story.do(
        acts.answer_need, need=archive, kind="studied", text="Vi tek det med til faggruppa og svarar igjen før jul."
    )
    _invite_to_trial(story)
    phone = _sent(
        story,
        "Masfjorden",
        "Felles mobilavtale",
        "Kan kommunane forhandle saman om mobilabonnement? Vi trur vi betaler for mykje.",
    )
    story.do(
        acts.answer_need,
        need=phone,
        kind="declined",
        text="Fylket har alt ein rammeavtale som alle kommunane kan bruke. Vi har sendt dykk kven de kan spørje der.",
    )
    return sensors


def in_november(story: Story, sensors: Need) -> None:
    """Let one be a project candidate, one be merged, one be over, and leave two for the secretariat to answer."""
    story.do(
        acts.close_initiative,
        "alver",
        need=Need.objects.get(name=TRIAL),
        kind="closed",
        text="Prøva er over. Låsane heldt ikkje i salt vêr, så vi ventar på ein ny type. Rapporten er fri for alle.",
    )
    story.do(
        acts.answer_need,
        need=sensors,
        kind="candidate",
        project=Project.objects.get(name="Sensorar for vatn og avløp"),
        text="Det er registrert som kandidat. Neste steg er å finne ein eigar.",
    )
    signing = _sent(
        story,
        "Fedje",
        "Signere avtalar digitalt",
        "Vi skriv ut, signerer og skannar. Ei lita løysing som fleire deler på, ville vore nok for oss.",
        "fedje",
    )
    _support(story, signing, "kinn", "Kinn", "join")
    _support(story, signing, "hardanger_voss", "Voss", "useful")
    _sent(
        story,
        "Stad",
        "Innbyggjarane melder frå om hol i vegen",
        "Meldingane kjem på e-post, telefon og Facebook. Vi treng éin veg inn, og at innbyggjaren ser kva som skjer.",
        "nordfjord",
    )
    skills = _sent(
        story,
        "Askøy",
        "Opplæring i digital tryggleik for alle tilsette",
        "Vi lagar korte leksjonar og deler dei. Dei som vil, kan bruke dei frå januar og lage nokre sjølve.",
        "askoy",
        "initiative",
    )
    _support(story, skills, "bjornafjorden", "Bjørnafjorden", "join", "Vi kan lage to leksjonar.")
    _invite(story, skills)


def _invite_to_trial(story: Story) -> None:
    """Announce a trial that two are invited to: one joins, one does not answer."""
    trial = _sent(
        story,
        "Alver",
        TRIAL,
        "Vi prøver låsar som blir opna med telefonen, i åtte bustader. Andre kan vere med på prøva.",
        "alver",
        "initiative",
    )
    initiative = story.do(
        acts.invite_to_initiative,
        "alver",
        need=trial,
        organisations=[story.organisation(party) for party in ("Fedje", "Kinn")],
        time="Oktober og november 2022",
        gives="To bustader, og éin som ser til at låsane verkar.",
        cost="Om lag 3 000 kr for kvar lås.",
        contact="Leiar for heimetenesta, Alver",
        answer_by=date(2022, 11, 8),
    )
    parties = [story.organisation("Kinn")]
    story.do(acts.answer_initiative, "kinn", initiative=initiative, organisations=parties, kind="yes")


def _invite(story: Story, skills: Need) -> None:
    """Invite five to make lessons together: three answer, each in its own way, and two have not."""
    invited = ("Alver", "Bjørnafjorden", "Fedje", "Kinn", "Stad")
    initiative = story.do(
        acts.invite_to_initiative,
        "askoy",
        need=skills,
        organisations=[story.organisation(party) for party in invited],
        time="Januar til juni 2023",
        gives="Éin som kan lage to korte leksjonar, om lag 20 timar til saman. Vi lånar bort opptaksutstyr.",
        cost="0 kr: lisensen på læringsplattforma har Askøy alt.",
        contact="Rådgivar for informasjonstryggleik, Askøy",
        answer_by=date(2022, 12, 2),
    )
    for who, party, kind, text in (
        ("bjornafjorden", "Bjørnafjorden", "yes", "Vi lagar éin om passord og éin om svindel på telefon."),
        ("kinn", "Kinn", "interested", "Vi er med om leksjonane finst på nynorsk."),
        ("nordfjord", "Stad", "no", ""),
    ):
        parties = [story.organisation(party)]
        story.do(acts.answer_initiative, who, initiative=initiative, organisations=parties, kind=kind, text=text)
