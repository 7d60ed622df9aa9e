"""What is typed into a field for an amount, a day or a number, and every value put into words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from app import formatting
from app.domain.money import EUR, NOK, SEK, Currency, Money
from app.domain.recovery_words import decode
from app.domain.references import (
    is_organisation_number,
    is_personal_number,
    is_valid_account_no,
    is_valid_bankgiro,
    is_valid_iban,
    is_valid_plusgiro,
    is_valid_swish,
)
from app.formatting.typed_numbers import parse_number
from app.i18n import LANGUAGES
from app.services.calling import parse_clock
from app.services.note_hints import note_hint
from app.storage.folding import fold, name_key, searchable, wanted
from tests.hostile.place import TODAY, Answer, Kind, refused
from tests.hostile.values import day, minor, text, typed_amount, typed_day

_CURRENCIES = (SEK, NOK, EUR, Currency("JPY"))
_NUMBERS = (is_valid_account_no, is_valid_bankgiro, is_valid_iban, is_valid_plusgiro, is_valid_swish)
_MOST_MINOR = 10**17


def _amounts(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        typed, currency = typed_amount(chance), chance.choice(_CURRENCIES)

        def does() -> None:
            found = formatting.parse_amount(typed, currency)
            assert type(found.minor) is int
            assert found.currency == currency
            said = formatting.amount(found, "sv")
            assert formatting.parse_amount(said, currency) == found or abs(found.minor) >= _MOST_MINOR / 1000

        refused(does)
        refused(lambda: parse_number(typed))

    yield answer


def _days(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        typed, past = typed_day(chance), chance.random() < 0.5
        found = formatting.parse_date(typed, chance.choice((TODAY, date(2028, 2, 29))), past=past)
        assert found is None or type(found) is date

    yield answer


def _numbers(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        typed = text(chance) if chance.random() < 0.5 else typed_amount(chance)
        for is_valid in _NUMBERS:
            assert is_valid(typed) in (True, False)
        for country in ("SE", "NO", ""):
            is_organisation_number(typed, country)
            is_personal_number(typed, country)
            formatting.identifier(typed, country)
            formatting.phone(typed, country)
        formatting.reference(typed)
        formatting.account(chance.choice(("bankgiro", "iban", "plusgiro", "account", "")), typed)
        parse_clock(typed)
        refused(lambda: decode(typed))

    yield answer


def _words(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        typed = text(chance, long=0.0002)
        assert fold(fold(typed)) == fold(typed) or not typed.isascii()
        searchable(typed, typed)
        wanted(typed)
        name_key(typed, chance.choice(LANGUAGES))
        note_hint(typed)
        formatting.sentence_start(typed)

    yield answer


def _said(_folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        language, when = chance.choice(LANGUAGES), day(chance)
        value = Money(minor(chance), chance.choice(_CURRENCIES))
        assert formatting.money(value, language, whole=chance.random() < 0.5).strip()
        formatting.percent(Decimal(value.minor) / 7, language)
        for say in (
            formatting.long_date,
            formatting.short_date,
            formatting.weekday_date,
            formatting.full_day,
        ):
            assert say(when, language)
        assert formatting.relative_day(when, TODAY, language)
        formatting.days((when - TODAY).days, language)

    yield answer


KINDS = (
    Kind("typed amounts", 190, 50_000, _amounts),
    Kind("typed days", 190, 50_000, _days),
    Kind("typed numbers", 90, 50_000, _numbers),
    Kind("words searched for", 70, 50_000, _words),
    Kind("values put into words", 160, 50_000, _said),
)
