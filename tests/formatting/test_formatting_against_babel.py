"""The prepared signs and words are Babel's, but for the forms that our design asks for."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel import Locale, dates, numbers

from app import formatting
from app.domain.money import SEK, Money
from app.formatting.locales import LOCALES, MINUS

BABEL = {"sv": "sv_SE", "nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
EACH_DAY_OF_A_LEAP_YEAR = [date(2028, 1, 1) + timedelta(days=away) for away in range(366)]

pytestmark = pytest.mark.parametrize("lang", BABEL)


def test_words_of_months_and_weekdays_are_those_of_babel(lang: str) -> None:
    theirs, ours = Locale.parse(BABEL[lang]), LOCALES[lang]
    assert ours.months == tuple(theirs.months["format"]["wide"].values())
    assert ours.weekdays == tuple(theirs.days["format"]["wide"][at] for at in range(7))
    assert ours.short_weekdays == tuple(theirs.days["format"]["abbreviated"][at] for at in range(7))


def test_short_months_are_those_of_babel_but_three_letters_in_swedish(lang: str) -> None:
    theirs = tuple(Locale.parse(BABEL[lang]).months["format"]["abbreviated"].values())
    if lang == "sv":
        theirs = tuple(name[:3] for name in theirs)
    assert LOCALES[lang].short_months == theirs


def test_a_long_date_is_written_as_babel_writes_it(lang: str) -> None:
    for day in EACH_DAY_OF_A_LEAP_YEAR:
        assert formatting.long_date(day, lang) == dates.format_date(day, "long", locale=BABEL[lang])


@pytest.mark.parametrize("minor", [0, 1, -1, 99, 100, 99999, 100000, 2486000, -500000, 123456789012])
def test_amounts_and_percent_are_grouped_as_babel_groups_them(lang: str, minor: int) -> None:
    theirs = numbers.format_decimal(Decimal(minor) / 100, format="#,##0.00", locale=BABEL[lang])
    assert formatting.amount(Money(minor, SEK), lang) == theirs.replace("-", MINUS)
    theirs = numbers.format_percent(
        Decimal(minor) / 10000, format=None, locale=BABEL[lang], decimal_quantization=False
    )
    digits, sign = theirs.rstrip("%\u00a0"), theirs[len(theirs.rstrip("%\u00a0")) :]
    assert formatting.percent(Decimal(minor) / 100, lang, decimals=0) == digits.replace("-", MINUS) + sign
