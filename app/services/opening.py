"""How the app begins on a computer: with a file of its own, or with a copy of one from elsewhere."""

from __future__ import annotations

from pathlib import Path

from app.services.desk import Desk


def has_file(desk: Desk) -> bool:
    """Say whether there is a database already, so that no copy may take its place."""
    return desk.path.exists() and desk.path.stat().st_size > 0


def open_copy(desk: Desk, source: Path) -> None:
    """Copy a file of ours, such as a backup, to the usual place and open it there.

    Raises:
        FileTroubleError: It is not ours, newer than this app, damaged, or cannot be copied; nothing changed.
    """
    from app.storage.adopting import adopt

    adopt(source, desk.path)
    desk.database  # noqa: B018 - opened here, so that trouble shows at once
