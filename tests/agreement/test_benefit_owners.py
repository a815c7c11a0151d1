"""Who answers for a benefit is in the agreement; one that leaves is asked no more, and a merger is followed (VE-4, ADR 035)."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties.acts import appoint, register_person
from samstyring.parties.expected import expected_of
from samstyring.parties.models import Office, Organisation
from samstyring.portfolio import acts
from samstyring.portfolio.errors import NotToAnswer
from samstyring.portfolio.models import Benefit
from samstyring.portfolio.queries import invited_ids
from samstyring.portfolio.queries.benefit_owners import owners_to_choose
from samstyring.portfolio.worklist.benefits import benefits_to_measure, benefits_without_an_owner
from tests.agreement.test_benefits import BENEFIT, anew, measured, written
from tests.agreement.test_leaving import leave
from tests.agreement.test_merger import ON, merge
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

AFTER = datetime(2023, 1, 9, 9, tzinfo=clock.OSLO)
pytestmark = pytest.mark.usefixtures("founded")


def text(client: Client, address: str) -> str:
    """Return a page's words, as they are read."""
    return " ".join(re.sub(r"<[^>]+>", "", client.get(address).content.decode()).replace("\u00a0", " ").split())


def kept(benefit: Benefit, owner: Organisation) -> Benefit:
    """Promise it anew, by an owner."""
    values = {**BENEFIT, "owner": owner, "reason": "Fleire brukarar"}
    made: Benefit = do(acts.edit_benefit, benefit=anew(benefit), values=values)
    return made


@pytest.mark.clause("VE-4")
def test_only_a_municipality_of_the_agreement_answers_for_a_benefit(client: Client) -> None:
    project = steps.candidate()
    outside = Organisation.objects.exclude(pk__in=invited_ids(clock.today())).first()
    assert outside is not None
    with pytest.raises(NotToAnswer, match="er ikkje ein kommune som avtalen er open for") as refused:
        written(project, outside.name)
    assert refused.value.field == "owner"
    with pytest.raises(NotToAnswer):
        kept(written(project), outside)
    client.force_login(user("adviser"))
    page = client.get(reverse("portfolio:add_benefit", args=[project.code])).content.decode()
    assert str(outside.pk) not in page
    assert str(steps.organisation("Fedje").pk) in page


@pytest.mark.clause("VE-4", "SI-1")
def test_one_that_leaves_is_asked_no_more_and_another_is_to_be_chosen(client: Client) -> None:
    project = steps.candidate()
    benefit = written(project, "Alver")
    client.force_login(user("adviser"))
    alver = steps.organisation("Alver")
    asked = {alver.pk: alver}
    leaving = text(client, reverse("charter:give_notice", args=[alver.address_key]))
    assert "Kommunen svarar for gevinsten «Færre turar om natta»" in leaving
    leave("Alver")
    assert [row.deadline for row in benefits_to_measure(actor("alver"), clock.today())] == [BENEFIT["first_on"]]
    assert benefits_without_an_owner(actor("adviser"), clock.today()) == []
    with clock.standing_at(AFTER):
        today = clock.today()
        assert [row for row in expected_of(asked, actor("adviser"), today) if row.kind == "benefit"] == []
        assert benefits_to_measure(actor("alver"), today) == []
        [waits] = benefits_without_an_owner(actor("adviser"), today)
        assert "Færre turar om natta" in waits.heading
        assert benefits_without_an_owner(actor("contact"), today) == []
        assert alver not in owners_to_choose(today)
        assert "Alver gjekk ut av avtalen 1. januar 2023" in text(client, benefit.get_absolute_url())
        form = client.get(waits.url)
        assert "gjekk ut av avtalen" in form.content.decode()
        assert str(alver.pk) not in form.content.decode()
        with pytest.raises(NotToAnswer, match=r"Alver gjekk ut av avtalen 1\.\sjanuar 2023"):
            kept(benefit, alver)
        assert measured(benefit, 20, today).last is not None, "what is promised is measured all the same"
        kept(benefit, steps.organisation("Fedje"))
        assert benefits_without_an_owner(actor("adviser"), today) == []


@pytest.mark.clause("VE-4", "BG-1")
def test_whoever_takes_the_place_of_a_merged_one_answers_for_its_benefit(client: Client) -> None:
    benefit = written(steps.candidate(participants=["Sunnfjord"]), "Fedje")
    heir = merge()
    contact = register_person(
        name="Nina Nord", organisation=heir, email="nina@example.no", by=INSTALLATION, at=clock.now()
    )
    office = Office.objects.get(role="contact", organisation=heir)
    appoint(office=office, person=contact, from_date=ON, source="Brev", by=INSTALLATION, at=clock.now())
    with clock.standing_at(AFTER):
        today = clock.today()
        hers = actors.person(contact.pk, today)
        assert [row.key for row in benefits_to_measure(hers, today)] == [f"portfolio.benefit:{benefit.pk}"]
        assert benefits_without_an_owner(actor("adviser"), today) == []
        client.force_login(user("adviser"))
        assert "Fedje er slått saman til Nordhordland" in text(client, benefit.get_absolute_url())
        with pytest.raises(NotToAnswer, match="Vel Nordhordland"):
            kept(benefit, steps.organisation("Fedje"))
        form = client.get(reverse("portfolio:edit_benefit", args=[benefit.project.code, benefit.sequence]))
        assert form.context["form"].initial["owner"] == str(heir.pk)
        kept(benefit, heir)
        assert anew(benefit).standing.owner == heir  # type: ignore[union-attr]
