"""Rules that differ between countries in kind, not in figures: one module each, the same names in all."""

from __future__ import annotations

from app.domain.countries import norway, sweden
from app.domain.countries.base import Country

_COUNTRIES: dict[str, Country] = {"SE": sweden, "NO": norway}


def country_of(law: str | None) -> Country | None:
    """Return the rules of a law (`SE`, `NO`), or `None` while the user has not chosen one we know."""
    return _COUNTRIES.get(law or "")
