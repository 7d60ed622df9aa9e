"""The letters that end a dispute: what they never say, and that their sums are those of their lines."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.documents.dispute_letter import paragraphs, render
from app.domain.history import DisputeReason, DisputeWay
from app.domain.party import Tone
from tests.documents.reading import flowing, pages
from tests.documents.samples import LANGUAGES, LAWS, dispute
from tests.documents.test_forbidden_words import AGENCY, COURTS, NORWEGIAN_STEPS, RECORDS, SWEDISH_STEPS

WAYS = (DisputeWay.REFUSED, DisputeWay.SPLIT)
THREATS = "|".join((AGENCY, RECORDS, COURTS, SWEDISH_STEPS, NORWEGIAN_STEPS))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("way", WAYS)
def test_no_answer_to_an_objection_threatens(way: DisputeWay, law: str, language: str) -> None:
    for tone in Tone:
        for person in (True, False):
            asked = dispute(way, law=law, language=language, tone=tone, person=person)
            assert re.findall(THREATS, flowing(render(asked)), re.IGNORECASE) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(DisputeReason))
def test_every_reason_has_its_words(reason: DisputeReason, language: str) -> None:
    asked = dispute(DisputeWay.REFUSED, law="SE", language=language, tone=Tone.PLAIN, person=True)
    facts = paragraphs(replace(asked, reason=reason))[1]
    assert facts != paragraphs(asked)[1] or reason is asked.reason
    assert "{" not in facts


@pytest.mark.parametrize("way", WAYS)
def test_the_lines_sum_to_what_is_asked_for(way: DisputeWay) -> None:
    asked = dispute(way, law="SE", language="sv", tone=Tone.PLAIN, person=False)
    taken = asked.paid + asked.reduction if asked.reduction else asked.paid
    assert asked.invoiced + asked.late_interest + asked.charges - taken == asked.open


def test_a_long_explanation_runs_on_over_a_second_page() -> None:
    asked = dispute(DisputeWay.REFUSED, law="NO", language="nb", tone=Tone.PLAIN, person=True)
    long = replace(asked, why=("Pumpen ble byttet, og bildene viser hvordan den sitter. " * 30,) * 3)
    found = pages(render(long))
    assert len(found) == 2
    assert "Side 2 av 2" in found[1]


def test_the_same_letter_gives_the_same_bytes() -> None:
    asked = dispute(DisputeWay.SPLIT, law="NO", language="en", tone=Tone.WARM, person=True)
    assert render(asked) == render(asked)
