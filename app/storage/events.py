"""History events as JSON and back; the kind in the table is the event's name in snake case."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_type_hints

from app.domain.history import Event
from app.domain.money import Currency, Money
from app.storage.plain import kept_day

VERSION = 1
_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
JsonValue = str | int | bool | dict[str, "JsonValue"] | None


def kind_of(event: Event) -> str:
    """Return the name of an event as the table keeps it: `PromiseMade` is `promise_made`."""
    return _snake(type(event).__name__)


def encode(event: Event) -> str:
    """Write the facts of an event as one line of JSON with sorted keys."""
    event_type: type = type(event)
    facts = {name: to_json(getattr(event, name)) for name in _names(event_type)}
    return _TEXT.encode(facts)


def decode(kind: str, payload: str) -> Event:
    """Read an event back; facts unknown to this version are passed over, missing ones take their default."""
    event_type, readers = _readers()[kind]
    facts: Mapping[str, Any] = json.loads(payload)
    known = {name: read(facts[name]) for name, read in readers.items() if name in facts}
    event: Event = event_type(**known)
    return event


@cache
def _names(event_type: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(event_type))


def to_json(value: object) -> JsonValue:
    """Turn one fact into what JSON can hold."""
    match value:
        case Money():
            return {"minor": value.minor, "currency": str(value.currency)}
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case bool() | int() | str() | None:
            return value
    raise TypeError(type(value))


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@cache
def _readers() -> dict[str, tuple[type, dict[str, Callable[[Any], object]]]]:
    found = {}
    for event_type in get_args(Event):
        hints = get_type_hints(event_type)
        fields = [field.name for field in dataclasses.fields(event_type)]
        found[_snake(event_type.__name__)] = (event_type, {name: _reader(hints[name]) for name in fields})
    return found


def _reader(hint: object) -> Callable[[Any], object]:
    optional = isinstance(hint, UnionType)
    wanted = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
    read = _plain_reader(wanted)
    return (lambda value: None if value is None else read(value)) if optional else read


def _plain_reader(wanted: object) -> Callable[[Any], object]:
    if wanted is Money:
        return lambda value: Money(value["minor"], Currency(value["currency"]))
    if wanted is date:
        return kept_day
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted
    return lambda value: value
