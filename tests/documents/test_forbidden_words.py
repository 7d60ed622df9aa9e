"""What no letter may say: every kind, law, language and tone is read as it stands in its PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from app.documents.letter_pdf import render
from app.documents.wording import heading, legal
from app.domain.history import LetterKind
from app.domain.party import Tone
from tests.documents.reading import flowing
from tests.documents.samples import DEMANDS, EVERY_LETTER, LANGUAGES, letter

AGENCY = r"inkassoföretag|inkassoforetak|inkassoføretak|collection agency|debt collection agency"
"""Only a firm that has an agency may name it (law sheet 7: a hollow threat is not good practice)."""
RECORDS = r"betalningsanmärkning|betalingsanmerkning|credit record"
"""Never in any letter: it is never the letter that causes one (law sheet 7, last paragraph)."""
SWEDISH_STEPS = r"inkassokrav|kronofogde|betalningsföreläggande|collection demand|payment order"
NORWEGIAN_STEPS = r"inkassovarsel|betalingsoppfordring|notice of debt collection"
COURTS = (
    r"domstol|tingsrätt|tingrett|rettslig|rättslig|rettsleg|forliksråd|court|bailiff|legal (?:action|steps)"
    r"|utmätning|utlegg|namsmann|enforcement|verkställighet|tvangsfullbyrd(?:else|ing)"
)
CERTAIN_COSTS = r"vil det (?:komme|kome|påløpe)|kommer det å|tillkommer kostnader|costs will"
"""Inkassovarsel: costs must not sound unavoidable (practice, law sheet 3.4)."""

# What a formal letter has to say itself; everything else on the lists stays forbidden in it.
OWN = {
    LetterKind.COLLECTION_DEMAND: SWEDISH_STEPS + r"|enforcement",
    LetterKind.COLLECTION_WARNING: r"inkassovarsel|notice of debt collection",
    LetterKind.PAYMENT_DEMAND: r"betalingsoppfordring|rettslig|rettsleg|rättslig|courts?",
    LetterKind.ENFORCEMENT_NOTICE: r"utlegg|namsmann|enforcement|verkställighet|tvangsfullbyrd(?:else|ing)"
    # the fee of the demand before it is still claimed, under its own name
    r"|betalingsoppfordring",
}
LETTERS = [
    (law, kind, language, tone) for law, kind in EVERY_LETTER for language in LANGUAGES for tone in Tone
]


@cache
def read(law: str, kind: LetterKind, language: str, tone: Tone) -> str:
    """Return both letters, to a person about one invoice and to a firm about two."""
    return " ".join(
        flowing(render(letter(kind, law=law, language=language, tone=tone, invoices=invoices)))
        for invoices in (1, 2)
    )


def found(pattern: str, text: str, own: str = "") -> set[str]:
    hits = {hit.lower() for hit in re.findall(pattern, text, re.IGNORECASE)}
    return {hit for hit in hits if not own or not re.search(own, hit, re.IGNORECASE)}


@pytest.mark.parametrize(("law", "kind", "language", "tone"), LETTERS)
def test_no_letter_says_more_than_its_kind_may(law: str, kind: LetterKind, language: str, tone: Tone) -> None:
    forbidden = "|".join((AGENCY, RECORDS, SWEDISH_STEPS, NORWEGIAN_STEPS, COURTS, CERTAIN_COSTS))
    assert found(forbidden, read(law, kind, language, tone), OWN.get(kind, "")) == set()


@pytest.mark.parametrize(("law", "kind", "language", "tone"), LETTERS)
def test_no_letter_shouts(law: str, kind: LetterKind, language: str, tone: Tone) -> None:
    written = read(law, kind, language, tone)
    assert not re.search(r"\b[A-ZÅÄÖÆØ]{6,}\b|!", written), "neither capitals nor exclamation marks"


@pytest.mark.parametrize(("law", "kind", "language", "tone"), LETTERS)
def test_only_the_letter_itself_is_headed_as_a_formal_step(
    law: str, kind: LetterKind, language: str, tone: Tone
) -> None:
    steps = {heading(country, language, each) for country in DEMANDS for each in DEMANDS[country]}
    assert (heading(law, language, kind) in steps) == (kind in DEMANDS[law])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("law", "kind"), [("SE", LetterKind.COLLECTION_DEMAND), ("NO", LetterKind.COLLECTION_WARNING)]
)
def test_an_agency_is_named_only_by_a_firm_that_has_one(law: str, kind: LetterKind, language: str) -> None:
    asked = letter(kind, law=law, language=language)
    assert not re.search(AGENCY, flowing(render(asked)))
    assert re.search(AGENCY, flowing(render(replace(asked, hand_over=True))))


@pytest.mark.parametrize("kind", DEMANDS["NO"])
def test_a_norwegian_notice_is_unambiguous_in_its_first_sentence(kind: LetterKind) -> None:
    """Inkassoloven §§ 9, 10 and nemnd practice; tvangsfullbyrdelsesloven § 4-18 (law sheet 3.4, 3.6)."""
    wanted = {
        LetterKind.COLLECTION_WARNING: "Dette er et inkassovarsel etter inkassoloven § 9. Hvis beløpet ikke"
        " er betalt innen 2. desember 2026, vil inkasso bli satt i gang.",
        LetterKind.PAYMENT_DEMAND: "Dette er en betalingsoppfordring etter inkassoloven § 10. Betal eller kom"
        " med innvendinger innen 2. desember 2026.",
        LetterKind.ENFORCEMENT_NOTICE: "Dette er et varsel etter tvangsfullbyrdelsesloven § 4-18. Hvis kravet"
        " ikke er betalt innen 2. desember 2026, vil vi begjære tvangsfullbyrdelse (utlegg) hos namsmannen.",
    }
    said = legal(letter(kind, law="NO", language="nb")).replace("\u00a0", " ")
    assert said.startswith(wanted[kind])


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (
            LetterKind.COLLECTION_WARNING,
            "Dette er eit inkassovarsel etter inkassolova § 9. Dersom beløpet ikkje er betalt innan"
            " 2. desember 2026, vil inkasso bli sett i gang.",
        ),
        (
            LetterKind.PAYMENT_DEMAND,
            "Dette er ei betalingsoppfordring etter inkassolova § 10. Betal eller kom med innvendingar"
            " innan 2. desember 2026.",
        ),
        (
            LetterKind.ENFORCEMENT_NOTICE,
            "Dette er eit varsel etter tvangsfullbyrdingslova § 4-18. Dersom kravet ikkje er betalt innan"
            " 2. desember 2026, vil vi krevje tvangsfullbyrding (utlegg) hos namsmannen.",
        ),
    ],
)
def test_a_notice_in_nynorsk_is_as_unambiguous(kind: LetterKind, wanted: str) -> None:
    """The same sections as in bokmål; law sheet 3.4, 3.6."""
    said = legal(letter(kind, law="NO", language="nn")).replace("\u00a0", " ")
    assert said.startswith(wanted)


def test_the_legal_paragraph_follows_the_law_of_the_debt_not_the_language() -> None:
    for language in LANGUAGES:
        assert "1974:182" in legal(letter(LetterKind.COLLECTION_DEMAND, law="SE", language=language))
        assert "inkassolov" in legal(letter(LetterKind.COLLECTION_WARNING, law="NO", language=language))


@pytest.mark.parametrize(("law", "kind"), EVERY_LETTER)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tone_changes_no_figure(law: str, kind: LetterKind, language: str) -> None:
    for invoices in (1, 2):
        asked = [letter(kind, law=law, language=language, tone=tone, invoices=invoices) for tone in Tone]
        assert len({(each.total, each.pay_by, each.charges, each.lines, legal(each)) for each in asked}) == 1
        tables = {flowing(render(replace(each, body=(".",), tone=Tone.PLAIN))) for each in asked}
        assert len(tables) == 1
