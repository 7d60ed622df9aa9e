"""What had better not stand in a note is remarked on, in three languages; plain facts are not."""

from __future__ import annotations

import pytest

from app import i18n
from app.services.note_hints import note_hint


@pytest.mark.parametrize(
    ("note", "about"),
    [
        ("Är sjukskriven till mars", "hälsa"),
        ("Han er sykmeldt", "hälsa"),
        ("She has cancer", "hälsa"),
        ("Tillhör facket", "facket"),
        ("Er med i fagforening", "facket"),
        ("A union member", "facket"),
        ("Är troende", "tro"),
    ],
)
def test_a_word_about_health_union_or_faith_is_remarked_on(note: str, about: str) -> None:
    i18n.use("sv")
    assert about in note_hint(note)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Lovar betala på fredag",
        "Attest görs på måndagar",
        "Betaler etter lønning",
        "Facktermer i offerten",
    ],
)
def test_plain_facts_are_not(note: str) -> None:
    assert note_hint(note) == ""
