"""The small print of a letter: how interest and charges came about, and what settles the claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.documents.content import ClaimedCharge, InterestBasis, Letter, Line, RateSource
from app.documents.wording import Words, law, listed, words
from app.domain.history import LetterKind
from app.domain.late_interest import Segment
from app.domain.money import Money
from app.formatting import day_month, long_date, money, percent, sentence_start

_LISTED_DAYS = 3


def calculation(letter: Letter) -> list[str]:
    """Return sentences on interest and charges: days, rate, amount, section of law; empty without either.

    Charges that would be told in the same words are told once.
    """
    texts = law(letter.country, letter.language)
    charges = dict.fromkeys(_charge(charge, texts, letter.language) for charge in letter.charges)
    return [*_interest(letter, texts), *charges]


def _interest(letter: Letter, texts: Words) -> list[str]:
    if letter.interest is None or not letter.late_interest:
        return []
    said = []
    for basis in (letter.interest, *letter.other_interest):
        lines = [line for line in letter.lines if not basis.numbers or line.number in basis.numbers]
        told = [*_counted(letter, basis, lines, texts), source(basis, texts, letter.language)]
        lead = _lead(basis, letter.language)
        said += [f"{lead} {told[0]}", *told[1:]] if lead else told
    return [*said, *_paid(letter, texts), *_days(letter, texts)]


def _lead(basis: InterestBasis, language: str) -> str:
    """Return "Faktura 10412:" where the rates of the invoices come from different sources."""
    if not basis.numbers:
        return ""
    said = words("labels", language)["invoices"]["one" if len(basis.numbers) == 1 else "many"]
    return f"{sentence_start(said.format(numbers=listed(basis.numbers, language)))}:"


def terms(letter: Letter) -> list[str]:
    """Return what settles the claim, what comes after it, and the sentences the law asks for."""
    texts, language = law(letter.country, letter.language), letter.language
    pay_by = day_month(letter.pay_by, language)
    key = "in_time_but" if letter.disputed else "in_time"
    said = [texts["settle"][key].format(pay_by=pay_by, disputed=money(letter.disputed, language))]
    if letter.interest and letter.interest.per_day and letter.late_interest:
        added = money(letter.interest.per_day, language)
        first = day_month(letter.counts_again_on, language)
        said.append(texts["settle"]["per_day"].format(per_day=added, from_day=first))
    if letter.interest_notice and "notice" in texts["interest"]:
        said.append(texts["interest"]["notice"])
    if letter.hand_over and letter.kind is LetterKind.REMINDER:
        said.append(texts["hand_over"]["sentence"].format(pay_by=pay_by))
    return said


def source(basis: InterestBasis, texts: Words, language: str) -> str:
    """Return what sets the rate: the reference rate and its section, or the agreement."""
    if basis.source is RateSource.FIXED:
        return str(texts["interest"]["fixed"])
    key = f"{basis.source}_{'many' if basis.reference_percent is None else 'one'}"
    places = {"sections": listed(basis.sections, language), "margin": points(basis.margin_points, language)}
    if basis.reference_percent is not None:
        places["reference"] = percent(basis.reference_percent, language)
    return str(texts["interest"][key].format(**places))


def points(value: Decimal | None, language: str) -> str:
    """Return percentage points without the sign: "8"."""
    return "" if value is None else percent(value, language, decimals=0).removesuffix("%").strip()


def _paid(letter: Letter, texts: Words) -> list[str]:
    paid = Money.total((line.interest_paid for line in letter.lines if line.interest_paid), letter.currency)
    if not paid or not any(line.segments for line in letter.lines):
        return []
    return [texts["interest"]["paid"].format(amount=money(paid, letter.language))]


def _days(letter: Letter, texts: Words) -> list[str]:
    """Return how days are counted: by this convention the customer never pays for one day too many."""
    divisors = sorted({segment.divisor for line in letter.lines for segment in line.segments})
    if not divisors:
        return []
    said = listed([str(divisor) for divisor in divisors], letter.language)
    return [texts["interest"]["counted"].format(divisors=said)]


def _counted(letter: Letter, basis: InterestBasis, lines: Sequence[Line], texts: Words) -> list[str]:
    """Return from when, to when and at what rate, which a demand shows in a table.

    Nothing where no line knows how it came about.
    """
    language = letter.language
    bearing = [line for line in lines if line.segments]
    if not bearing:
        return []
    if letter.is_demand:
        return [texts["interest"]["in_table"]]
    through = long_date(basis.through, language)
    periods = list(_periods(segment for line in bearing for segment in line.segments))
    if len(periods) > 1 or not all(_is_plain(line) for line in bearing):
        texts_of = [_period(first, rate, texts, language) for first, rate in periods]
        said = texts["interest"]["by_period"]
        return [said.format(through=through, periods=listed(texts_of, language))]
    key = "from_due_days" if len(bearing) <= _LISTED_DAYS else "from_due"
    days = listed([str(sum(segment.days for segment in line.segments)) for line in bearing], language)
    rate = percent(periods[0][1], language)
    return [texts["interest"][key].format(rate=rate, through=through, days=days)]


def _is_plain(line: Line) -> bool:
    """Say whether interest runs on the whole invoice and from the day after its due date."""
    starts = line.segments[0].first_day == line.due_on + timedelta(days=1)
    return starts and all(segment.principal == line.invoiced for segment in line.segments)


def _periods(segments: Iterable[Segment]) -> Iterable[tuple[date, Decimal]]:
    """Return each first day from which another rate counts, oldest first."""
    current: Decimal | None = None
    for segment in sorted(segments, key=lambda segment: segment.first_day):
        if segment.rate != current:
            current = segment.rate
            yield segment.first_day, current


def _period(first: date, rate: Decimal, texts: Words, language: str) -> str:
    day = long_date(first, language)
    return str(texts["interest"]["period"].format(rate=percent(rate, language), first_day=day))


def _charge(charge: ClaimedCharge, texts: Words, language: str) -> str:
    sentences = texts["charges"]
    key = str(charge.kind)
    if charge.agreed_on and f"{key}_agreed" in sentences:
        key += "_agreed_in" if charge.agreed_in else "_agreed"
    agreed_on = long_date(charge.agreed_on, language) if charge.agreed_on else ""
    amount = money(charge.amount, language, whole=True)
    return str(sentences[key].format(amount=amount, agreed_on=agreed_on, agreed_in=charge.agreed_in))
