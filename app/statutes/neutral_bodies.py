"""Neutral bodies that help when a dispute cannot be settled: a dated table, each row with its source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.domain.party import CustomerKind
from app.resources import resource

ANY = "any"
LANGUAGES = ("sv", "nb", "en")


@dataclass(frozen=True, slots=True)
class NeutralBody:
    """One body as its source described it on the day it was read.

    Attributes:
        customer: `consumer`, `business`, or `any` kind of customer.
        asked_by: Who may turn to it: `customer`, `either` or `both` together.
        offered_on_refusal: A letter that refuses a consumer's objection names it.
        says: What it does, by language of the screen.
    """

    country: str
    customer: str
    name: str
    website: str
    address: str
    asked_by: str
    offered_on_refusal: bool
    law: str
    source: str
    read_on: date
    says: Mapping[str, str]


def neutral_bodies(country: str, kind: CustomerKind | None) -> tuple[NeutralBody, ...]:
    """Return those for a customer in a country; empty where nothing is known.

    A public customer is a business here. A customer whose kind is not known gets those for any kind alone.
    """
    wanted = {ANY}
    if kind is not None:
        wanted.add("consumer" if kind is CustomerKind.CONSUMER else "business")
    return tuple(body for body in _all() if body.country == country and body.customer in wanted)


@cache
def _all() -> tuple[NeutralBody, ...]:
    with resource("statutes", "neutral_bodies.toml").open("rb") as file:
        rows = tomllib.load(file)["body"]
    return tuple(_body(row) for row in rows)


def _body(row: dict[str, object]) -> NeutralBody:
    read_on = row["read_on"]
    assert isinstance(read_on, date)
    return NeutralBody(
        country=str(row["country"]),
        customer=str(row["customer"]),
        name=str(row["name"]),
        website=str(row["website"]),
        address=str(row["address"]),
        asked_by=str(row["asked_by"]),
        offered_on_refusal=bool(row.get("offered_on_refusal", False)),
        law=str(row["law"]),
        source=str(row["source"]),
        read_on=read_on,
        says={language: str(row[language]) for language in LANGUAGES},
    )
