"""The example's amendment: an extension of the term that is out for consent, and a draft of the missing annex."""

from datetime import date

from samstyring.charter import acts, queries
from samstyring.charter.models import Amendment

from .story import Story, letter

NEW_END = date(2029, 1, 1)
TERM = "Avtalen gjeld frå han er underskriven og til 1. januar 2029. Den siste dagen han gjeld, er 31. desember 2028."
ANNEX = (
    "Oppdikta eksempel. Styringsgruppa avgjer. Sekretariatet i Bergen samordnar og førebur. Ressursgruppa gir råd."
    " Gjennomføringsprosjekta har kvar sin eigarkommune."
)


def extension(story: Story) -> Amendment:
    """Draft an extension of the term and send it to all parties. It is not agreed: most are silent."""
    amendment: Amendment = story.do(
        acts.draft_amendment,
        agreement=queries.agreement_on(story.opening.date()),
        title="Forlenging av avtalen til og med 2028 (eksempel)",
        reason="Fleire av prosjekta varer lenger enn avtalen. Ei forlenging gjer at kommunane kan ta imot løysingane"
        " innanfor det same samarbeidet. Dette er eit oppdikta eksempel; ingen kommune har fått eit slikt framlegg.",
        initiative="Styringsgruppa, møtet 4. november 2022 (eksempel)",
        changes_term=True,
        until=NEW_END,
    )
    heading = queries.text_of(queries.latest_edition(amendment.agreement)).clauses["VA-1"][0]
    story.do(acts.propose_clause, amendment=amendment, kind="changed", ref="VA-1", heading=heading, text=TERM)
    story.do(acts.send_amendment, "secretariat_leader", amendment=amendment, answer_by=date(2023, 1, 31))
    return amendment


def first_answers(story: Story, amendment: Amendment) -> None:
    """Let two consent signed in, and one by a letter that the secretariat registers."""
    for who, party, case in (("alver", "Alver", "sak 112/22"), ("hardanger_voss", "Voss", "sak 97/22")):
        story.do(
            acts.answer_amendment,
            who,
            asked=amendment.asked.get(organisation__name=party),
            kind="consent",
            authority=f"Kommunestyret, {case} (eksempel)",
            authority_dated=date(2022, 11, 17),
        )
    day = date(2022, 11, 18)
    text = "Kommunestyret i Gloppen samtykkjer til at avtalen blir forlengd til og med 31. desember 2028."
    story.do(
        acts.answer_amendment,
        asked=amendment.asked.get(organisation__name="Gloppen"),
        kind="consent",
        answered_by="Ordførar, Gloppen",
        answered_on=day,
        authority="Kommunestyret, sak 71/22 (eksempel)",
        authority_dated=date(2022, 11, 17),
        evidence=letter("Samtykke til forlenging", "Gloppen kommune (eksempel)", day, text),
    )


def annex(story: Story) -> None:
    """Draft the annex that the agreement speaks of and that is missing, and let two parties comment on it."""
    amendment = story.do(
        acts.draft_amendment,
        agreement=queries.agreement_on(story.opening.date()),
        title="Vedlegget om organiseringa (eksempel)",
        reason="Avtalen viser til eit vedlegg som ikkje følgjer med. Utkastet er eit oppdikta eksempel.",
        initiative="Sekretariatet (eksempel)",
    )
    title = queries.text_of(queries.latest_edition(amendment.agreement)).annexes["organisering"][0]
    story.do(acts.propose_clause, amendment=amendment, kind="annex", ref="organisering", heading=title, text=ANNEX)
    story.do(acts.ask_for_comments, amendment=amendment, comments_until=date(2022, 12, 16))
    comment = story.do(
        acts.comment_on_amendment,
        "alver",
        amendment=amendment,
        organisation=story.organisation("Alver"),
        also_for=[story.organisation(name) for name in ("Austrheim", "Fedje", "Masfjorden")],
        gist="Nordhordland støttar eit vedlegg, men ønskjer at det seier korleis plassane blir fordelte mellom kommunane.",
    )
    story.do(
        acts.reply_to_comment,
        comment=comment,
        text="Avtalen sjølv seier kven som har plass. Vedlegget skal vise til punkt SG-1; teksten blir utvida.",
    )
    story.do(
        acts.comment_on_amendment,
        "sunnfjord",
        amendment=amendment,
        organisation=story.organisation("Sunnfjord"),
        gist="Ta med at ressursgruppa gir råd før saker går til styringsgruppa.",
    )
