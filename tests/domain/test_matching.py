"""Where a payment belongs, rule by rule; an open invoice each, and what a payer may write about it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.invoice import CaseId
from app.domain.matching import (
    BookedPayment,
    Books,
    Candidate,
    Certainty,
    CreditLeft,
    Incoming,
    Match,
    NamedPart,
    PayerCard,
    SentLetter,
    SettledInvoice,
    Why,
)
from app.domain.matching_names import PayerIndex
from app.domain.matching_run import match_all
from app.domain.matching_sums import subset
from app.domain.matching_text import bare, name_words, tokens
from app.domain.money import EUR, SEK, Money
from app.domain.party import CustomerId

YARD, EVA = CustomerId(1), CustomerId(2)
PAYERS = (PayerCard(YARD, "Norrskärs Båtvarv HB", "12469"), PayerCard(EVA, "Eva Ek", accounts=("60001",)))
ISSUED, PAID = date(2026, 9, 1), date(2026, 10, 1)


def owes(case_id: int, number: str, minor: int, reference: str = "", **more: Any) -> Candidate:
    """Return an open invoice of the yard, unless told otherwise."""
    who, currency = more.pop("who", YARD), more.pop("currency", SEK)
    due = more.pop("due_on", date(2026, 9, case_id))
    return Candidate(CaseId(case_id), who, number, reference, Money(minor, currency), ISSUED, due, **more)


FIRST = owes(1, "145948", 900_00, "0001459486")
SECOND = owes(2, "144997", 600_00)
EVAS = owes(3, "145354", 450_00, "1453548", who=EVA)


def books(*cases: Candidate, **more: Any) -> Books:
    return Books(cases or (FIRST, SECOND, EVAS), PAYERS, **more)


def matched(held: Books, minor: int, **said: Any) -> Match:
    """Return where one payment belongs."""
    on = said.pop("on", PAID)
    currency = said.pop("currency", SEK)
    return match_all([Incoming(1, on, Money(minor, currency), **said)], held)[1]


def cases_of(match: Match) -> tuple[int, ...]:
    return tuple(share.case_id for share in match.shares)


@pytest.mark.parametrize(
    ("minor", "said", "certainty", "why", "cases"),
    [
        (900_00, {"reference": "0001459486"}, "certain", Why.REFERENCE, (1,)),
        (900_00, {"reference": "0001459486 "}, "certain", Why.REFERENCE, (1,)),
        (900_00, {"reference": "1459486"}, "likely", Why.REFERENCE_ZEROS, (1,)),
        (600_00, {"reference": "144997"}, "certain", Why.REFERENCE, (2,)),
        (900_00, {"numbers": ("145948",)}, "certain", Why.REFERENCE, (1,)),
        (900_00, {"reference": "0001459486", "payer": "Eva Ek"}, "likely", Why.OTHER_PAYER, (1,)),
        (900_00, {"reference": "0001459486", "payer": "Någon Annan"}, "certain", Why.REFERENCE, (1,)),
        (900_00, {"reference": "0001459486", "on": date(2026, 8, 1)}, "likely", Why.BEFORE_ISSUED, (1,)),
        (900_00, {"reference": "0001459486", "movement": "lump_sum"}, "likely", Why.REFERENCE, (1,)),
        (400_00, {"reference": "0001459486"}, "likely", Why.PART_PAYMENT, (1,)),
        (2000_00, {"reference": "0001459486"}, "likely", Why.TOO_MUCH, (1,)),
        (895_00, {"reference": "0001459486"}, "likely", Why.A_LITTLE_LESS, (1,)),
        (900_50, {"reference": "0001459486"}, "likely", Why.A_LITTLE_MORE, (1,)),
        (1500_00, {"reference": "0001459486"}, "likely", Why.SEVERAL_INVOICES, (1, 2)),
        (900_00, {"message": "145948/12469"}, "likely", Why.NUMBERS_IN_TEXT, (1,)),
        (900_00, {"message": "12469 145948"}, "likely", Why.NUMBERS_IN_TEXT, (1,)),
        (1050_00, {"message": "144997+145354"}, "likely", Why.NUMBERS_IN_TEXT, (2, 3)),
        (600_00, {"message": "Fakt 14 49 97"}, "likely", Why.NUMBERS_IN_TEXT, (2,)),
        (450_00, {"payer": "Ek, Eva"}, "likely", Why.AMOUNT_AND_PAYER, (3,)),
        (900_00, {"payer": "NORRSKARS BATVAR"}, "likely", Why.AMOUNT_AND_PAYER, (1,)),
        (450_00, {"payer": "E Ek", "payer_account": "600-01"}, "likely", Why.AMOUNT_AND_PAYER, (3,)),
        (1500_00, {"payer": "Norrskärs Båtvarv"}, "likely", Why.SEVERAL_INVOICES, (1, 2)),
        (450_00, {}, "likely", Why.AMOUNT_ONLY, (3,)),
        (450_00, {"payer": "E. Ek"}, "likely", Why.AMOUNT_AND_PAYER, (3,)),
        (900_00, {"payer": "Båtvarv, N"}, "likely", Why.AMOUNT_AND_PAYER, (1,)),
        (900_00, {"payer": "Båtvarv"}, "likely", Why.AMOUNT_AND_PAYER, (1,)),
        (899_00, {"payer": "Båtvarv"}, "none", Why.NOTHING, ()),
        (900_00, {"payer": "O. Båtvarv"}, "none", Why.NOTHING, ()),
        (899_00, {"payer": "N. Båtvarv"}, "none", Why.NOTHING, ()),
        (450_00, {"payer": "Okänd"}, "none", Why.NOTHING, ()),
        (123_00, {"payer": "Eva Ek"}, "none", Why.PAYER_ONLY, ()),
        (900_00, {"reference": "0001459486", "currency": EUR}, "none", Why.OTHER_CURRENCY, ()),
    ],
)
def test_what_is_written_decides_where_it_belongs(
    minor: int, said: dict[str, Any], certainty: str, why: Why, cases: tuple[int, ...]
) -> None:
    found = matched(books(), minor, **said)
    assert (found.certainty.value, found.why, cases_of(found)) == (certainty, why, cases)


def test_a_reference_that_several_invoices_bear_is_never_certain() -> None:
    shared = owes(4, "145999", 700_00, "0001459486")
    found = matched(books(FIRST, shared), 700_00, reference="0001459486")
    assert (found.certainty, found.why, cases_of(found)) == (Certainty.LIKELY, Why.REFERENCE_SHARED, (4,))


def test_a_reference_that_a_settled_invoice_bears_too_is_never_certain() -> None:
    old = SettledInvoice(CaseId(9), YARD, "140000", "0001459486", SEK)
    found = matched(books(settled=(old,)), 900_00, reference="0001459486")
    assert (found.certainty, cases_of(found)) == (Certainty.LIKELY, (1,))


def test_the_reference_of_a_paid_invoice_leads_to_another_of_the_same_sum() -> None:
    old = SettledInvoice(CaseId(9), YARD, "140000", "1400008", SEK)
    found = matched(books(settled=(old,)), 900_00, reference="1400008")
    assert (found.certainty, found.why, cases_of(found)) == (Certainty.LIKELY, Why.SETTLED_BEFORE, (1,))
    gone = matched(books(settled=(old,)), 77_00, reference="1400008")
    assert (gone.certainty, gone.why, gone.number) == (Certainty.NONE, Why.ALREADY_PAID, "140000")


def test_parts_that_each_pay_an_invoice_wholly_are_certain_and_only_then() -> None:
    parts = (NamedPart("0001459486", Money(900_00, SEK)), NamedPart("1453548", Money(450_00, SEK)))
    whole = matched(books(), 1350_00, parts=parts)
    assert (whole.certainty, whole.why, cases_of(whole)) == (Certainty.CERTAIN, Why.PARTS, (1, 3))
    less = (parts[0], NamedPart("1453548", Money(400_00, SEK)))
    assert matched(books(), 1300_00, parts=less).certainty is Certainty.LIKELY


def test_a_letter_that_runs_is_settled_by_exactly_its_sum_for_all_its_invoices() -> None:
    letter = SentLetter("0001459486", Money(1500_00, SEK), PAID, (CaseId(1), CaseId(2)))
    held = books(letters=(letter,))
    found = matched(held, 1500_00, reference="0001459486")
    assert (found.certainty, found.why, cases_of(found)) == (Certainty.CERTAIN, Why.LETTER, (1, 2))
    late = matched(held, 1500_00, reference="0001459486", on=date(2026, 10, 2))
    assert late.certainty is Certainty.LIKELY


def test_a_plan_goes_on_by_the_reference_of_an_invoice_that_it_has_paid() -> None:
    old = SettledInvoice(CaseId(9), YARD, "140000", "1400008", SEK)
    planned = owes(1, "145948", 900_00, "1459486", plan_id=7, instalment=Money(300_00, SEK))
    found = matched(books(planned, settled=(old,)), 300_00, reference="1400008")
    assert (found.certainty, found.why, cases_of(found)) == (Certainty.LIKELY, Why.INSTALMENT, (1,))


def test_the_next_instalment_is_certain_once() -> None:
    planned = owes(1, "145948", 900_00, "1459486", plan_id=7, instalment=Money(300_00, SEK))
    said = [Incoming(n, PAID, Money(300_00, SEK), reference="1459486") for n in (1, 2)]
    found = match_all(said, books(planned))
    assert [(found[n].certainty, found[n].why) for n in (1, 2)] == [
        (Certainty.CERTAIN, Why.INSTALMENT),
        (Certainty.LIKELY, Why.PART_PAYMENT),
    ]


def test_what_we_wrote_down_ourselves_is_replaced_and_not_paid_twice() -> None:
    ours = BookedPayment(50, Money(900_00, SEK), date(2026, 10, 5))
    closed = owes(1, "145948", 0, "1459486", booked=(ours,))
    found = matched(books(closed), 900_00, reference="1459486")
    assert (found.certainty, found.why, found.replaces) == (Certainty.CERTAIN, Why.BOOKED_BEFORE, 50)
    half = owes(1, "145948", 900_00, "1459486", booked=(ours,))
    assert matched(books(half), 900_00, reference="1459486").certainty is Certainty.LIKELY


def test_credit_that_the_payer_has_set_off_is_used_with_the_payment() -> None:
    credit = CreditLeft(80, YARD, Money(150_00, SEK))
    found = matched(books(credits=(credit,)), 750_00, reference="0001459486")
    assert found.why is Why.CREDIT_SET_OFF
    assert [(use.payment_id, use.case_id, use.amount.minor) for use in found.credits] == [(80, 1, 150_00)]


def test_interest_of_the_day_explains_what_is_more() -> None:
    held = books(interest=lambda _case, _on: 12_34)
    found = matched(held, 912_34, reference="0001459486")
    assert (found.certainty, found.why) == (Certainty.LIKELY, Why.WITH_INTEREST)


def test_the_second_of_two_equal_payments_finds_nothing_left() -> None:
    said = [Incoming(n, PAID, Money(900_00, SEK), reference="0001459486") for n in (1, 2)]
    found = match_all(said, books())
    assert found[1].certainty is Certainty.CERTAIN
    assert (found[2].certainty, found[2].why, found[2].number) == (
        Certainty.NONE,
        Why.ALREADY_PAID,
        "145948",
    )


def test_money_from_an_account_of_our_own_is_no_customers() -> None:
    found = matched(books(own_accounts=frozenset({"6000-1234567"})), 450_00, payer_account="60001234567")
    assert (found.certainty, found.why) == (Certainty.NONE, Why.OWN_TRANSFER)


def test_a_reversal_takes_back_what_the_bank_names_or_the_latest_like_it() -> None:
    known = BookedPayment(5, Money(900_00, SEK), PAID, is_ours=False, payer="Eva Ek")
    held = books(booked={known: (CaseId(1),)})
    named = matched(held, 900_00, movement="reversal", reverses=5)
    assert (named.certainty, named.takes_back) == (Certainty.CERTAIN, 5)
    like = matched(held, 900_00, movement="reversal", payer="Eva Ek")
    assert (like.certainty, like.takes_back) == (Certainty.LIKELY, 5)
    assert matched(held, 900_00, movement="reversal", payer="Bo").takes_back is None


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Ek, Eva", "Eva Ek"),
        ("NORRSKARS BATVARV", "Norrskärs Båtvarv HB"),
        ("Fjellbris A/S", "Fjellbris AS"),
        ("Bygg & Måleri i Väst AB (publ)", "bygg måleri i väst"),
    ],
)
def test_names_are_the_same_whatever_their_order_case_accents_and_form(written: str, same: str) -> None:
    assert name_words(written) == name_words(same)


@pytest.mark.parametrize(
    ("payer", "found"),
    [("Eva Ek", EVA), ("Norrskärs Båtvrav", YARD), ("Norrskärs Båt", YARD), ("Eva Berg", None), ("Ek", None)],
)
def test_a_payer_is_known_by_a_name_that_is_nearly_the_customers(
    payer: str, found: CustomerId | None
) -> None:
    payers = PayerIndex(PAYERS).of(Incoming(1, PAID, Money(1, SEK), payer=payer))
    assert payers.ids == ((found,) if found else ())


def test_numbers_are_found_in_text_whole_in_parts_and_joined() -> None:
    assert {word for word, _named in tokens("145948/12469")} >= {"145948/12469", "145948", "12469"}
    assert ("1042", True) in tokens("Fakturanr 1042 tack")
    assert ("1042", False) in tokens("kl 1042")
    assert {word for word, _named in tokens("14 59 48")} >= {"145948"}
    assert bare("000-1042 7") == "10427"


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=14), st.integers(1, 40_000))
def test_the_sums_that_are_chosen_make_up_the_amount(sums: list[int], wanted: int) -> None:
    places = subset(sums, wanted)
    assert places is None or sum(sums[place] for place in places) == wanted
    assert places is None or len(set(places)) == len(places)


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=10), st.data())
def test_some_sums_out_of_a_few_are_always_found(sums: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(range(len(sums))), min_size=1, unique=True))
    assert subset(sums, sum(sums[place] for place in chosen)) is not None
