"""Nynorsk is a language of letters and of what is said to the customer, never of the screen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app import i18n
from app.domain.history import LetterKind
from app.domain.party import Tone
from app.services import letter_texts
from app.services.errors import UnreadableValueError
from app.services.explain.calls import call_script
from app.services.facts import set_customer
from app.services.reminders import Wish, propose
from tests.office import NORWEGIAN_FIRM, Office

SPOKEN_IN = ("services/explain/calls.py", "services/explain/reason_words.py", "services/plan_words.py")
NOT_TO_THE_CUSTOMER = {"_WORDS", "_PATHS", "_GOES_ON", "_CORRECTED"}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a Norwegian trader with a customer who wants nynorsk and is late."""
    office = Office.opened(tmp_path / "betalt.db", "2026-08-18", NORWEGIAN_FIRM)
    yard = office.customer("Ytre Brygge Båtservice AS", country="NO")
    office.invoice(
        yard, "10412", "25000", issued="2026-08-18", due="2026-09-15", due_agreed=True, currency="NOK"
    )
    set_customer(office.desk, yard, {"language": "nn"})
    office.sleep_until("2026-09-30")
    return office


def test_a_customer_who_wants_nynorsk_gets_the_letter_and_the_call_in_it(office: Office) -> None:
    (item,) = office.work_list()
    proposal = propose(office.desk, [item.case_id], Wish(LetterKind.REMINDER, tone=Tone.PLAIN))
    case = proposal.cases[0]
    assert proposal.letter.language == "nn"
    said = call_script(case, NORWEGIAN_FIRM, office.desk.today()).lines[0]
    assert said == (
        "Hei Maja, eg ringjer frå Granbar Design. Eg ser ikkje at faktura 10412 er betalt enno. "
        "Har han kome fram?"
    )


def test_the_screen_never_speaks_nynorsk() -> None:
    with pytest.raises(ValueError, match="nn"):
        i18n.use("nn")


def test_other_languages_of_letters_are_refused_with_those_there_are(office: Office) -> None:
    (item,) = office.work_list()
    with pytest.raises(UnreadableValueError):
        set_customer(office.desk, office.case(item.case_id).customer.id, {"language": "da"})


def test_the_users_own_text_may_be_in_nynorsk(office: Office) -> None:
    key = letter_texts.TextKey(LetterKind.FRIENDLY, Tone.WARM, "nn", is_person=False, many=False)
    assert "Stemmer ikkje fakturaen" in letter_texts.letter_text(office.desk, key).paragraphs[1]
    letter_texts.keep_text(office.desk, key, ("Takk for sist, {contacts}",))
    assert letter_texts.letter_text(office.desk, key).is_own


def marked(source: Path) -> set[str]:
    """Return the texts that a module keeps for the customer's language."""
    found = set()
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id not in NOT_TO_THE_CUSTOMER:
                found |= {
                    call.args[0].value
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id == "N_"
                    and isinstance(call.args[0], ast.Constant)
                }
    return {str(text) for text in found}


@pytest.mark.parametrize("name", SPOKEN_IN)
def test_everything_said_to_the_customer_has_its_nynorsk(name: str) -> None:
    source = Path(i18n.__file__).parent / name
    said = marked(source)
    assert said
    nynorsk = i18n.translator("nn")
    assert [text for text in said if nynorsk.gettext(text) == text] == []


@pytest.mark.parametrize(
    "text",
    [
        "A copy",
        "Hi {name},",
        "The letter with all figures is attached.",
        "One payment of {amount} on {day}. Then it is all done.",
        "{count} payments, the first of {amount} on {first}. Then it is all done on {day}.",
    ],
)
def test_what_stands_beside_a_letter_has_its_nynorsk_too(text: str) -> None:
    assert i18n.translator("nn").gettext(text) != text
