"""The design tokens: every colour, size and ratio of the look, read once from one file."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from app.resources import resource

COLOUR_GROUPS = {"not_due": "ok", "almost_done": "ok", "paid": "ok"}
"""States that share the colours of another group; every other state has its own."""

STATES = (
    "act_now",
    "overdue",
    "almost_done",
    "disputed",
    "promised",
    "plan",
    "paused",
    "handed_over",
    "not_due",
    "paid",
)
"""All states of the traffic light; each has a shape of the same name."""


class Status(NamedTuple):
    """The three colours of a state, as `#RRGGBB`."""

    text: str
    tint: str
    shape: str


class Scheme(NamedTuple):
    """The colours of one scheme, as `#RRGGBB`, by the names of the design."""

    surface: Mapping[str, str]
    status: Mapping[str, Status]
    ageing: tuple[str, ...]

    def status_of(self, state: str) -> Status:
        """Return the colours of a state of the traffic light."""
        return self.status[COLOUR_GROUPS.get(state, state)]


class Tokens(NamedTuple):
    """Both schemes and the sizes, in logical pixels; `type_ratio` multiplies the base font."""

    light: Scheme
    dark: Scheme
    radius: Mapping[str, int]
    row: Mapping[str, int]
    type_ratio: Mapping[str, float]


def _scheme(raw: Mapping[str, Any]) -> Scheme:
    extra = {name: raw[name] for name in ("on_shape", "nav_selected", "preview_desk")}
    return Scheme(
        surface={**raw["surface"], **extra},
        status={name: Status(**colours) for name, colours in raw["status"].items()},
        ageing=tuple(raw["ageing"]),
    )


@cache
def tokens() -> Tokens:
    """Read the tokens file, once."""
    raw = json.loads(resource("tokens.json").read_text(encoding="utf-8"))
    return Tokens(_scheme(raw["light"]), _scheme(raw["dark"]), raw["radius"], raw["row"], raw["type"])
