"""The example's next agreement: prepared to take over in 2025, with a few choices made and answers in. It has not taken over."""

import tomllib
from datetime import date

from samstyring.charter import acts, queries
from samstyring.charter.founding.rewriting import Rewriting
from samstyring.charter.models import Edition, Successor
from samstyring.charter.queries import crossings, successors
from samstyring.kernel import clock

from .story import Story, letter

BEGINS, ENDS = date(2025, 1, 1), date(2029, 1, 1)
TERM = "Avtalen gjeld frå 1. januar 2025 til 1. januar 2029. Den siste dagen han gjeld, er 31. desember 2028."
EVALUATION = "Avtalen skal evaluerast i første halvår 2027."


def prepare(story: Story) -> None:
    """Prepare the agreement that is to come after, and choose what of one thing: the rest is as proposed."""
    agreement = queries.agreement_on(story.opening.date())
    source = Edition.objects.values_list("source", flat=True).get(pk=queries.latest_edition(agreement).pk)
    found: Successor = story.do(acts.prepare_successor, predecessor=agreement, source_text=next_agreement(source))
    cases = next(
        (each.rows for each in crossings.chosen(found, successors.data_of(found)) if each.kind.name == "case"), ()
    )
    free = next((row.thing for row in cases if not row.thing.fixed), None)
    if free is not None:
        story.do(
            acts.choose_crossings,
            successor=found,
            choices={("case", free.key): ("closed", "Saka gjeld den gamle avtalen åleine (eksempel).")},
        )
    _answer(story, found)


def _answer(story: Story, found: Successor) -> None:
    """One council has said no, and one signature was registered on the wrong file: it is taken back."""
    today = clock.local_date(story.now)
    words = "Kommunestyret sluttar seg ikkje til den nye avtalen slik han ligg føre (eksempel)."
    story.do(
        acts.register_successor_decline,
        successor=found,
        number=story.organisation("Modalen").number,
        case_number="Sak 88/22",
        decided_on=today,
        words=words,
        council_file=letter("Saksutskrift", "Modalen kommune", today, words),
    )
    signature = story.do(
        acts.register_successor_signature,
        successor=found,
        number=story.organisation("Masfjorden").number,
        signed_on=today,
        signatory="Ordføraren",
        place="Masfjordnes",
    )
    why = "Underskrifta gjaldt eit tidlegare utkast (eksempel)."
    story.do(acts.take_back_successor_answer, answer=signature, why=why)


def next_agreement(source: str) -> str:
    """Write the agreement of today as the next one: another term, evaluated later, and one observer less."""
    raw, writing = tomllib.loads(source), Rewriting(source)

    def place(section: str, key: str, name: str, **also: str) -> tuple[str, int]:
        rows = enumerate(raw[section])
        return section, next(
            number for number, row in rows if row[key] == name and all(row[k] == v for k, v in also.items())
        )

    writing.set(("agreement", "key"), "eksempel-2025")
    writing.set(("agreement", "title"), "Avtale om regionalt digitaliseringssamarbeid 2025–2028 (oppdikta eksempel)")
    writing.set(("agreement", "dated"), date(2024, 11, 1))
    writing.set(("agreement", "term_from"), BEGINS)
    writing.set(("agreement", "until"), ENDS)
    writing.set((*place("clause", "id", "VA-1"), "text"), TERM)
    writing.set((*place("clause", "id", "VA-2"), "text"), EVALUATION)
    writing.set((*place("obligation", "check", "charter.term"), "until"), ENDS)
    window = place("obligation", "check", "governance.evaluation_in_window")
    writing.set((*window, "from"), date(2027, 1, 1))
    writing.set((*window, "until"), date(2027, 7, 1))
    writing.remove(place("seat", "key", "statsforvaltaren", body="SG"))
    writing.set((*place("procedure", "key", "konsensus"), "kind"), "majority_of_seats")
    writing.set((*place("procedure", "key", "konsensus"), "quorum"), 6)
    writing.leave_out((*place("procedure", "key", "konsensus"), "leader_office"))
    return writing.done()
