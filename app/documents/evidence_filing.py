"""Ready texts for an authority: the fields it asks for, in its language, and what is missing said as such.

`resources/filings` holds one template an application. A line is printed once its places are all filled; one
with `missing` says otherwise what is lacking, which holds nothing up where it is `optional`. `each` repeats a
line, `when` prints it only where something holds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from string import Formatter
from textwrap import wrap
from typing import Any

from app.resources import resource

FILINGS = {"SE": ("payment_order",), "NO": ("conciliation", "enforcement")}
"""Law → the applications there are templates for."""

_WIDTH = 96
Values = Mapping[str, str | Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Filing:
    """A ready text: its file name without suffix, the text itself, and what has to be filled in by hand."""

    file: str
    title: str
    text: str
    missing: tuple[str, ...]


@cache
def template(name: str) -> Mapping[str, Any]:
    with resource("filings", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def filing(name: str, values: Values) -> Filing:
    """Fill an application; `values` holds texts by place, rows for `each`, and a text where `when` holds."""
    known = template(name)
    parts, missing = [], list[str]()
    for number, field in enumerate(known["field"], start=1):
        said = [line for rule in field["lines"] for line in _lines(rule, values)]
        missing += [line.words for line in said if line.is_needed]
        shown = [line.words if line.is_there else known["missing"].format(what=line.words) for line in said]
        body = [f"   {row}" for words in shown for row in wrap(words, _WIDTH - 3, break_long_words=False)]
        parts.append("\n".join((f"{number}. {field['title']}", *body)))
    head = [known["title"].upper(), f"{known['to']} ({known['law']})"]
    checked = [known["incomplete"], *(f"   - {what}" for what in missing)] if missing else [known["complete"]]
    text = "\n\n".join(("\n".join(head), "\n".join(checked), *parts)) + "\n"
    return Filing(known["file"], known["title"], text, tuple(missing))


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    is_there: bool = True
    is_needed: bool = False


def _lines(rule: Mapping[str, Any], values: Values) -> Iterator[_Line]:
    if "when" in rule and not values.get(rule["when"]):
        return
    plain = {name: value for name, value in values.items() if isinstance(value, str)}
    rows = values.get(rule["each"], ()) if "each" in rule else ({},)
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        places = plain | dict(row)
        if all(places.get(name) for name in _places(rule["text"])):
            yield _Line(rule["text"].format(**places))
        elif "missing" in rule:
            needed = not rule.get("optional")
            yield _Line(rule["missing"].format(**places), is_there=False, is_needed=needed)


def _places(text: str) -> Iterator[str]:
    return (name for _before, name, _spec, _conversion in Formatter().parse(text) if name)
