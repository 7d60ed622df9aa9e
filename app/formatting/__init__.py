"""Money, days, percentages and references as text, and what people type read back into values.

`lang` is `sv`, `nb` or `en`: the language of the screen, or of the letter that is being written.
"""

from app.formatting.amounts import amount, money, percent
from app.formatting.dates import (
    day_month,
    days,
    full_day,
    iso,
    long_date,
    number_word,
    relative_day,
    sentence_start,
    short_date,
    time_of_day,
    title_date,
    weekday,
    weekday_date,
    weekday_day,
)
from app.formatting.identifiers import account, identifier, phone, reference
from app.formatting.typed_amounts import AmbiguousAmountError, UnreadableAmountError, parse_amount
from app.formatting.typed_dates import parse_date
from app.formatting.typed_numbers import parse_number

__all__ = [
    "AmbiguousAmountError",
    "UnreadableAmountError",
    "account",
    "amount",
    "day_month",
    "days",
    "full_day",
    "identifier",
    "iso",
    "long_date",
    "money",
    "number_word",
    "parse_amount",
    "parse_date",
    "parse_number",
    "percent",
    "phone",
    "reference",
    "relative_day",
    "sentence_start",
    "short_date",
    "time_of_day",
    "title_date",
    "weekday",
    "weekday_date",
    "weekday_day",
]
