"""Words are found whether they stand in capital letters or small, on both databases."""

import pytest

from samstyring.governance.models import Case
from samstyring.governance.queries.cases import searched
from samstyring.parties.models import Organisation
from tests.governance.steps import free_text_case


@pytest.mark.parametrize("words", ["ØYGARDEN", "øygarden", "Øygarden", "øYgArD"])
def test_a_name_is_found_capital_letters_aside(founded: None, words: str) -> None:
    assert [row.name for row in Organisation.objects.filter(name__holds=words)] == ["Øygarden"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "OYGARDEN"])
def test_signs_stand_for_themselves_and_an_accent_is_a_letter_of_its_own(founded: None, words: str) -> None:
    assert not Organisation.objects.filter(name__holds=words).exists()


def test_cases_are_found_capital_letters_aside(founded: None) -> None:
    case = free_text_case("Felles løysing for Øygarden", "Ålesund får sjå på saka.")
    for words in ("ØYGARDEN løysing", "LØYSING", "øygarden"):
        assert list(searched(Case.objects.all(), words)) == [case]
    assert not searched(Case.objects.all(), "Ærfugl").exists()
