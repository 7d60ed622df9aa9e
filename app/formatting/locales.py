"""The signs and words of numbers and days in each language we write.

They are prepared from Babel's data beforehand, since reading that at start would cost more than the first
list; a test holds them against it. Where our design asks for another form, the line says so.
"""

from __future__ import annotations

from typing import NamedTuple

NBSP = "\u00a0"
MINUS = "\u2212"


class Locale(NamedTuple):
    """How one language writes numbers and days.

    Attributes:
        home: The currency that readers of the language mean when they say "kr"; empty where nobody does.
        day_mark: What follows the number of a day: "18. november" in Norwegian.
        weekdays: From Monday to Sunday, as they stand within a sentence.
        past_day, coming_day, named_date: Patterns for a day within a sentence: "i måndags", "på fredag".
    """

    group: str
    decimal: str
    percent: str
    home: str
    day_mark: str
    time_mark: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    near_days: tuple[str, str, str]
    past_day: str
    coming_day: str
    named_date: str
    day_words: tuple[str, str]
    number_words: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SWEDISH = Locale(
    group=NBSP,
    decimal=",",
    percent=f"{NBSP}%",
    home="SEK",
    day_mark="",
    time_mark=".",  # the design writes 08.21, Babel 08:21
    months=_words("januari februari mars april maj juni juli augusti september oktober november december"),
    # the design writes three letters and no full stop, Babel "nov."
    short_months=_words("jan feb mar apr maj jun jul aug sep okt nov dec"),
    weekdays=_words("måndag tisdag onsdag torsdag fredag lördag söndag"),
    short_weekdays=_words("mån tis ons tors fre lör sön"),
    near_days=("i går", "i dag", "i morgon"),
    past_day="i {weekday}s",
    coming_day="på {weekday}",
    named_date="{date}",
    day_words=("dag", "dagar"),
    number_words=_words("noll en två tre fyra fem sex sju åtta nio tio elva tolv"),
)

NORWEGIAN = Locale(
    group=NBSP,
    decimal=",",
    percent=f"{NBSP}%",
    home="NOK",
    day_mark=".",
    time_mark=".",  # the design writes 08.05, Babel 08:05
    months=_words("januar februar mars april mai juni juli august september oktober november desember"),
    short_months=_words("jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des."),
    weekdays=_words("mandag tirsdag onsdag torsdag fredag lørdag søndag"),
    short_weekdays=_words("man. tir. ons. tor. fre. lør. søn."),
    near_days=("i går", "i dag", "i morgen"),
    past_day="{weekday}",
    coming_day="på {weekday}",
    named_date="{date}",
    day_words=("dag", "dager"),
    number_words=_words("null en to tre fire fem seks sju åtte ni ti elleve tolv"),
)

NYNORSK = NORWEGIAN._replace(
    weekdays=_words("måndag tysdag onsdag torsdag fredag laurdag søndag"),
    short_weekdays=_words("må. ty. on. to. fr. la. sø."),
    near_days=("i går", "i dag", "i morgon"),
    day_words=("dag", "dagar"),
    number_words=_words("null ein to tre fire fem seks sju åtte ni ti elleve tolv"),
)

ENGLISH = Locale(
    group=",",
    decimal=".",
    percent="%",
    home="",
    day_mark="",
    time_mark=":",
    months=_words("January February March April May June July August September October November December"),
    short_months=_words("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
    weekdays=_words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    short_weekdays=_words("Mon Tue Wed Thu Fri Sat Sun"),
    near_days=("yesterday", "today", "tomorrow"),
    past_day="on {weekday}",
    coming_day="on {weekday}",
    named_date="on {date}",
    day_words=("day", "days"),
    number_words=_words("zero one two three four five six seven eight nine ten eleven twelve"),
)

# The pseudo-language of our tests accents the sentences; figures in it stay English.
LOCALES = {"sv": SWEDISH, "nb": NORWEGIAN, "nn": NYNORSK, "en": ENGLISH, "xx": ENGLISH}
