"""Bringing a file to the newest schema: copied first, all steps or none. Loads Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.script import ScriptDirectory

from app.storage.connection import APPLICATION_ID, NEWEST_REVISION, connect
from app.storage.errors import driver_errors

if TYPE_CHECKING:
    from sqlite3 import Connection

    from sqlalchemy import Connection as AlchemyConnection
    from sqlalchemy import Engine

    from app.domain.file_key import FileKey

_SCRIPTS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def known_revisions() -> frozenset[str]:
    """Return every schema this version of the app can open."""
    return frozenset(step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions())


def upgrade(
    path: Path,
    reading: Connection,
    engine: Engine,
    *,
    from_revision: str | None,
    key: FileKey | None = None,
) -> None:
    """Bring the file to the newest revision in one transaction.

    A file that already holds something is copied beside itself first (`NAME.before-REVISION`),
    encrypted as it is.
    """
    if from_revision is not None:
        _copy(path, path.with_name(f"{path.name}.before-{NEWEST_REVISION}"), key)
    else:
        reading.execute("PRAGMA journal_mode = WAL")
    with driver_errors(), engine.begin() as connection:
        _run(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    # The connection that made the schema would hold the log for as long as the others are willing to wait.
    engine.dispose()
    # Home from the write-ahead log, so that even a careless copy of the file alone is recognised as ours.
    reading.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _run(connection: AlchemyConnection) -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(source: Path, target: Path, key: FileKey | None) -> None:
    """Copy the file with the driver's own backup, so that its write-ahead log is in it."""
    target.touch(mode=0o600)
    reader, writer = connect(source, key), connect(target, key)
    try:
        reader.backup(writer)
    finally:
        reader.close()
        writer.close()
