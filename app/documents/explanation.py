"""The small print of a letter: how interest and charges came about, and what settles the claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from app.documents.content import ClaimedCharge, InterestBasis, Letter, Line, RateSource
from app.documents.wording import Words, law, listed
from app.domain.late_interest import Segment
from app.domain.money import Money
from app.formatting import day_month, long_date, money, percent

_LISTED_DAYS = 3


def calculation(letter: Letter) -> list[str]:
    """Return sentences on interest and charges: days, rate, amount, section of law; empty without either."""
    texts = law(letter.country, letter.language)
    said = []
    if letter.interest and letter.late_interest:
        said += [*_rates(letter, letter.interest, texts), source(letter.interest, texts, letter.language)]
    return said + [_charge(charge, texts, letter.language) for charge in letter.charges]


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
    if letter.hand_over and "hand_over" in texts:
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


def _rates(letter: Letter, basis: InterestBasis, texts: Words) -> list[str]:
    """Return from when, to when and at what rate; nothing where no line knows how it came about."""
    if not any(line.segments for line in letter.lines):
        return []
    paid = Money.total((line.interest_paid for line in letter.lines if line.interest_paid), letter.currency)
    if not paid:
        return [_counted(letter, basis, texts)]
    settled = texts["interest"]["paid"].format(amount=money(paid, letter.language))
    return [_counted(letter, basis, texts), settled]


def _counted(letter: Letter, basis: InterestBasis, texts: Words) -> str:
    language = letter.language
    bearing = [line for line in letter.lines if line.segments]
    through = long_date(basis.through, language)
    periods = list(_periods(segment for line in bearing for segment in line.segments))
    if len(periods) > 1 or not all(_is_plain(line) for line in bearing):
        texts_of = [_period(first, rate, texts, language) for first, rate in periods]
        return str(texts["interest"]["by_period"].format(through=through, periods=listed(texts_of, language)))
    key = "from_due_days" if len(bearing) <= _LISTED_DAYS else "from_due"
    days = listed([str(sum(segment.days for segment in line.segments)) for line in bearing], language)
    rate = percent(periods[0][1], language)
    return str(texts["interest"][key].format(rate=rate, through=through, days=days))


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
