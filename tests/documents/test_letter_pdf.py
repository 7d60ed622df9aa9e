"""The letter as a file: right figures, one page, embedded fonts, same bytes, an address in its window."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from typing import Any

import pytest

from app.documents.content import EmptyDocumentError, Letter
from app.documents.letter_pdf import render
from app.documents.parties import PayTo, ReferenceKind
from app.domain.history import LetterKind
from app.domain.money import SEK, Money
from app.domain.party import OwnAccount, Tone
from app.formatting import money
from tests.documents.reading import flowing, opened, pages, place, text
from tests.documents.samples import EVERY_LETTER, FIRMS, KINDS, LANGUAGES, LAWS, SENDERS, letter, many


def logo(wide: int, high: int) -> bytes:
    """Return a grey PNG of so many pixels."""
    rows = b"".join(b"\0" + b"\x80" * wide for _ in range(high))
    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


@pytest.mark.parametrize(("law", "kind"), EVERY_LETTER)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("invoices", [1, 2])
def test_a_usual_letter_is_one_page(
    law: str, kind: LetterKind, language: str, tone: Tone, invoices: int
) -> None:
    asked = letter(kind, law=law, language=language, tone=tone, invoices=invoices)
    assert len(pages(render(asked))) == 1


def test_six_invoices_still_fit_on_one_page() -> None:
    assert len(pages(render(many(6)))) == 1


def test_many_invoices_flow_over_pages_that_repeat_their_heads_and_number_themselves() -> None:
    read = pages(render(many(40)))
    assert len(read) == 3
    assert "Sida 2 av 3" in read[1]
    assert "Betalningspåminnelse P-2026-0031" in read[1]
    assert "Faktura Avser" in " ".join(read[1].split())
    whole = "\n".join(read)
    assert [number for number in range(10412, 10452) if f"\n{number} " not in f"\n{whole}"] == []
    assert "Att betala" in whole
    assert whole.count("Godkänd för F-skatt") == 3


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render(letter()) == render(letter())
    assert render(letter()) != render(replace(letter(), number="P-2026-0032"))


def test_every_font_is_embedded_and_none_stands_by_its_name_alone() -> None:
    with opened(render(letter())) as file:
        found: Any = file.pages[0].Resources.Font
        fonts = list(found.values())
        assert sorted(str(font.BaseFont)[8:] for font in fonts) == [
            "IBMPlexSans-Regular",
            "IBMPlexSans-SemiBold",
        ]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_the_file_says_its_title_its_author_and_its_language_but_no_time() -> None:
    with opened(render(letter(language="nb"))) as file:
        assert str(file.Root.Lang) == "nb"
        assert str(file.trailer.Info.Title) == "Betalingspåminnelse P-2026-0031"
        assert str(file.trailer.Info.Author) == "Tallkotten Rör & Värme"
        assert "/CreationDate" not in file.trailer.Info


def test_a_screen_reader_finds_heading_paragraphs_and_tables_in_order() -> None:
    with opened(render(letter())) as file:
        assert bool(file.Root.MarkInfo.Marked)
        children = list(file.Root.StructTreeRoot.K[0].K)
        roles = [str(child.S) for child in children]
        assert roles.count("/H1") == 1
        assert roles.count("/Table") == 2
        heads = [str(cell.S) for cell in children[roles.index("/Table")].K[0].K]
        assert heads == ["/TH"] * 6


def test_letters_of_our_languages_and_signs_come_out_as_text() -> None:
    written = replace(letter(), body=("Å ä ö ø æ Å Æ Ø – € § ”så” 1\u00a0000 −5",))
    assert "Å ä ö ø æ Å Æ Ø – € § ”så” 1 000 −5" in text(render(written))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("invoices", [1, 2])
def test_the_sums_on_paper_are_those_of_the_content(kind: LetterKind, law: str, invoices: int) -> None:
    asked = letter(kind, law=law, invoices=invoices)
    read = flowing(render(asked))
    total = money(asked.total, "sv").replace("\u00a0", " ")
    assert read.count(total) >= 2, "in the sum and in the payment box"
    parts = (
        asked.invoiced.minor + asked.late_interest.minor + sum(each.amount.minor for each in asked.charges)
    )
    assert asked.total.minor == parts
    assert f"Fakturabelopp {money(asked.invoiced, 'sv')}".replace("\u00a0", " ") in read


def test_what_was_paid_before_is_shown_and_taken_off() -> None:
    asked = letter(LetterKind.FRIENDLY, invoices=1)
    paid = replace(asked, lines=(replace(asked.lines[0], paid=Money(500_000, SEK)),))
    assert paid.total == Money(2_090_000, SEK)
    read = flowing(render(paid))
    assert "Betalt eller krediterat −5 000,00 kr" in read
    assert "Att betala 20 900,00 kr" in read


def test_a_friendly_letter_has_neither_interest_nor_fee() -> None:
    read = flowing(render(letter(LetterKind.FRIENDLY)))
    assert "Ränta" not in read
    assert "avgift" not in read
    assert "Att betala 41 300,00 kr" in read


@pytest.mark.parametrize(
    ("law", "left", "right", "above", "below"), [("SE", 105, 185, 45, 75), ("NO", 15, 110, 44, 70)]
)
def test_the_address_lies_where_the_window_of_the_country_is(
    law: str, left: float, right: float, above: float, below: float
) -> None:
    recipient = FIRMS[law]
    for shown in (recipient.name, recipient.address[-1]):
        x, y = place(render(letter(law=law)), shown)
        assert left <= x <= right
        assert above <= y <= below


def test_the_address_moves_by_the_millimetres_the_user_gave() -> None:
    moved = replace(letter(), sender=replace(SENDERS["SE"], offset_mm=(3, -2)))
    x, y = place(render(letter()), "Norrskärs")
    new_x, new_y = place(render(moved), "Norrskärs")
    assert (round(new_x - x, 2), round(new_y - y, 2)) == (3, -2)


def test_a_long_address_stays_inside_the_norwegian_window() -> None:
    asked = letter(law="NO", language="nb")
    recipient = replace(
        asked.recipient,
        name="Stiftelsen Ytre Brygge Båtservice, Seilmakeri og Maritim Opplæring avdeling Sør",
        address=("Postboks 1234 Sentrum", "Bryggeveien 11, 3. etasje", "0099 Ytre Brygge", "Norge"),
    )
    _, y = place(render(replace(asked, recipient=recipient)), "Norge")
    assert y <= 70


def awkward(asked: Letter) -> Letter:
    """Return the letter with a long number, a long subject, a long IBAN and no phone."""
    line = replace(
        asked.lines[0], number="FAKTURA-2026-000000000010412-A", subject="Mycketlångtordutanmellanslag" * 4
    )
    own = OwnAccount("iban", "MT84MALT011000012345MTLCAST001S")
    sender = replace(
        asked.sender, phone="", accounts=(own,), name="Aktiebolaget Långa Namnet i Norra Lillhamra " * 2
    )
    pay_to = PayTo(own, "RF18539007547034539007547", ReferenceKind.OCR)
    return replace(asked, lines=(line, *asked.lines[1:]), sender=sender, pay_to=pay_to)


def test_long_words_numbers_and_accounts_stay_on_the_paper() -> None:
    assert len(pages(render(awkward(letter())))) <= 2
    read = flowing(render(awkward(letter()))).replace(" ", "")
    assert "MT84MALT011000012345MTLCAST001S" in read
    assert "RF18539007547034539007547" in read
    assert "FAKTURA-2026-000000000010412-A" in read


def test_a_personal_number_of_the_customer_is_not_printed_on_a_reminder() -> None:
    """Dataskyddslagen (2018:218) 3 kap. 10 §: a reminder is no need for it."""
    asked = letter(invoices=1)
    known = replace(asked, recipient=replace(asked.recipient, identifier="8112189876"))
    assert "811218" not in text(render(known))


def test_beside_a_narrow_logo_stands_the_name() -> None:
    asked = replace(letter(), sender=replace(SENDERS["SE"], logo=logo(20, 20)))
    x, y = place(render(asked), "Tallkotten")
    assert 32 < x < 34
    assert y < 20
    assert render(asked) == render(asked)


def test_a_wide_logo_takes_the_place_of_the_name() -> None:
    asked = replace(letter(), sender=replace(SENDERS["SE"], logo=logo(90, 20)))
    _, y = place(render(asked), "Tallkotten")
    assert y > 200, "only signature and foot name the firm"


def test_a_letter_about_nothing_is_refused() -> None:
    with pytest.raises(EmptyDocumentError):
        replace(letter(), lines=())
