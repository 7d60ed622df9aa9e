"""The words themselves: complete in every form, right in every number, and never a threat."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.content import Contacts, Promised
from app.documents.explanation import terms
from app.documents.wording import body, contacts, fields, fill, greeting, law, listed, standard_body, words
from app.domain.history import LetterKind
from app.domain.money import SEK, Money
from app.domain.party import Tone
from app.resources import resource
from tests.documents.samples import LANGUAGES, LAWS, PEOPLE, letter

FORMS = [
    (kind, language, tone, invoices, is_person)
    for kind in LetterKind
    for language in LANGUAGES
    for tone in Tone
    for invoices in (1, 2)
    for is_person in (True, False)
]
PROMISED = Promised(date(2026, 11, 9), Money(50_000, SEK), date(2026, 11, 16))
_FIELD = re.compile(r"\{(\w*)\}")


@pytest.mark.parametrize(("kind", "language", "tone", "invoices", "is_person"), FORMS)
def test_every_form_of_a_body_is_there_and_uses_known_fields_only(
    kind: LetterKind, language: str, tone: Tone, invoices: int, is_person: bool
) -> None:
    asked = letter(kind, language=language, tone=tone, invoices=invoices)
    asked = replace(asked, recipient=replace(asked.recipient, is_person=is_person))
    used = {name for paragraph in standard_body(asked) for name in _FIELD.findall(paragraph)}
    told = {
        LetterKind.THANKS: {"invoices", "paid_on"},
        LetterKind.APOLOGY: {"invoices", "wrote_on", "paid_on", "taken_back", "remains"},
        LetterKind.STATEMENT: {"sent_on"},
        LetterKind.PLAN_END: {"plan_on", "missing", "missed_on", "contacts", "total", "pay_by"},
    }.get(kind, {"pay_by", "contacts"})
    assert told <= used <= set(fields(asked))
    assert all(paragraph == paragraph.strip() and "{" not in paragraph for paragraph in body(asked))


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize(
    ("language", "person", "firm"),
    [
        ("sv", r"\b(du|dig|din)\b", r"\b([Nn]i|er)\b"),
        ("nb", r"\b(du|deg)\b", r"\bdere\b"),
        ("nn", r"\b(du|deg)\b", r"\b(de|dykk)\b"),
    ],
)
def test_a_person_is_never_addressed_as_a_firm_nor_a_firm_as_a_person(
    kind: LetterKind, tone: Tone, language: str, person: str, firm: str
) -> None:
    for invoices, wanted, other in ((1, person, firm), (2, firm, person)):
        written = " ".join(body(letter(kind, language=language, tone=tone, invoices=invoices)))
        assert re.search(wanted, written) or not kind.is_dunning
        assert not re.search(other, written)


def test_a_swedish_reminder_is_headed_as_one_and_a_norwegian_as_purring() -> None:
    assert law("SE", "sv")["headings"]["reminder"] == "Betalningspåminnelse"
    assert law("NO", "nb")["headings"]["reminder"] == "Purring"
    assert law("NO", "nb")["headings"]["friendly"] == "Vennlig påminnelse"


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (Contacts(), ""),
        (Contacts(calls=1), "Vi har ringt en gång."),
        (Contacts(calls=3), "Vi har ringt tre gånger."),
        (Contacts(mailed_on=date(2026, 11, 5)), "Vi mejlade den 5 november."),
        (Contacts(mailed_on=date(2026, 11, 5), calls=1), "Vi mejlade den 5 november och har ringt en gång."),
        (
            Contacts(mailed_on=date(2026, 11, 5), calls=2),
            "Vi mejlade den 5 november och har ringt två gånger.",
        ),
        (Contacts(wrote_on=date(2026, 11, 4)), "Vi skrev den 4 november."),
        (Contacts(wrote_on=date(2026, 11, 4), calls=14), "Vi skrev den 4 november och har ringt 14 gånger."),
        (Contacts(spoke_on=date(2026, 11, 9)), "Vi talades vid på telefon den 9 november."),
        (
            Contacts(wrote_on=date(2026, 11, 4), promised=PROMISED),
            "Vi skrev den 4 november. Som vi kom överens om på telefon den 9 november skulle 500 kr"
            " betalas senast den 16 november.",
        ),
        (
            Contacts(promised=replace(PROMISED, by_phone=False)),
            "Enligt vår överenskommelse den 9 november skulle 500 kr betalas senast den 16 november.",
        ),
    ],
)
def test_what_was_done_before_is_told_in_one_sentence(done: Contacts, said: str) -> None:
    assert contacts(done, "sv").replace("\u00a0", " ") == said


def test_the_users_own_text_is_printed_with_its_fields_filled_in() -> None:
    own = ("Hej igen. {contacts} Betala {total} senast den {pay_by}.", "{contacts}", "Fråga {vem} vid behov.")
    written = body(replace(letter(), body=own, contacts=Contacts()))
    assert written == [
        "Hej igen. Betala 41\u00a0939,18\u00a0kr senast den 2\u00a0december.",
        "Fråga {vem} vid behov.",
    ]


@given(st.text())
def test_any_text_a_user_types_survives_as_a_body(typed: str) -> None:
    assert fill(typed, {}) == re.sub(" {2,}", " ", typed).strip()


def test_a_warm_letter_greets_by_the_first_name() -> None:
    warm = letter(tone=Tone.WARM, invoices=1)
    assert greeting(warm) == "Hej Åsa,"
    assert greeting(replace(warm, tone=Tone.PLAIN)) == "Hej,"
    assert greeting(letter(tone=Tone.WARM, invoices=2)) == "Hej,", "a firm has no first name"
    assert PEOPLE["SE"].contact == ""


@pytest.mark.parametrize(
    ("numbers", "said"), [(["1"], "1"), (["1", "2"], "1 och 2"), (["1", "2", "3", "4"], "1, 2, 3 och 4")]
)
def test_numbers_are_listed_as_people_say_them(numbers: list[str], said: str) -> None:
    assert listed(numbers, "sv") == said


def test_the_sentence_on_interest_goes_to_swedish_consumers_only() -> None:
    notice = "Den som inte betalar i tid ska betala dröjsmålsränta enligt räntelagen (1975:635)."
    assert notice in terms(letter(LetterKind.FRIENDLY, invoices=1))
    assert notice not in terms(letter(LetterKind.FRIENDLY, invoices=2))


def test_the_hand_over_is_named_only_when_asked_for() -> None:
    handed = (
        "Om betalning inte har kommit in senast den 2 december"
        " kommer fordran att överlämnas till ett inkassoföretag."
    )
    assert handed in terms(replace(letter(), hand_over=True))
    assert handed not in terms(letter())


def leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield prefix + key, " ".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("country", ["se", "no"])
@pytest.mark.parametrize("language", ["sv", "nn", "en"])
def test_each_language_of_a_law_has_the_same_sentences_and_places(country: str, language: str) -> None:
    """Bokmål is the measure; what names a section of law must not be lost in another language."""
    of = {
        lang: dict(leaves(tomllib.loads(resource("letters", country, lang, "law.toml").read_text("utf-8"))))
        for lang in ("nb", language)
    }
    places = {
        lang: {key: set(_FIELD.findall(text)) for key, text in said.items()} for lang, said in of.items()
    }
    assert places[language] == places["nb"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", LAWS)
def test_the_law_is_cited_by_its_number_whatever_the_language(country: str, language: str) -> None:
    said = dict(leaves(law(country, language)))
    cited = {
        "SE": ("1975:635", "1981:739"),
        "NO": ("fors(inkelse|einking)srentelov(en|a)", "inkassoforskrift(en|a)"),
    }[country]
    assert re.search(cited[0], said["interest.statutory_one"])
    assert re.search(cited[1], said["charges.reminder_fee"])


@pytest.mark.parametrize("name", ["labels", "plan", "dispute"])
def test_swedish_and_norwegian_bring_the_same_labels(name: str) -> None:
    sv, nb, nn = (dict(leaves(words(name, language))).keys() for language in ("sv", "nb", "nn"))
    assert sv == nb == nn


@pytest.mark.parametrize("name", ["friendly", "reminder", "demand", "thanks", "apology", "statement"])
def test_nynorsk_fills_in_the_same_places_as_bokmal_in_words_of_its_own(name: str) -> None:
    bokmal, nynorsk = (dict(leaves(words(name, language))) for language in ("nb", "nn"))
    assert bokmal.keys() == nynorsk.keys()
    for key, said in nynorsk.items():
        assert sorted(_FIELD.findall(said)) == sorted(_FIELD.findall(bokmal[key]))
        assert said != bokmal[key]
        assert not re.search(r"\b(ikke|noe|jeg|dere|fra|innen|noen|hva|opplysningene|betalingen)\b", said)


def test_every_file_of_words_is_read_by_someone() -> None:
    found = {path.name for path in Path(resource("letters")).rglob("*.toml")}
    kinds = {"friendly", "plan_end", "reminder", "demand", "thanks", "apology", "statement"}
    assert found == {f"{name}.toml" for name in (*kinds, "labels", "plan", "law", "dispute")}
