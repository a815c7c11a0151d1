"""A question of disqualification, raised in a meeting and answered: taking part is no ground by itself."""

from samstyring.governance import acts
from samstyring.governance.models import AgendaItem, DisqualificationQuestion, Seat

from .story import Story


def ask_and_rule(story: Story, item: AgendaItem) -> None:
    """Let a member ask about the own seat, and the meeting find that there is no tie."""
    question = story.do(
        acts.raise_disqualification,
        "sogn_sunnfjord",
        item=item,
        seat=Seat.objects.get(body=item.meeting.body, key="sogn_sunnfjord"),
        tie=DisqualificationQuestion.Tie.OTHER,
        ground="Kommunen er med i eit av prosjekta som innspelet nemner.",
    )
    story.do(
        acts.rule_on_disqualification,
        "leader",
        question=question,
        disqualified=False,
        reason="At eigen kommune er med i eit prosjekt, er ingen grunn i seg sjølv.",
    )
