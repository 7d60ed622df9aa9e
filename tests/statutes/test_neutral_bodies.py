"""The neutral bodies: each with its source and the day it was read; none is made up where none is known."""

from __future__ import annotations

import pytest

from app.domain.party import CustomerKind
from app.statutes.neutral_bodies import LANGUAGES, neutral_bodies

# Sources as in the table: konsumentverket.se, sccarbitrationinstitute.se and verksamt.se for Sweden;
# forbrukertilsynet.no, chamber.no and politiet.no for Norway.
KNOWN = [
    ("SE", CustomerKind.CONSUMER, ["arn.se"]),
    ("SE", CustomerKind.BUSINESS, ["sccarbitrationinstitute.se", "verksamt.se"]),
    ("SE", CustomerKind.PUBLIC, ["sccarbitrationinstitute.se", "verksamt.se"]),
    ("SE", None, []),
    ("NO", CustomerKind.CONSUMER, ["forbrukertilsynet.no", "politiet.no"]),
    ("NO", CustomerKind.BUSINESS, ["chamber.no", "politiet.no"]),
    ("NO", None, ["politiet.no"]),
    ("FI", CustomerKind.CONSUMER, []),
]


@pytest.mark.parametrize(("country", "kind", "websites"), KNOWN)
def test_who_can_help_depends_on_country_and_customer(
    country: str, kind: CustomerKind | None, websites: list[str]
) -> None:
    assert [body.website for body in neutral_bodies(country, kind)] == websites


@pytest.mark.parametrize(("country", "kind", "_websites"), KNOWN)
def test_each_names_its_source_and_what_it_does(
    country: str, kind: CustomerKind | None, _websites: list[str]
) -> None:
    for body in neutral_bodies(country, kind):
        assert body.source.startswith("https://")
        assert body.read_on.year == 2026
        assert all(body.says[language] for language in LANGUAGES)
        assert body.asked_by in ("customer", "either", "both")
