"""A case that could not wait for the meeting in December, put to the steering group in writing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from samstyring.governance import acts
from samstyring.governance.models import Body, Case, Position, Round, Seat
from samstyring.governance.queries.written import text_seen
from samstyring.governance.registry import matters

from .cases import bring, propose
from .cases import for_november as for_extra_meeting
from .story import Story, letter

MATTER = "governance.adopt_rules"
OF_GROUP = "governance.adopt_group_rules"
GROUP_RULES = [
    {"key": "written_procedure", "value": True, "text": "Ressursgruppa kan bli spurd skriftleg mellom møta sine."}
]
RULES = [
    {
        "key": "written_procedure",
        "value": True,
        "text": "Ei sak kan behandlast skriftleg når ein frist går ut før neste møte.",
    },
    {
        "key": "written_objection",
        "value": "to_meeting",
        "text": "Går ein medlem imot, eller krev nokon møte, går saka til neste møte.",
    },
]
PUBLIC = {
    "key": "publicity",
    "value": "decisions",
    "text": "Sekretariatet legg dei ut når det har sett etter opplysningar som er unnatekne.",
}


def for_november(story: Story) -> Sequence[Case]:
    """Bring the case that takes an extra meeting, with a second proposal: that such cases can be treated in writing.

    What is decided is to be open to all then, too.
    """
    cases = for_extra_meeting(story)
    payload: dict[str, Any] = {"body": "SG", "in_force_from": None, "rules": [*RULES, PUBLIC]}
    wording = matters[MATTER].wording(payload)
    story.do(acts.add_proposal, case=cases[0], matter=MATTER, payload=payload, wording=wording)
    payload = {"body": "RG", "in_force_from": None, "rules": GROUP_RULES}
    wording = matters[OF_GROUP].wording(payload)
    story.do(acts.add_proposal, case=cases[0], matter=OF_GROUP, payload=payload, wording=wording)
    return cases


def advise_in_writing(story: Story) -> None:
    """Ask the resource group in writing for its advice in a case that comes to the steering group in December."""
    case = bring(
        story,
        "free_text",
        "Felles krav til innlogging",
        summary="Kommunane kjøper innlogging kvar for seg. Ressursgruppa er spurd om felles krav.",
        background="Ni av kommunane skal kjøpe ny løysing for innlogging i 2023.",
        assessment="Felles krav gir betre prisar, og leverandørane slepp å svare ni gonger.",
        recommendation="Styringsgruppa tilrår kommunane å bruke felles krav til innlogging.",
    )
    words = "Styringsgruppa tilrår kommunane å bruke felles krav til innlogging frå 1. mars 2023."
    propose(story, case, "governance.free_text", words)
    group = Body.objects.get(key="RG")
    told: dict[str, Any] = {
        "reason": "Ressursgruppa møtest ikkje før styringsgruppa i desember.",
        "answer_by": date(2022, 11, 25),
    }
    procedure = story.do(acts.prepare_written_procedure, case=case, body=group, **told)
    story.do(acts.open_written_procedure, procedure=procedure, seen=text_seen(case))
    round_, day = Round.objects.get(item__written=procedure), date(2022, 11, 21)
    for seat in group.seats.all():
        against = seat.name.endswith("Voss")
        kind = Position.Kind.OBJECT if against else Position.Kind.SUPPORT
        text = "Voss har nett kjøpt, og kan ikkje byte før 2025." if against else ""
        answer: dict[str, Any] = {"seat": seat, "kind": kind, "text": text, "received_on": day}
        sent = letter("Svar", seat.name, day, text or "Ja.")
        story.do(acts.answer_in_writing, round_=round_, evidence=sent, **answer)
    advice = "Lat kommunar som har kjøpt dei siste to åra, vente til avtalen deira går ut."
    story.do(acts.give_advice, round_=round_, conclusion="with_changes", text=advice)


def ask_in_writing(story: Story) -> None:
    """Send a case out with the leader's word, and let some answer: signed in, with a remark, and by e-mail."""
    case = bring(
        story,
        "free_text",
        "Innspel til KS om DigiFin i 2023",
        summary="KS vil ha innspel til kva DigiFin skal prioritere, innan 30. november.",
        background="KS har bede samarbeida om innspel før dei fastset kva DigiFin skal prioritere i 2023.",
        assessment="Framlegget følgjer rangeringa frå oktober og innspelet frå november. Det bind ingen kommune.",
        recommendation="Innspelet blir sendt slik det ligg føre.",
    )
    propose(
        story,
        case,
        "governance.free_text",
        "Styringsgruppa ber KS om at DigiFin i 2023 prioriterer løysingar som små kommunar kan ta i bruk utan eigne"
        " prosjekt.",
    )
    procedure = story.do(
        acts.prepare_written_procedure,
        case=case,
        reason="Fristen frå KS er 30. november, og neste møte er 9. desember.",
        answer_by=date(2022, 11, 28),
    )
    story.do(acts.open_written_procedure, "leader", procedure=procedure, seen=text_seen(case))
    round_ = Round.objects.get(item__written=procedure)

    def answer(key: str, kind: Position.Kind, text: str = "", who: str = "", **more: object) -> None:
        seat = Seat.objects.get(body__key="SG", key=key)
        story.do(acts.answer_in_writing, who or key, round_=round_, seat=seat, kind=kind, text=text, **more)

    story.on(date(2022, 11, 21), 12)
    answer("alver", Position.Kind.SUPPORT)
    answer("nordfjord", Position.Kind.REMARK, "Nemn gjerne at innføringa òg kostar, ikkje berre løysinga.")
    day = date(2022, 11, 21)
    received = letter(
        "Svar frå Askøy", "Askøy kommune (eksempel)", day, "Askøy støttar framlegget og har ingen merknader."
    )
    answer("askoy", Position.Kind.SUPPORT, who="adviser", evidence=received, received_on=day)
