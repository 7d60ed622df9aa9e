"""How the small print tells where interest and charges come from. Each row is a case from the law sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.documents.content import ClaimedCharge, Letter, RateSource
from app.documents.explanation import calculation, terms
from app.domain.history import LetterKind
from app.domain.late_interest import Segment
from app.domain.ledger import EntryKind
from app.domain.money import SEK, Money
from tests.documents.samples import basis, letter


def plain(sentences: list[str]) -> str:
    return " ".join(sentences).replace("\u00a0", " ")


def interest(asked: Letter) -> str:
    return plain(calculation(replace(asked, charges=())))


def segment(first: date, last: date, rate: str, kronor: int) -> Segment:
    days = (last - first).days + 1
    owed = Money(kronor * 100, SEK)
    exact = owed.amount * Decimal(rate) * days / 36500
    return Segment(first, last, days, 365, Decimal(rate), owed, exact)


def test_interest_from_the_due_date_tells_days_rate_and_section() -> None:
    assert interest(letter()) == (
        "Dröjsmålsränta 10,00 % per år på fakturabeloppet, från dagen efter förfallodagen"
        " till och med 18 november 2026 (62 och 33 dagar)."
        " Det är referensräntan 2,00 % plus 8 procentenheter enligt 3 och 6 §§ räntelagen (1975:635)."
        " Dagen då räntan börjar löpa räknas inte, betalningsdagen räknas, och året har 365 dagar."
    )


def test_norwegian_interest_cites_norwegian_law() -> None:
    assert interest(letter(law="NO", language="nb", invoices=1)) == (
        "Forsinkelsesrente 12,25 % per år av fakturabeløpet, fra dagen etter forfallsdagen"
        " til og med 18. november 2026 (62 dager)."
        " Det er lovens forsinkelsesrente etter forsinkelsesrenteloven §§ 2 og 3."
        " Dagen da renten begynner å løpe, regnes ikke, betalingsdagen regnes, og året har 365 dager."
    )


def test_a_part_payment_is_told_as_interest_on_what_was_unpaid() -> None:
    """29 860 kr due 2026-10-28, 5 000 paid 11-02 (worked example, Swedish business)."""
    runs = (
        segment(date(2026, 10, 29), date(2026, 11, 2), "10", 29_860),
        segment(date(2026, 11, 3), date(2026, 11, 18), "10", 24_860),
    )
    asked = letter(invoices=1)
    line = replace(asked.lines[0], due_on=date(2026, 10, 28), segments=runs, interest=Money(14988, SEK))
    assert interest(replace(asked, lines=(line,))).startswith(
        "Dröjsmålsränta dag för dag på det obetalda beloppet, till och med 18 november 2026:"
        " 10,00 % per år från och med 29 oktober 2026."
    )


def test_each_change_of_rate_is_named_with_its_first_day() -> None:
    """Reference rate 3 % until 2025-06-30, 2 % from 2025-07-01 (Räntelagen 9 §, SFS 2024:1373, 2025:809)."""
    runs = (
        segment(date(2025, 6, 1), date(2025, 6, 30), "11", 10_000),
        segment(date(2025, 7, 1), date(2025, 7, 31), "10", 10_000),
    )
    asked = letter(invoices=1)
    line = replace(asked.lines[0], due_on=date(2025, 5, 31), segments=runs)
    told = replace(asked, lines=(line,), interest=replace(basis("SE"), reference_percent=None))
    assert "11,00 % per år från och med 1 juni 2025 och 10,00 % per år från och med 1 juli 2025." in interest(
        told
    )
    assert "Det är referensräntan för varje halvår plus 8 procentenheter enligt 3 och 6 §§" in interest(told)


def test_interest_that_starts_later_than_the_due_date_names_its_day() -> None:
    """Räntelagen 4 §: no agreed due date, so it runs from 30 days after the demand."""
    asked = letter(invoices=1)
    runs = (segment(date(2026, 10, 3), date(2026, 11, 18), "10", 25_900),)
    line = replace(asked.lines[0], segments=runs)
    told = replace(asked, lines=(line,), interest=replace(basis("SE"), sections=("4", "6")))
    assert "från och med 3 oktober 2026" in interest(told)
    assert "4 och 6 §§ räntelagen" in interest(told)


def test_an_agreed_rate_is_called_agreed_and_cites_no_statutory_rate() -> None:
    fixed = replace(letter(), interest=replace(basis("SE"), source=RateSource.FIXED, reference_percent=None))
    margin = replace(
        letter(), interest=replace(basis("SE"), source=RateSource.MARGIN, margin_points=Decimal("6.5"))
    )
    assert "Räntesatsen är avtalad." in interest(fixed)
    assert "referensräntan 2,00 %" not in interest(fixed)
    assert "Det är referensräntan 2,00 % plus avtalade 6,5 procentenheter." in interest(margin)


def test_a_reminder_fee_tells_where_it_was_agreed() -> None:
    """Lag (1981:739) 2 §: only if agreed no later than when the debt arose."""
    agreed = letter().charges[0]
    for charge, said in (
        (agreed, "Påminnelseavgiften på 60 kr avtalades den 2 juni 2026 (offert 118) och följer 2 och 4 §§"),
        (
            replace(agreed, agreed_in=""),
            "Påminnelseavgiften på 60 kr avtalades den 2 juni 2026 och följer 2 och 4 §§",
        ),
        (replace(agreed, agreed_on=None), "Påminnelseavgiften på 60 kr är avtalad och följer 2 och 4 §§"),
    ):
        assert said in plain(calculation(replace(letter(), charges=(charge,))))


def test_the_compensation_between_businesses_cites_its_own_section() -> None:
    owed = ClaimedCharge(EntryKind.LATE_COMPENSATION, Money(39000, SEK))
    assert "Förseningsersättningen på 390 kr följer 4 a och 5 §§ lagen (1981:739)" in plain(
        calculation(replace(letter(), charges=(owed,)))
    )


def test_the_settle_sentence_counts_on_from_the_day_after_the_letter() -> None:
    assert plain(terms(letter())) == (
        "Betalas beloppet senast den 2 december är allt klart."
        " Därefter tillkommer 11,32 kr per dag, räknat från den 19 november."
    )


def test_nothing_is_said_of_further_days_where_tomorrows_rate_is_unknown_or_no_interest_is_claimed() -> None:
    unknown = replace(letter(), interest=replace(basis("SE"), per_day=None))
    assert plain(terms(unknown)) == "Betalas beloppet senast den 2 december är allt klart."
    assert (
        plain(terms(letter(LetterKind.FRIENDLY))) == "Betalas beloppet senast den 2 december är allt klart."
    )


def test_a_friendly_letter_calculates_nothing() -> None:
    assert calculation(letter(LetterKind.FRIENDLY)) == []


def test_a_stretch_over_a_leap_year_names_both_lengths_of_the_year() -> None:
    """Both countries: 365 days, or 366 for days in a leap year (law sheet 2.2, 3.2)."""
    runs = (
        replace(segment(date(2023, 12, 1), date(2023, 12, 31), "11.5", 10_000), divisor=365),
        replace(segment(date(2024, 1, 1), date(2024, 1, 31), "12", 10_000), divisor=366),
    )
    asked = letter(invoices=1)
    told = replace(asked, lines=(replace(asked.lines[0], due_on=date(2023, 11, 30), segments=runs),))
    assert interest(told).endswith("betalningsdagen räknas, och året har 365 och 366 dagar.")


def test_two_invoices_with_different_agreements_each_name_their_own_source() -> None:
    first, second = (line.number for line in letter().lines)
    fixed = replace(basis("SE"), source=RateSource.FIXED, reference_percent=None, numbers=(second,))
    told = interest(
        replace(letter(), interest=replace(basis("SE"), numbers=(first,)), other_interest=(fixed,))
    )
    assert "Faktura 10412: Dröjsmålsränta 10,00 % per år" in told
    assert "18 november 2026 (62 dagar). Det är referensräntan 2,00 %" in told
    assert "Faktura 10427: Dröjsmålsränta 10,00 % per år" in told
    assert "18 november 2026 (33 dagar). Räntesatsen är avtalad." in told


def test_charges_in_the_same_words_are_told_once() -> None:
    told = plain(calculation(letter(LetterKind.COLLECTION_WARNING, law="NO", language="nb")))
    assert told.count("Purregebyret på 38 kr følger inkassoforskriften § 1-2.") == 1
