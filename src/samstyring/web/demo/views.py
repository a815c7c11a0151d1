"""A view of the portfolio that the secretariat shares: what the steering group looks at before its meetings."""

from samstyring.accounts import acts

from .story import Story

QUERY = "state=started&columns=state&columns=light&columns=owner&columns=ends_on&columns=milestone&group=phase"


def shared_view(story: Story) -> None:
    """Save the projects in execution, by phase, with their lights and when they end; and share it."""
    who = "secretariat_leader"
    view = story.do(acts.save_view, who, list_name="portfolio:projects", query=QUERY, name="Før møtet: i gjennomføring")
    story.do(acts.share_view, who, view=view, shared=True)
