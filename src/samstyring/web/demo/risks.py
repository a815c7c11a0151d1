"""Risks and opportunities of two projects: judged in September and anew in November, with what is done about them."""

from datetime import date
from typing import Any

from samstyring.governance.models import Case
from samstyring.portfolio import acts
from samstyring.portfolio.models import Project, Risk

from .story import Story

WELFARE, CLINIC = "P-21-001", "P-21-003"


def _judged(probability: int, impact: int, probability_after: int, impact_after: int, **more: Any) -> dict[str, Any]:
    return {
        "probability": probability,
        "impact": impact,
        "probability_after": probability_after,
        "impact_after": impact_after,
        **more,
    }


def _register(story: Story, who: str, code: str, values: dict[str, Any], *actions: tuple[str, str, date]) -> Risk:
    made: Risk = story.do(acts.register_risk, who, project=Project.objects.get(code=code), values=values)
    for what, responsible, due_on in actions:
        story.do(acts.add_risk_action, who, risk=made, what=what, responsible=responsible, due_on=due_on)
    return made


def in_september(story: Story) -> Risk:
    """Let Stord say what can happen to its project; the late supplier is returned."""
    who = "sunnhordland"
    supplier = _register(
        story, who, WELFARE,
        {
            "kind": "risk", "category": "supplier", "title": "Leverandøren av fagsystemet blir forseinka",
            "cause": "Leverandøren innfører same systemet i tre andre regionar samtidig.",
            "consequence": "Opplæringa må flyttast, og kommunane betaler for to system lenger.",
            **_judged(3, 4, 2, 3, remark="Leverandøren har halde dei to første fristane."),
        },
        ("Møte med leverandøren kvar fjortande dag", "Prosjektleiaren", date(2022, 9, 30)),
        ("Avtale om dagbot ved forseinking", "Stord kommune", date(2022, 11, 15)),
    )  # fmt: skip
    _register(
        story, who, WELFARE,
        {
            "kind": "risk", "category": "people", "title": "For få superbrukarar i dei minste kommunane",
            "cause": "Barnevernet i Fitjar og Tysnes har to og tre tilsette.",
            "consequence": "Opplæringa stoppar når éin er borte.",
            "everyone": False,
            "exposed": [str(story.organisation(name).pk) for name in ("Fitjar", "Tysnes")],
            **_judged(4, 3, 2, 3),
        },
        ("Felles superbrukarordning med Stord og Bømlo", "Barnevernleiaren i Stord", date(2022, 12, 15)),
    )  # fmt: skip
    _register(
        story, who, WELFARE,
        {
            "kind": "opportunity", "category": "benefit", "title": "Fleire kommunar vil ta løysinga i bruk",
            "cause": "Kommunane i Sogn har same fagsystem.",
            "consequence": "Kostnaden til drift blir delt på fleire.",
            **_judged(3, 3, 4, 3),
        },
    )  # fmt: skip
    return supplier


def accepted(story: Story) -> Case:
    """Bring to the extra meeting in November what the steering group is to accept: little can be done about it now."""
    users = Risk.objects.get(project__code=WELFARE, title__startswith="For få superbrukarar")
    case: Case = story.do(
        acts.raise_risk,
        risk=users,
        purpose="accept",
        last_day=date(2023, 6, 30),
        assessment="Eksempel: Fitjar og Tysnes får ikkje fleire tilsette før sommaren, og ordninga med Stord og Bømlo er"
        " på plass i desember. Risikoen er til å leve med til då.",
    )
    return case


def in_november(story: Story, supplier: Risk) -> None:
    """Judge the supplier anew, before the round of reports, and let the clinic project say what it fears."""
    who = "sunnhordland"
    first = supplier.actions.get(sequence=1)
    story.do(acts.finish_risk_action, who, action=first, done_on=date(2022, 9, 28), remark="Møta er i gang.")
    values = _judged(5, 4, 3, 4, remark="Leverandøren har meldt eit halvt års forseinking.")
    story.do(acts.assess_risk, who, risk=supplier, values=values)
    _register(
        story, "hardanger_voss", CLINIC,
        {
            "kind": "risk", "category": "money", "title": "Prosjektet får ikkje finansieringa i tide",
            "cause": "Finansieringsplanen er ikkje vedteken.",
            "consequence": "Første pulje kan ikkje starte i mai.",
            **_judged(3, 5, 2, 4),
        },
        ("Leggje finansieringsplanen fram i desember", "Sekretariatet", date(2022, 12, 9)),
    )  # fmt: skip


def raised(story: Story, supplier: Risk) -> None:
    """Bring the supplier's delay to the portfolio board, to be accepted there."""
    story.do(
        acts.raise_risk,
        risk=Risk.objects.get(pk=supplier.pk),
        purpose="accept",
        last_day=date(2023, 12, 31),
        assessment="Kommunane kan ikkje skifte leverandør no. Forseinkinga er det avviksrapporten handlar om.",
    )
