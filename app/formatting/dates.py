"""Days and times as text, the same on screen and on paper."""

from __future__ import annotations

from datetime import date, time

from app.formatting.locales import LOCALES

_A_WEEK = 7


def iso(day: date) -> str:
    """Return "2026-11-18", the form of letters' tables and files."""
    return day.isoformat()


def day_month(day: date, lang: str) -> str:
    """Return "18 november", "18. november", "18 November"."""
    return f"{_day(day, lang)} {LOCALES[lang].months[day.month - 1]}"


def long_date(day: date, lang: str) -> str:
    """Return "18 november 2026"."""
    return f"{day_month(day, lang)} {day.year}"


def short_date(day: date, lang: str, *, today: date | None = None) -> str:
    """Return "18 nov 2026", without the year where it is that of `today`."""
    short = f"{_day(day, lang)} {LOCALES[lang].short_months[day.month - 1]}"
    return short if today and today.year == day.year else f"{short} {day.year}"


def weekday_date(day: date, lang: str, *, today: date | None = None) -> str:
    """Return "ons 25 nov 2026", without the year where it is that of `today`."""
    return f"{LOCALES[lang].short_weekdays[day.weekday()]} {short_date(day, lang, today=today)}"


def weekday_day(day: date, lang: str) -> str:
    """Return "fre 20", for a choice among days that are near."""
    return f"{LOCALES[lang].short_weekdays[day.weekday()]} {_day(day, lang)}"


def weekday(day: date, lang: str) -> str:
    """Return "måndag", as it stands within a sentence."""
    return LOCALES[lang].weekdays[day.weekday()]


def full_day(day: date, lang: str) -> str:
    """Return "fredag 20 november", as it stands within a sentence."""
    return f"{weekday(day, lang)} {day_month(day, lang)}"


def title_date(day: date, lang: str) -> str:
    """Return "Onsdag 18 november", as a heading."""
    return sentence_start(full_day(day, lang))


def relative_day(day: date, today: date, lang: str) -> str:
    """Return a day as people say it within a sentence: "i måndags", "i går", "på fredag", "on Monday".

    A weekday is named up to six calendar days away; farther off the date is, with its year where it differs.
    """
    locale, away = LOCALES[lang], (day - today).days
    if abs(away) <= 1:
        return locale.near_days[away + 1]
    if abs(away) < _A_WEEK:
        pattern = locale.coming_day if away > 0 else locale.past_day
        return pattern.format(weekday=weekday(day, lang))
    named = day_month(day, lang) if day.year == today.year else long_date(day, lang)
    return locale.named_date.format(date=named)


def days(count: int, lang: str) -> str:
    """Return "21 dagar", "1 dag"."""
    one, many = LOCALES[lang].day_words
    return f"{count} {one if count == 1 else many}"


def number_word(count: int, lang: str) -> str:
    """Return a number as a word within a sentence, "sex"; past twelve, or below zero, in figures."""
    words = LOCALES[lang].number_words
    return words[count] if 0 <= count < len(words) else str(count)


def sentence_start(text: str) -> str:
    """Return the text with a capital first letter: "sex saker" becomes "Sex saker"."""
    return text[:1].upper() + text[1:]


def time_of_day(moment: time, lang: str) -> str:
    """Return hours and minutes, "08.21"; English writes "08:21"."""
    return f"{moment.hour:02}{LOCALES[lang].time_mark}{moment.minute:02}"


def _day(day: date, lang: str) -> str:
    return f"{day.day}{LOCALES[lang].day_mark}"
