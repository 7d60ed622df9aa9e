"""Days and times in words, as the design shows them."""

from datetime import date, time

import pytest

from app import formatting

WEDNESDAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("write", "sv", "nb", "en"),
    [
        ("iso", "2026-11-18", "2026-11-18", "2026-11-18"),
        ("day_month", "18 november", "18. november", "18 November"),
        ("long_date", "18 november 2026", "18. november 2026", "18 November 2026"),
        ("short_date", "18 nov 2026", "18. nov. 2026", "18 Nov 2026"),
        ("weekday_date", "ons 18 nov 2026", "ons. 18. nov. 2026", "Wed 18 Nov 2026"),
        ("weekday_day", "ons 18", "ons. 18.", "Wed 18"),
        ("weekday", "onsdag", "onsdag", "Wednesday"),
        ("full_day", "onsdag 18 november", "onsdag 18. november", "Wednesday 18 November"),
        ("title_date", "Onsdag 18 november", "Onsdag 18. november", "Wednesday 18 November"),
    ],
)
def test_a_day_is_written_in_each_language(write: str, sv: str, nb: str, en: str) -> None:
    function = getattr(formatting, write)
    if write == "iso":
        assert function(WEDNESDAY) == sv
    else:
        assert [function(WEDNESDAY, lang) for lang in ("sv", "nb", "en")] == [sv, nb, en]


def test_the_year_is_left_out_only_while_it_is_this_year() -> None:
    assert formatting.short_date(date(2026, 3, 31), "sv", today=WEDNESDAY) == "31 mar"
    assert formatting.short_date(date(2027, 3, 31), "sv", today=WEDNESDAY) == "31 mar 2027"
    assert formatting.weekday_date(date(2026, 12, 1), "nb", today=WEDNESDAY) == "tir. 1. des."


@pytest.mark.parametrize(
    ("day", "sv", "nb", "en"),
    [
        (date(2026, 11, 18), "i dag", "i dag", "today"),
        (date(2026, 11, 17), "i går", "i går", "yesterday"),
        (date(2026, 11, 19), "i morgon", "i morgen", "tomorrow"),
        (date(2026, 11, 16), "i måndags", "mandag", "on Monday"),
        (date(2026, 11, 12), "i torsdags", "torsdag", "on Thursday"),
        (date(2026, 11, 20), "på fredag", "på fredag", "on Friday"),
        (date(2026, 11, 24), "på tisdag", "på tirsdag", "on Tuesday"),
        (date(2026, 11, 11), "11 november", "11. november", "on 11 November"),
        (date(2026, 11, 25), "25 november", "25. november", "on 25 November"),
        (date(2027, 1, 4), "4 januari 2027", "4. januar 2027", "on 4 January 2027"),
    ],
)
def test_a_near_day_is_named_as_people_say_it(day: date, sv: str, nb: str, en: str) -> None:
    assert [formatting.relative_day(day, WEDNESDAY, lang) for lang in ("sv", "nb", "en")] == [sv, nb, en]


def test_counts_are_words_up_to_twelve_and_figures_beyond() -> None:
    assert [formatting.number_word(n, "sv") for n in (0, 6, 12, 13, -1)] == [
        "noll",
        "sex",
        "tolv",
        "13",
        "-1",
    ]
    assert formatting.sentence_start(formatting.number_word(5, "nb")) == "Fem"
    assert [formatting.days(n, "sv") for n in (1, 21)] == ["1 dag", "21 dagar"]
    assert [formatting.days(n, "nb") for n in (0, 1)] == ["0 dager", "1 dag"]


def test_the_time_of_day_has_the_mark_of_its_language() -> None:
    assert [formatting.time_of_day(time(8, 5), lang) for lang in ("sv", "nb", "en")] == [
        "08.05",
        "08.05",
        "08:05",
    ]
