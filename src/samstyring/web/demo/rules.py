"""Rules of procedure that the secretariat has drafted, for the steering group to settle what the agreement leaves open."""

from datetime import date
from typing import Any

from samstyring.governance import acts
from samstyring.governance.registry import matters

from .cases import bring
from .story import Story
from .written import RULES

MATTER = "governance.adopt_rules"


def draft_rules(story: Story) -> None:
    """Open the case, with a proposal that differs from practice in five places."""
    case = bring(
        story,
        "free_text",
        "Forretningsorden for styringsgruppa",
        summary="Utkast til møtet i mars. Avtalen seier lite om korleis styringsgruppa arbeider.",
        background="Avtalen seier ikkje noko om frist for innkalling, varamedlemmer eller"
        " habilitet. Styringsgruppa har hatt ein fast praksis sidan 2020, men han er ikkje vedteken.",
        assessment="Praksisen for ettermelde saker og for referat verkar godt og blir ført vidare. Fleire medlemmer har"
        " bede om at nokon kan møte for dei. Opninga for skriftleg behandling frå november blir ført vidare."
        " Fleire kommunar vil at sakspapira òg blir lagde ut, ikkje berre vedtak og referat.",
        recommendation="Styringsgruppa vedtek forretningsorden frå 1. april 2023.",
    )
    payload: dict[str, Any] = {
        "body": "SG",
        "in_force_from": date(2023, 4, 1).isoformat(),
        "rules": [
            _rule("notice_days", 14, "Innkalling og saksframlegg blir sende ut seinast 14 dagar før møtet."),
            _rule("late_items", "meeting_agrees", "Ei ettermeld sak blir teken opp når møtet godtek det i første sak."),
            _rule("quorum"),
            _rule("substitutes", True, "Ein medlem som har forfall, kan sende ein annan frå same distrikt."),
            _rule("disqualification", True, "Den som er inhabil, går frå møtet medan saka blir behandla."),
            _rule("renewed_attempt", True, "Leiaren spør éin gong til før han avgjer."),
            *RULES,
            _rule("minutes_by_silence_days", 14, "Den som ikkje merker noko innan 14 dagar, har godkjent referatet."),
            _rule("observers_voice", True, "Observatørane kan ta ordet, men er ikkje med på avgjerda."),
            _rule(
                "publicity",
                "decisions_and_papers",
                "Sekretariatet legg dei ut når det har sett etter opplysningar som er unnatekne.",
            ),
        ],
    }
    story.do(acts.add_proposal, case=case, matter=MATTER, payload=payload, wording=matters[MATTER].wording(payload))


def _rule(key: str, value: Any = None, text: str = "") -> dict[str, Any]:
    return {"key": key, "value": value, "text": text}
