"""The payment plan agreement as a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents.agreement import AgreementSumError, PaymentOrder
from app.documents.content import EmptyDocumentError, RateSource
from app.documents.plan_pdf import render_plan
from app.domain.money import SEK, Money
from app.domain.payment_plan import PlanInterest
from tests.documents.reading import flowing, pages
from tests.documents.samples import LANGUAGES, LAWS, PEOPLE, basis, plan


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parts", [1, 5, 8])
def test_a_usual_plan_is_one_page(law: str, language: str, parts: int) -> None:
    assert len(pages(render_plan(plan(law=law, language=language, parts=parts)))) == 1


def test_a_long_plan_flows_over_pages_and_keeps_its_signatures_together() -> None:
    read = pages(render_plan(plan(parts=48)))
    assert len(read) > 1
    assert "Betalas senast" in read[1]
    assert [page.count("Namnteckning") for page in read] == [0] * (len(read) - 1) + [2]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render_plan(plan()) == render_plan(plan())


def test_the_instalments_on_paper_sum_to_the_debt() -> None:
    read = flowing(render_plan(plan()))
    assert "Summa att betala 42 109,18 kr" in read
    assert "Summa 42 109,18" in read
    assert "5 2027-04-27 8 425,18 0,00" in read


def test_each_part_of_the_debt_names_its_law() -> None:
    read = flowing(render_plan(plan()))
    assert "Dröjsmålsränta till och med 18 november 2026 (10,00 %, 3 och 6 §§ räntelagen) 579,18 kr" in read
    assert "Påminnelseavgift (2 och 4 §§ lagen 1981:739) 60,00 kr" in read
    assert "Upprättande av planen (3 och 4 §§ lagen 1981:739) 170,00 kr" in read


def test_an_agreed_rate_is_not_given_a_section() -> None:
    agreed = replace(plan(), interest=replace(basis("SE"), source=RateSource.FIXED))
    assert "(10,00 % enligt avtal)" in flowing(render_plan(agreed))


def test_payments_count_against_the_invoices_first_unless_the_agreement_says_otherwise() -> None:
    assert "först av mot fakturabeloppet" in flowing(render_plan(plan()))
    other = replace(plan(), order=PaymentOrder.INTEREST_FIRST)
    assert "först av mot ränta och avgifter, sedan mot den äldsta fakturan" in flowing(render_plan(other))


def test_interest_while_the_plan_is_kept_is_said_either_way() -> None:
    assert "Så länge planen följs räknas ingen mer ränta." in flowing(render_plan(plan()))
    running = replace(plan(), interest_during=PlanInterest.STATUTORY)
    assert "räknas dröjsmålsränta enligt lag" in flowing(render_plan(running))


def test_a_late_instalment_ends_the_plan_only_in_writing_after_seven_days_and_leaves_ten_to_pay() -> None:
    read = flowing(render_plan(plan()))
    assert "mer än sju dagar sen" in read
    assert "säga upp planen skriftligt. Då ska det som återstår betalas inom tio dagar." in read


def test_a_person_is_addressed_as_one_and_shown_with_the_personal_number_the_agreement_needs() -> None:
    person = replace(PEOPLE["SE"], identifier="8112189876")
    read = flowing(render_plan(replace(plan(), recipient=person)))
    assert "Så betalar du." in read
    assert "Personnr 811218-9876" in read


def test_a_plan_that_does_not_sum_is_refused() -> None:
    made = plan()
    short = replace(made.parts[0], amount=made.parts[0].amount - Money(1, SEK))
    with pytest.raises(AgreementSumError):
        replace(made, parts=(short, *made.parts[1:]))
    with pytest.raises(EmptyDocumentError):
        replace(made, parts=())
