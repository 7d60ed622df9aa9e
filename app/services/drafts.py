"""What is being typed, kept under a name until it is saved or thrown away, so that a crash loses nothing."""

from __future__ import annotations

from typing import Any

from app.services.desk import Desk
from app.storage import drafts
from app.storage.errors import driver_trouble


def save(desk: Desk, name: str, payload: dict[str, Any]) -> None:
    """Keep a draft, in place of an earlier one of that name; `payload` is what JSON can hold."""
    with driver_trouble(desk.path):
        drafts.save(desk.database.connection, name, payload, desk.clock.now())


def load(desk: Desk, name: str) -> dict[str, Any] | None:
    """Return a draft, or `None`."""
    return drafts.load(desk.database.connection, name)


def discard(desk: Desk, name: str) -> None:
    """Throw a draft away."""
    with driver_trouble(desk.path):
        drafts.discard(desk.database.connection, name)


def names(desk: Desk, prefix: str) -> list[str]:
    """Return the names of all drafts that begin so."""
    return drafts.names(desk.database.connection, prefix)
