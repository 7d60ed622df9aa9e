"""The user's own words for letters: kept by kind, used in the next letter, and given back."""

from __future__ import annotations

import re
from itertools import product

import pytest

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.party import Tone
from app.i18n import LANGUAGES
from app.services import reminders
from app.services.changes import Changes
from app.services.errors import NothingToUndoError
from app.services.letter_texts import LetterText, TextKey, field_words, keep_text, letter_text, standard
from app.services.reminders import Wish
from app.services.undoing import redo, undo
from tests.documents.reading import flowing
from tests.office import Office

KEY = TextKey(LetterKind.FRIENDLY, Tone.WARM, "sv", is_person=False, many=False)


@pytest.fixture
def late(office: Office) -> CaseId:
    who = office.customer("Norrskärs Båtvarv HB")
    case_id = office.invoice(who, "10412", "400", issued="2026-08-17", due="2026-09-17")
    office.sleep_until("2026-11-18")
    return case_id


def paper(office: Office, case_id: CaseId, tone: Tone = Tone.WARM) -> str:
    wish = Wish(LetterKind.FRIENDLY, tone=tone, language="sv")
    return flowing(reminders.propose(office.desk, [case_id], wish).pdf())


def test_every_letter_has_words_whose_fields_have_names() -> None:
    for kind, tone, language, person, many in product(
        LetterKind, Tone, LANGUAGES, (True, False), (True, False)
    ):
        paragraphs = standard(TextKey(kind, tone, language, is_person=person, many=many))
        assert paragraphs
        assert set(re.findall(r"\{(\w+)\}", " ".join(paragraphs))) <= set(field_words())


def test_own_words_stand_in_the_next_letter_with_their_fields_filled_in(office: Office, late: CaseId) -> None:
    keep_text(office.desk, KEY, ["Hej, faktura {invoice_numbers} ligger kvar hos oss."])
    assert letter_text(office.desk, KEY).is_own
    assert "Hej, faktura 10412 ligger kvar hos oss." in paper(office, late)
    assert "ligger kvar hos oss" not in paper(office, late, Tone.PLAIN)


def test_what_is_written_in_one_letter_goes_before(office: Office, late: CaseId) -> None:
    keep_text(office.desk, KEY, ["Alltid."])
    wish = Wish(LetterKind.FRIENDLY, tone=Tone.WARM, language="sv", body=("Bara nu.",))
    said = flowing(reminders.propose(office.desk, [late], wish).pdf())
    assert "Bara nu." in said
    assert "Alltid." not in said


@pytest.mark.parametrize("words", [(), ("  ",), standard(KEY)])
def test_no_words_or_ours_bring_ours_back(office: Office, late: CaseId, words: tuple[str, ...]) -> None:
    before = paper(office, late)
    keep_text(office.desk, KEY, ["Något annat."])
    keep_text(office.desk, KEY, words)
    found = letter_text(office.desk, KEY)
    assert (found.paragraphs, found.is_own) == (standard(KEY), False)
    assert paper(office, late) == before


def test_a_changed_text_is_undone_and_done_again(office: Office) -> None:
    keep_text(office.desk, KEY, ["Första."])
    keep_text(office.desk, KEY, ["Andra."])
    undo(office.desk)
    assert letter_text(office.desk, KEY).paragraphs == ("Första.",)
    undo(office.desk)
    assert letter_text(office.desk, KEY) == LetterText(standard(KEY), is_own=False)
    redo(office.desk)
    redo(office.desk)
    assert letter_text(office.desk, KEY) == LetterText(("Andra.",), is_own=True, earlier=("Första.",))


def test_ones_own_earlier_words_wait_beside_the_standard_text(office: Office) -> None:
    keep_text(office.desk, KEY, ["Första."])
    keep_text(office.desk, KEY, ())
    assert letter_text(office.desk, KEY) == LetterText(standard(KEY), is_own=False, earlier=("Första.",))
    keep_text(office.desk, KEY, letter_text(office.desk, KEY).earlier)
    assert letter_text(office.desk, KEY) == LetterText(("Första.",), is_own=True)


def test_words_that_are_there_already_are_no_action(office: Office) -> None:
    assert keep_text(office.desk, KEY, standard(KEY)) == Changes()
    with pytest.raises(NothingToUndoError):
        undo(office.desk)
