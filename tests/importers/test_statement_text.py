"""What the words of a bank row say beyond doubt, and what they leave open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.statement_text import (
    Said,
    is_own_transfer,
    is_preliminary,
    is_taken_back,
    payout_of,
    said,
)

BOOKED = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Swish från Anna Berg", Said(payer="Anna Berg")),
        ("Swish från +46701234567", Said(payer_account="+46701234567")),
        ("Vipps fra Kari Nordmann", Said(payer="Kari Nordmann")),
        ("Nettgiro fra: Kari Nordmann Betalt: 13.11.26", Said("Kari Nordmann", "", "", date(2026, 11, 13))),
        ("Innbetaling fra: Bakeri AS", Said(payer="Bakeri AS")),
        ("Från kund: Bolaget AB", Said(payer="Bolaget AB")),
        ("Giro KID0012345678", Said(reference="0012345678")),
        ("Innbetaling KID: 000123", Said(reference="000123")),
        ("OCR 123456789", Said(reference="123456789")),
        # The name may be the payer's, or a part of the message: it stays a message.
        ("Overførsel - Melding - Foo Betalingsdato: 13.11.2026", Said(ordered_on=date(2026, 11, 13))),
        ("VARIM LMIPADJU", Said()),
        ("Insättning", Said()),
        ("Kiddie 4711", Said()),
        # An order day a year before, or after the booking, is the date of something else.
        ("Nettgiro fra: Kari Betalt: 13.11.25", Said(payer="Kari")),
        ("Nettgiro fra: Kari Betalt: 20.11.26", Said(payer="Kari")),
        ("", Said()),
    ],
)
def test_only_what_is_certain_is_taken_from_the_words(text: str, expected: Said) -> None:
    assert said([text], booked_on=BOOKED) == expected


def test_the_kind_of_row_may_say_that_the_text_is_the_payer() -> None:
    assert said(["Anna Berg"], kind="Swish från").payer == "Anna Berg"
    assert not said(["Anna Berg"], kind="Insättning").payer


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ("VIPPS AS", ("Vipps", "")),
        ("Vipps MobilePay AS", ("Vipps", "")),
        ("Oppgjør Vipps 2000012", ("Vipps", "2000012")),
        ("STRIPE", ("Stripe", "")),
        ("Stripe Payments Europe Ltd", ("Stripe", "")),
        ("Klarna Bank AB (publ)", ("Klarna", "")),
        ("iZettle AB 123456", ("Zettle", "123456")),
        ("Utbetalning Zettle", ("Zettle", "")),
        ("NETS AVREGNING 12345678", ("Nets", "12345678")),
        # People and purchases.
        ("Vipps fra Kari Nordmann", None),
        ("Klarna Svensson", None),
        ("Anna Stripe", None),
        ("Kabinets AB", None),
        ("PAYPAL *AMWAYS", None),
        ("Faktura 10431", None),
        ("", None),
    ],
)
def test_a_payout_is_told_from_a_customer_of_that_name(text: str, provider: tuple[str, str] | None) -> None:
    assert payout_of(text) == provider


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("PREL-  -  ", True),
        ("S-Prel PAYPAL", True),
        ("Prel ICA", True),
        ("Reserverat", True),
        ("Reservert", True),
        ("Varekjøp REMA T Reservert transaksjon ", True),
        ("Väntar", True),
        ("Preliminärskatt", False),
        ("Prelle AB", False),
        ("Reservdelar AB", False),
        ("2026-11-16", False),
    ],
)
def test_what_is_not_booked_yet_is_known_by_its_words(text: str, *, is_so: bool) -> None:
    assert is_preliminary(text) is is_so


def test_money_moved_between_own_accounts_and_taken_back_is_known() -> None:
    assert is_own_transfer("Överföring mellan egna konton")
    assert is_own_transfer("Overføring mellom egne konti")
    assert not is_own_transfer("Överföring från Anna Berg")
    assert is_taken_back("Återföring insättning")
    assert is_taken_back("Tilbakeført betaling")
    assert not is_taken_back("Återbruket AB")


@given(st.text(alphabet="vipsazetlkrn ()/-,.0129", max_size=600))
def test_any_words_are_answered(text: str) -> None:
    said([text], kind=text, booked_on=BOOKED)
    assert payout_of("stripe" + text) is None or payout_of("stripe" + text)
