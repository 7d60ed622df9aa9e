"""Every item that the law wants in a demand is read on its paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.documents.interest_table import interest_rows
from app.documents.letter_pdf import render
from app.documents.requirements import missing, required
from app.domain.history import LetterKind
from app.domain.late_interest import Segment
from app.domain.money import SEK, Money
from app.domain.party import Tone
from tests.documents.reading import flowing
from tests.documents.samples import DEMANDS, KINDS, LANGUAGES, letter

ALL_DEMANDS = [(law, kind) for law, kinds in DEMANDS.items() for kind in kinds]


@pytest.mark.parametrize(("law", "kind"), ALL_DEMANDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("invoices", [1, 2])
def test_every_item_of_the_list_stands_on_the_paper(
    law: str, kind: LetterKind, language: str, tone: Tone, invoices: int
) -> None:
    asked = letter(kind, law=law, language=language, tone=tone, invoices=invoices)
    read = flowing(render(asked))
    for item in required(asked):
        assert item.is_met, item.code
        for words in item.words:
            assert words.replace("\u00a0", " ") in read, (item.code, words)


# Inkassolagen (1974:182) 5 §, law sheet 2.4: each of its items as the customer reads it.
ITEMS_OF_5 = [
    ("creditor", "Tallkotten Rör & Värme"),
    ("ground: number", "10412"),
    ("ground: what was delivered", "Värmepump, verkstaden"),
    ("ground: day of the invoice", "2026-08-18"),
    ("a way to pay", "Bankgiro"),
    ("a way to pay: account", "5050-1055"),
    ("a way to pay: reference", "1041 2005"),
    ("principal by itself", "Fakturabelopp 41 300,00 kr"),
    ("interest by itself", "Dröjsmålsränta till och med 18 november 579,18 kr"),
    ("costs by themselves: reminder", "Påminnelseavgift 60,00 kr"),
    ("costs by themselves: demand", "Avgift för inkassokravet 180,00 kr"),
    ("interest: period, days, rate, base, amount", "2026-09-18 2026-11-18 62 10,00 % 25 900,00 439,95"),
    ("interest: the second invoice", "2026-10-17 2026-11-18 33 10,00 % 15 400,00 139,23"),
    ("time to pay or object", "Betala eller invänd senast den 2 december 2026."),
    ("the next step, precisely", "kan vi ansöka om betalningsföreläggande hos Kronofogden."),
]


@pytest.mark.parametrize(("item", "words"), ITEMS_OF_5)
def test_a_swedish_demand_says_what_5_asks_for(item: str, words: str) -> None:
    assert words in flowing(render(letter(LetterKind.COLLECTION_DEMAND))), item


def test_an_invoice_without_a_subject_lacks_its_ground() -> None:
    asked = letter(LetterKind.COLLECTION_DEMAND, invoices=1)
    nameless = replace(asked, lines=(replace(asked.lines[0], subject=""),))
    assert missing(asked) == ()
    assert missing(nameless) == ("ground",)


def test_the_law_leaves_the_content_of_a_reminder_free() -> None:
    for kind in KINDS:
        assert required(letter(kind)) == ()


def test_stretches_of_interest_add_up_to_the_interest_of_their_invoice() -> None:
    """Three stretches of 0.004 each round to 0.00 alone, and to 0.01 together."""
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)]
    runs = tuple(Segment(day, day, 1, 365, Decimal(1), Money(100, SEK), Decimal("0.004")) for day in days)
    asked = letter(LetterKind.COLLECTION_DEMAND, invoices=1)
    told = replace(asked, lines=(replace(asked.lines[0], segments=runs, interest=Money(1, SEK)),))
    assert [row[-1] for row in interest_rows(told)] == ["0,00", "0,01", "0,00"]
